package org.p2pltr.wiki.markdown;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * The allow-list of what a page's HTML may contain; applied after rendering, so that no mistake
 * before it matters.
 */
final class SafeHtml {
    private static final Pattern ANCHOR = Pattern.compile("[\\p{L}\\p{N}_-]{1,255}");
    private static final Pattern CLASS =
            Pattern.compile("red|tasks|footnotes|footnote-ref|language-[A-Za-z0-9_+#.-]{1,40}");
    private static final Pattern ALIGN = Pattern.compile("left|right|center");
    private static final Pattern START = Pattern.compile("[0-9]{1,9}");

    private static final PolicyFactory POLICY =
            new HtmlPolicyBuilder()
                    .allowElements(
                            "p",
                            "br",
                            "hr",
                            "h1",
                            "h2",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "blockquote",
                            "pre",
                            "code")
                    .allowElements("em", "strong", "del", "ul", "ol", "li", "sup", "section")
                    .allowElements("table", "thead", "tbody", "tr", "th", "td")
                    .allowElements("a", "img", "input")
                    .allowUrlProtocols("http", "https", "mailto")
                    .allowAttributes("href", "title")
                    .onElements("a")
                    .allowAttributes("src", "alt", "title")
                    .onElements("img")
                    .allowAttributes("id")
                    .matching(ANCHOR)
                    .onElements("h1", "h2", "h3", "h4", "h5", "h6", "a", "li", "sup", "section")
                    .allowAttributes("class")
                    .matching(CLASS)
                    .onElements("a", "code", "section", "sup", "ul")
                    .allowAttributes("align")
                    .matching(ALIGN)
                    .onElements("th", "td")
                    .allowAttributes("start")
                    .matching(START)
                    .onElements("ol")
                    .allowAttributes("type")
                    .matching(Pattern.compile("checkbox"))
                    .onElements("input")
                    .allowAttributes("checked", "disabled")
                    .onElements("input")
                    .allowAttributes("aria-label")
                    .matching(Pattern.compile("done|to do"))
                    .onElements("input")
                    .requireRelsOnLinks("noopener", "noreferrer")
                    .toFactory();

    private SafeHtml() {}

    static String of(String html) {
        return inScrolls(POLICY.sanitize(html));
    }

    /**
     * What is wider than the page scrolls by itself, by keyboard too. The policy writes these tags
     * without attributes, and escapes every sign of the text that could be one.
     */
    private static String inScrolls(String safe) {
        return safe.replace(
                        "<table>",
                        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>")
                .replace("</table>", "</table></div>")
                .replace("<pre>", "<pre tabindex=\"0\">");
    }
}
