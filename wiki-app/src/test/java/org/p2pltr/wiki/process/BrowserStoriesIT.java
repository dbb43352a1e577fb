package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.p2pltr.lab.measure.WikiClient;

/** The story by clicking and typing: Ann and Bob, each with a browser at a peer of their own. */
@ExtendWith(HutBook.Shared.class)
class BrowserStoriesIT {
    private final HutBook book;
    private final Browser ann;
    private final Browser bob;

    BrowserStoriesIT(HutBook book) {
        this.book = book;
        ann = book.ann();
        bob = book.bob();
    }

    @Test
    void aPageMadeByClickingAppearsAtAnotherPeerByItself() throws IOException {
        bob.open("/wiki/Middle%20hut");
        assertThat(bob.words("main")).contains("does not exist yet");
        ann.open("/new");
        ann.type("input[name=name]", "Middle hut");
        ann.clickWords("Write it");
        write(ann, "The spring is behind the woodshed.\n\nLeave it tidy.", "first", "Ann");
        ann.awaitWords(Browser.PILL, "Version 1");
        assertThat(ann.path()).isEqualTo("/wiki/Middle%20hut");
        bob.awaitWords(Browser.TEXT, "behind the woodshed");
        bob.awaitWords(Browser.PILL, "Version 1");

        bob.script("window.sameDocument = 'yes'");
        ann.open("/wiki/Middle%20hut/edit");
        write(ann, "The spring is dry.\n\nLeave it tidy.", "dry", "Ann");
        bob.awaitWords(Browser.TEXT, "The spring is dry.");
        bob.awaitWords("#live-notices", "Version 2 by Ann arrived while you were reading");
        bob.awaitWords(".is-new", "The spring is dry.");
        bob.awaitWords(Browser.PILL, "Version 2");
        assertThat(bob.script("return window.sameDocument")).isEqualTo("yes");
        bob.picture(HutBook.PICTURES.resolve("page-arrived.png"));
        bob.clickWords("Show the difference");
        bob.awaitWords(".diff del", "behind the woodshed");
        bob.clickWords("Inline");
        bob.awaitWords(".diff--inline ins", "dry");
    }

    @Test
    void aReceiptTellsWhoKeepsASaveAndHowLongItTook() throws IOException {
        ann.open("/wiki/Receipt/edit");
        write(ann, "kept", "", "Ann");
        ann.awaitWords(Browser.PILL, "Version 1");
        ann.click(Browser.PILL);
        ann.awaitWords(".receipt", "From save to number");
        ann.awaitWords(".receipt", " of ");
        assertThat(ann.words(".receipt")).containsPattern("Kept by Log-Peers\\s+[1-9] of [1-9]");
        ann.picture(HutBook.PICTURES.resolve("receipt.png"));
    }

    @Test
    void bothWriteOfflineAndAConflictIsShownAndEndedByAChoice() throws IOException {
        String start = "The room is locked from May.\n\nWood is outside.\n\nLeave it tidy.";
        assertThat(peer(0).edit("Room", start).ok()).isTrue();
        book.awaitEverywhere("Room", 1);
        writeOffline(bob, start.replace("locked from May", "open in spring") + " Thanks!", "Bob");
        writeOffline(
                ann,
                start.replace("locked from May", "never closed at all")
                        .replace("outside", "under the bench"),
                "Ann");
        assertThat(bob.words(Browser.TEXT)).contains("open in spring").contains("Thanks!");
        ann.clickWords("Come back online");
        ann.awaitWords(Browser.PILL, "Version 2");
        bob.clickWords("Come back online");
        for (Browser each : List.of(ann, bob)) {
            each.awaitWords(Browser.PILL, "Conflict to review");
            each.awaitWords(Browser.TEXT, "never closed at all");
            each.awaitWords(Browser.TEXT, "open in spring");
            each.awaitWords(Browser.TEXT, "under the bench");
            each.awaitWords(Browser.TEXT, "Thanks!");
            each.awaitWords(".count", "1");
        }
        chooseMine();
        bob.awaitWords(Browser.PILL, "Version 4");
        ann.awaitWords(Browser.PILL, "Version 4");
        ann.awaitWords(Browser.TEXT, "open in spring");
        ann.awaitGone(".count");
        assertThat(ann.words(Browser.TEXT))
                .doesNotContain("never closed")
                .contains("under the bench")
                .contains("Thanks!");
        book.awaitEverywhere("Room", 4);
        assertThat(peer(2).page("Room").body().get("conflicts").size()).isZero();
    }

    private static void writeOffline(Browser person, String text, String name) {
        person.open("/wiki/Room");
        person.clickWords("Work offline");
        person.awaitWords(".link-state", "Offline");
        person.open("/wiki/Room/edit");
        write(person, text, "offline", name);
        person.awaitWords(Browser.PILL, "Waiting");
    }

    private void chooseMine() throws IOException {
        bob.open("/conflicts");
        bob.clickWords("Room");
        bob.awaitWords(".versions", "locked from May");
        bob.awaitWords(".versions", "Ann, Version 2");
        bob.awaitWords(".versions", "Bob, Version 3");
        assertThat(bob.words("#theirs")).contains("never closed");
        assertThat(bob.words("#mine")).contains("open in spring");
        bob.picture(HutBook.PICTURES.resolve("conflict.png"));
        bob.clickWords("Take mine");
        bob.awaitWords("#result", "open in spring");
        bob.clickWords("Save this result");
    }

    @Test
    void aSaveThatArrivesWhileITypeIsToldAndMerged() {
        assertThat(peer(0).edit("Typing", "first\n\nsecond\n\nthird\n").ok()).isTrue();
        HutBook.await("Bob's peer to have the page", () -> peer(1).shows("Typing", 1));
        bob.open("/wiki/Typing/edit");
        bob.awaitThere("html[data-live=on]");
        bob.type("textarea[name=text]", "first\n\nsecond\n\nthird by Bob");
        assertThat(peer(0).edit("Typing", "first by Ann\n\nsecond\n\nthird\n").ok()).isTrue();
        bob.awaitWords("#live-notices", "arrived while you were typing");
        HutBook.await(
                "both in the editor",
                () -> bob.typed(Browser.SOURCE).equals("first by Ann\n\nsecond\n\nthird by Bob"));
        bob.clickWords("Save");
        bob.awaitWords(Browser.TEXT, "first by Ann");
        bob.awaitWords(Browser.TEXT, "third by Bob");
    }

    @Test
    void whatIsTypedSurvivesADeadBrowser() throws IOException {
        ann.open("/wiki/Draft/edit");
        ann.type("textarea[name=text]", "a long thought");
        ann.type("input[name=tags]", "huts");
        ann.awaitWords("#typed-state", "kept by your peer");
        ann.awaitWords("#typed", "Draft");
        // Another browser knows nothing but what the peer has.
        try (Browser another = book.browser(0, "another")) {
            another.open("/drafts");
            another.awaitWords(".drafts", "a long thought");
            another.open("/wiki/Draft/edit");
            another.awaitWords("[data-live=drafts]", "a long thought");
            another.clickWords("Go on with it");
            assertThat(another.typed("textarea[name=text]")).isEqualTo("a long thought");
            another.type("textarea[name=text]", "a long thought, ended");
            another.awaitWords("#typed-state", "kept by your peer");
            another.clickWords("Save");
            another.awaitWords(Browser.TEXT, "a long thought, ended");
            another.awaitWords(".tags", "huts");
            HutBook.await("the draft to be gone", () -> drafts("Draft") == 0);
        }
    }

    @Test
    void aDraftIsOfferedOnItsPageAndCanBeDropped() {
        ann.open("/wiki/Offered/edit");
        ann.type("textarea[name=text]", "half a thought");
        ann.awaitWords("#typed-state", "kept by your peer");
        ann.open("/wiki/Offered/edit");
        ann.awaitWords("[data-live=drafts]", "half a thought");
        assertThat(ann.typed("textarea[name=text]")).isEmpty();
        ann.type("textarea[name=text]", "another thought");
        ann.awaitWords("#typed-state", "kept by your peer");
        ann.open("/drafts");
        assertThat(ann.words("main")).contains("half a thought", "another thought");
        for (int left = 1; left >= 0; left--) {
            ann.open("/drafts");
            ann.click("li:has(a[href='/wiki/Offered']) .ask summary");
            ann.click("li:has(a[href='/wiki/Offered']) .ask button");
            int wanted = left;
            HutBook.await("the draft to be dropped", () -> drafts("Offered") == wanted);
        }
        ann.open("/wiki/Offered/edit");
        assertThat(ann.words("main")).doesNotContain("is kept here");
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

    private long drafts(String page) {
        return StreamSupport.stream(peer(0).get("/api/v1/drafts").body().spliterator(), false)
                .filter(draft -> draft.get("name").asString().equals(page))
                .count();
    }

    private static void write(Browser browser, String text, String comment, String author) {
        browser.type("textarea[name=text]", text);
        browser.type("input[name=comment]", comment);
        browser.type("input[name=author]", author);
        browser.clickWords("Save");
        browser.awaitThere(Browser.TEXT);
    }

    private WikiClient peer(int number) {
        return book.client(number);
    }
}
