package org.p2pltr.wiki.markdown;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Component;

/** Turns a page's Markdown into safe HTML. May be called from any thread. */
@Component
public class WikiMarkdown {
    private static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.create(),
                    StrikethroughExtension.create(),
                    TaskListItemsExtension.create(),
                    FootnotesExtension.create());

    private final Parser parser =
            Parser.builder()
                    .extensions(EXTENSIONS)
                    .maxOpenBlockParsers(60)
                    .postProcessor(new WikiLinkParser())
                    .build();

    /**
     * The text as HTML. Any text is allowed; linear in its length for any but absurdly nested text.
     */
    public Rendered render(String text, PageLinks links) {
        Node document = parser.parse(text);
        Headings headings = Headings.of(document);
        Linked linked = new Linked();
        document.accept(linked);
        HtmlRenderer renderer =
                HtmlRenderer.builder()
                        .extensions(EXTENSIONS)
                        .escapeHtml(true)
                        .sanitizeUrls(true)
                        .nodeRendererFactory(context -> new WikiLinkRenderer(context, links))
                        .attributeProviderFactory(context ->
                                (node, tag, attributes) -> describe(node, headings, attributes))
                        .build();
        return new Rendered(
                SafeHtml.of(renderer.render(document)),
                headings.sections(),
                List.copyOf(linked.pages));
    }

    /** The names of the pages that a text links to, in normal form, each once. */
    public List<String> links(String text) {
        Linked linked = new Linked();
        parser.parse(text).accept(linked);
        return linked.pages.stream()
                .map(PageNames::normal)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** The text with another name in the links to the pages that are meant; code stays as it is. */
    public String mended(String text, Predicate<String> meant, String now) {
        return LinkMending.mended(text, meant, now);
    }

    private static void describe(Node node, Headings headings, Map<String, String> attributes) {
        switch (node) {
            case Heading heading -> attributes.put("id", headings.anchor(heading));
            case TaskListItemMarker task ->
                    attributes.put("aria-label", task.isChecked() ? "done" : "to do");
            case BulletList list when isTasks(list) -> attributes.put("class", "tasks");
            default -> {
                // As CommonMark has it.
            }
        }
    }

    private static boolean isTasks(BulletList list) {
        Node item = list.getFirstChild();
        return item != null && item.getFirstChild() instanceof TaskListItemMarker;
    }

    private static final class Linked extends AbstractVisitor {
        private final Set<String> pages = new LinkedHashSet<>();

        @Override
        public void visit(CustomNode node) {
            if (node instanceof WikiLink link && !link.page().isEmpty()) pages.add(link.page());
            visitChildren(node);
        }
    }
}
