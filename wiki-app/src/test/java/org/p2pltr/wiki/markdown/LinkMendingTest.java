package org.p2pltr.wiki.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkMendingTest {
    private static String mended(String text) {
        return new WikiMarkdown().mended(text, "Shed"::equals, "Tool shed");
    }

    @Test
    void everyFormOfALinkGetsTheNewName() {
        assertThat(mended("See [[Shed]], [[ Shed |the shed]] and [[Shed#Keys|keys]]; [[Sheds]]."))
                .isEqualTo(
                        "See [[Tool shed]], [[Tool shed |the shed]] and [[Tool shed#Keys|keys]]; [[Sheds]].");
        assertThat(mended("- item\n  > [[Shed]]\n\n| a |\n| - |\n| [[Shed]] |\n"))
                .isEqualTo("- item\n  > [[Tool shed]]\n\n| a |\n| - |\n| [[Tool shed]] |\n");
    }

    @Test
    void whatIsCodeStaysAsItIs() {
        String code = "`[[Shed]]` and\n\n```\n[[Shed]]\n```\n\n    [[Shed]]\n";
        assertThat(mended(code)).isEqualTo(code);
        assertThat(mended(code + "\n[[Shed]]")).isEqualTo(code + "\n[[Tool shed]]");
        assertThat(mended("Shed, [Shed](Shed)")).isEqualTo("Shed, [Shed](Shed)");
    }

    @Test
    void linksAreFoundByTheNamesThatTheyMean() {
        String text = "[[A]] [[ A#x|y]] `[[code]]` [[Hu\u0308tte  am See]] [[#here]] [[B|A]]";
        assertThat(new WikiMarkdown().links(text)).containsExactly("A", "Hütte am See", "B");
    }
}
