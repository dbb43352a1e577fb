package org.p2pltr.wiki.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Writes another page's name into a text's links; what is code stays as it is. */
final class LinkMending {
    private static final Parser PARSER =
            Parser.builder()
                    .maxOpenBlockParsers(60)
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                    .build();

    private LinkMending() {}

    /** The text with {@code now} in place of every linked page that is meant. */
    static String mended(String text, Predicate<String> meant, String now) {
        List<SourceSpan> code = code(PARSER.parse(text));
        StringBuilder mended = new StringBuilder();
        int end = 0;
        Matcher links = WikiLinkParser.LINK.matcher(text);
        while (links.find()) {
            String inside = links.group(1);
            int after = endOfPage(inside);
            String page = inside.substring(0, after);
            int at = links.start(1);
            if (!meant.test(PageNames.normal(page)) || isWithin(code, at)) continue;
            mended.append(text, end, at).append(now);
            end = at + page.stripTrailing().length();
        }
        return mended.append(text, end, text.length()).toString();
    }

    private static int endOfPage(String inside) {
        for (int i = 0; i < inside.length(); i++)
            if (inside.charAt(i) == '|' || inside.charAt(i) == '#') return i;
        return inside.length();
    }

    private static boolean isWithin(List<SourceSpan> spans, int at) {
        return spans.stream()
                .anyMatch(s -> s.getInputIndex() <= at && at < s.getInputIndex() + s.getLength());
    }

    private static List<SourceSpan> code(Node document) {
        List<SourceSpan> spans = new ArrayList<>();
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Code code) {
                        spans.addAll(code.getSourceSpans());
                    }

                    @Override
                    public void visit(FencedCodeBlock block) {
                        add(block);
                    }

                    @Override
                    public void visit(IndentedCodeBlock block) {
                        add(block);
                    }

                    private void add(Block block) {
                        spans.addAll(block.getSourceSpans());
                    }
                });
        return spans;
    }
}
