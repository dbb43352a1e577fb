package org.p2pltr.wiki.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WikiMarkdownTest {
    private static final PageLinks LINKS =
            new PageLinks() {
                @Override
                public boolean exists(String page) {
                    return page.equals("Lower hut");
                }

                @Override
                public String addressOf(String page) {
                    return "/wiki/" + page.replace(" ", "%20");
                }
            };

    private static String html(String text) {
        return new WikiMarkdown().render(text, LINKS).html();
    }

    @Test
    void linksToPagesAreLinksAndMissingPagesAreRed() {
        assertThat(html("See [[Lower hut]]."))
                .contains("href=\"/wiki/Lower%20hut\"")
                .doesNotContain("class=\"red\"");
        assertThat(html("See [[Gone|the old one]]."))
                .contains("class=\"red\"")
                .contains(">the old one</a>");
        assertThat(html("[[Lower hut#The way up]]")).contains("/wiki/Lower%20hut#the-way-up");
    }

    @Test
    void aBracketThatIsNoLinkToAPageStaysWhatItIs() {
        assertThat(html("[text](https://example.org) and [[unclosed]")).contains("[[unclosed]");
        assertThat(html("`[[code]]`")).contains("[[code]]</code>").doesNotContain("<a");
    }

    @Test
    void theLinkedPagesAreNamedOnceInOrder() {
        assertThat(new WikiMarkdown().render("[[B]] [[A]] [[B|again]]", LINKS).linked())
                .containsExactly("B", "A");
    }

    @Test
    void headingsHaveAnchorsEachOnce() {
        Rendered page = new WikiMarkdown().render("# Water & wood\n\n## Water & wood\n", LINKS);
        assertThat(page.sections())
                .extracting(Section::anchor)
                .containsExactly("water-wood", "water-wood-2");
        assertThat(page.html()).contains("id=\"water-wood-2\"");
    }

    @Test
    void theTitleIsTheOnlyHeadingOfTheFirstLevel() {
        Rendered page = new WikiMarkdown().render("# Huts\n\n## Upper\n\n###### Small\n", LINKS);
        assertThat(page.sections()).extracting(Section::level).containsExactly(2, 3, 6);
        assertThat(page.html()).contains("<h2 id=\"huts\">", "<h3 id=\"upper\">");
        assertThat(html("## Upper\n")).contains("<h2 id=\"upper\">");
    }

    @Test
    void whatIsTooWideScrollsByItself() {
        assertThat(html("| a |\n| --- |\n| `<table>` |\n"))
                .containsOnlyOnce("<div class=\"scroll\"")
                .containsOnlyOnce("</div>");
        assertThat(html("    <pre>\n")).containsOnlyOnce("<pre tabindex=\"0\">");
    }

    @Test
    void aTaskSaysWhetherItIsDone() {
        assertThat(html("- [x] ash\n- [ ] tap\n"))
                .contains("<ul class=\"tasks\">", "aria-label=\"done\"", "aria-label=\"to do\"");
        assertThat(html("- ash\n")).contains("<ul>");
    }

    @Test
    void tablesTasksStrikethroughAndFootnotesAreRendered() {
        String page =
                html(
                        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n\n~~gone~~ note[^1]\n\n[^1]: the note\n");
        assertThat(page)
                .contains(
                        "<table>",
                        "align=\"right\"",
                        "type=\"checkbox\"",
                        "<del>gone</del>",
                        "the note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "![x](data:text/html;base64,PHNjcmlwdD4=)",
                "<a href=\"javascript:alert(1)\">x</a>",
                "[[javascript:alert(1)]]",
                "<svg/onload=alert(1)>",
                "<iframe src=//evil.example></iframe>",
                "```\"><script>alert(1)</script>\nx\n```",
                "[x](https://a.example \"onmouseover=alert(1)\")",
                "<style>*{display:none}</style>",
                "[a]: javascript:alert(1)\n\n[a]"
            })
    void hostileTextRunsNothingAndIsStillShown(String text) {
        String html = html(text);
        assertThat(html.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("<script")
                .doesNotContain("<img src")
                .doesNotContain("<svg")
                .doesNotContain("<iframe")
                .doesNotContain("<style")
                .doesNotContain("href=\"javascript")
                .doesNotContain("src=\"data:")
                .doesNotContainPattern("<[^>]*\\son\\w+=");
        assertThat(html).isNotBlank();
    }
}
