package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.WikiClient;

/** The story by clicking and typing: Ann and Bob, each with a browser at a peer of their own. */
class BrowserStoriesIT {
    private static final String PILL = "[data-live=state] .pill";
    private static final String TEXT = "#text";
    private static final Path PICTURES = Path.of("target", "screenshots");

    @TempDir static Path directory;

    private static PeerTrio trio;
    private static Browser ann;
    private static Browser bob;

    @BeforeAll
    static void start() throws Exception {
        trio = PeerTrio.start(PeerTrio.jar(), directory.resolve("peers"));
        ann = new Browser(peer(0), directory.resolve("ann"));
        bob = new Browser(peer(1), directory.resolve("bob"));
    }

    @AfterAll
    static void stop() {
        try (var _ = trio;
                var _ = ann;
                var _ = bob) {
            System.out.println("the browsers and peers end");
        }
    }

    @Test
    void aPageMadeByClickingAppearsAtAnotherPeerByItself() throws IOException {
        bob.open("/wiki/Upper%20hut");
        assertThat(bob.words("main")).contains("does not exist yet");
        ann.open("/new");
        ann.type("input[name=name]", "Upper hut");
        ann.clickWords("Write it");
        write(ann, "The spring is behind the woodshed.\n\nLeave it tidy.", "first", "Ann");
        assertThat(ann.path()).isEqualTo("/wiki/Upper%20hut");
        ann.awaitWords(PILL, "Version 1");
        bob.awaitWords(TEXT, "behind the woodshed");
        bob.awaitWords(PILL, "Version 1");

        bob.script("window.sameDocument = 'yes'");
        ann.open("/wiki/Upper%20hut/edit");
        write(ann, "The spring is dry.\n\nLeave it tidy.", "dry", "Ann");
        bob.awaitWords(TEXT, "The spring is dry.");
        bob.awaitWords("#live-notices", "Version 2 by Ann arrived while you were reading");
        bob.awaitWords(".is-new", "The spring is dry.");
        bob.awaitWords(PILL, "Version 2");
        assertThat(bob.script("return window.sameDocument")).isEqualTo("yes");
        bob.picture(PICTURES.resolve("page-arrived.png"));
        bob.clickWords("Show the difference");
        bob.awaitWords(".diff del", "behind the woodshed");
        bob.clickWords("Inline");
        bob.awaitWords(".diff--inline ins", "dry");
    }

    @Test
    void aReceiptTellsWhoKeepsASaveAndHowLongItTook() throws IOException {
        ann.open("/wiki/Receipt/edit");
        write(ann, "kept", "", "Ann");
        ann.awaitWords(PILL, "Version 1");
        ann.click(PILL);
        ann.awaitWords(".receipt", "From save to number");
        ann.awaitWords(".receipt", " of ");
        assertThat(ann.words(".receipt")).containsPattern("Kept by Log-Peers\\s+[1-9] of [1-9]");
        ann.picture(PICTURES.resolve("receipt.png"));
    }

    @Test
    void anOfflineEditWaitsAndAConflictIsShownAndEndedByAChoice() throws IOException {
        assertThat(peer(0).edit("Room", "The winter room is locked from May.\n").ok()).isTrue();
        await("Bob's peer to have the page", () -> peer(1).shows("Room", 1));
        ann.open("/wiki/Room");
        bob.open("/wiki/Room");
        bob.clickWords("Work offline");
        bob.awaitWords(".link-state", "Offline");
        bob.open("/wiki/Room/edit");
        write(bob, "The winter room is open in spring.", "offline", "Bob");
        bob.awaitWords(PILL, "Waiting");
        ann.open("/wiki/Room/edit");
        write(ann, "The winter room is never closed at all.", "online", "Ann");
        ann.awaitWords(PILL, "Version 2");
        assertThat(bob.words(TEXT)).contains("open in spring");
        bob.clickWords("Come back online");
        bob.awaitWords(PILL, "Conflict to review");
        ann.awaitWords(PILL, "Conflict to review");
        ann.awaitWords(TEXT, "never closed at all");
        ann.awaitWords(TEXT, "open in spring");
        ann.awaitWords(".count", "1");

        bob.open("/conflicts");
        bob.clickWords("Room");
        bob.awaitWords(".versions", "locked from May");
        bob.awaitWords(".versions", "Ann, Version 2");
        bob.awaitWords(".versions", "Bob, Version 3");
        assertThat(bob.words("#theirs")).contains("never closed");
        assertThat(bob.words("#mine")).contains("open in spring");
        bob.picture(PICTURES.resolve("conflict.png"));
        bob.clickWords("Take mine");
        bob.awaitWords("#result", "open in spring");
        bob.clickWords("Save this result");
        bob.awaitWords(PILL, "Version 4");
        ann.awaitWords(PILL, "Version 4");
        ann.awaitWords(TEXT, "open in spring");
        ann.awaitGone(".count");
        assertThat(ann.words(TEXT)).doesNotContain("never closed");
        assertThat(peer(2).page("Room").body().get("conflicts").size()).isZero();
    }

    @Test
    void aSaveThatArrivesWhileITypeIsToldAndMerged() {
        assertThat(peer(0).edit("Typing", "first\n\nsecond\n\nthird\n").ok()).isTrue();
        await("Bob's peer to have the page", () -> peer(1).shows("Typing", 1));
        bob.open("/wiki/Typing/edit");
        bob.awaitThere("html[data-live=on]");
        bob.type("textarea[name=text]", "first\n\nsecond\n\nthird by Bob");
        assertThat(peer(0).edit("Typing", "first by Ann\n\nsecond\n\nthird\n").ok()).isTrue();
        bob.awaitWords("#live-notices", "arrived while you are typing");
        assertThat(bob.typed("textarea[name=text]")).isEqualTo("first\n\nsecond\n\nthird by Bob");
        bob.clickWords("Save");
        bob.awaitWords(TEXT, "first by Ann");
        bob.awaitWords(TEXT, "third by Bob");
    }

    @Test
    void whatIsTypedSurvivesLeavingTheEditor() {
        ann.open("/wiki/Draft/edit");
        ann.type("textarea[name=text]", "a long thought");
        ann.awaitWords("#typed-state", "kept in this browser");
        ann.open("/pages");
        ann.open("/wiki/Draft/edit");
        ann.awaitWords("#draft", "It was not saved");
        ann.clickWords("Put it back");
        assertThat(ann.typed("textarea[name=text]")).isEqualTo("a long thought");
        ann.clickWords("Save");
        ann.awaitWords(TEXT, "a long thought");
        ann.open("/wiki/Draft/edit");
        ann.awaitThere("html[data-live=on]");
        assertThat(ann.words("#live-notices")).isEmpty();
    }

    @Test
    void recentChangesGrowByThemselves() {
        bob.open("/changes");
        bob.awaitThere("html[data-live=on]");
        bob.script("window.sameDocument = 'yes'");
        assertThat(peer(0).save("Grows", "x\n", Optional.empty(), "a new comment", "Ann").ok())
                .isTrue();
        bob.awaitWords(".change", "Grows");
        assertThat(bob.script("return window.sameDocument")).isEqualTo("yes");
    }

    @Test
    void aHostilePageRunsNoScript() {
        String hostile =
                """
                <script>window.harmed = 'script'</script>
                <img src="/nothing" onerror="window.harmed = 'handler'">
                <svg onload="window.harmed = 'svg'"></svg>
                [click](javascript:window.harmed='link') ![x](javascript:window.harmed='image')
                <a href="javascript:window.harmed='raw'" id="main">raw</a>
                """;
        assertThat(peer(0).save("Hostile", hostile, Optional.empty(), "<b>", "<i>").ok()).isTrue();
        await("the page to be there", () -> peer(0).shows("Hostile", 1));
        ann.open("/wiki/Hostile");
        ann.awaitThere("html[data-live=on]");
        assertThat(peer(1).edit("Hostile", hostile + "\n<script>window.harmed = 2</script>\n").ok())
                .isTrue();
        ann.awaitWords(PILL, "Version 2");
        assertThat(ann.script("return window.harmed")).isEqualTo("nothing");
        assertThat(ann.script("return document.querySelectorAll('#text script, #text svg').length"))
                .isEqualTo(0L);
        assertThat(
                        ann.script(
                                "return document.querySelectorAll('#text [onerror], #text [href^=javascript]').length"))
                .isEqualTo(0L);
        ann.open("/wiki/Hostile/history?from=0&to=2");
        ann.awaitThere(".diff");
        assertThat(ann.script("return window.harmed")).isEqualTo("nothing");
    }

    private static void write(Browser browser, String text, String comment, String author) {
        browser.type("textarea[name=text]", text);
        browser.type("input[name=comment]", comment);
        browser.type("input[name=author]", author);
        browser.clickWords("Save");
        browser.awaitThere(TEXT);
    }

    private static WikiClient peer(int number) {
        return trio.peer(number).client();
    }

    private static void await(String what, BooleanSupplier holds) {
        Await.until(Duration.ofSeconds(60), () -> what, holds);
    }
}
