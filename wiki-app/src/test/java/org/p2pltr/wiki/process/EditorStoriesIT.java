package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The editor by typing and clicking: colours, preview, completion, and two people at once. */
@ExtendWith(HutBook.Shared.class)
class EditorStoriesIT {
    private final HutBook book;
    private final Browser ann;
    private final Browser bob;

    EditorStoriesIT(HutBook book) {
        this.book = book;
        ann = book.ann();
        bob = book.bob();
    }

    @Test
    void thePreviewShowsWhatThePageWillShow() throws IOException {
        ann.open("/wiki/Previewed/edit");
        ann.type(Browser.SOURCE, "## Water\n\nThe *spring* is [[Not there|dry]].");
        ann.awaitWords("[data-preview] h2", "Water");
        ann.awaitWords("[data-preview] em", "spring");
        ann.awaitWords("[data-preview] a.red", "dry");
        ann.picture(HutBook.PICTURES.resolve("editor-preview.png"));
        assertThat(ann.allWords(".tok-heading")).anyMatch(words -> words.contains("Water"));
        // The editor's style sheet is let in by its nonce, and by nothing else.
        assertThat(
                        ann.script(
                                "return getComputedStyle(document.querySelector('.cm-editor')).display"))
                .isEqualTo("flex");
    }

    @Test
    void controlSSavesAndStaysAndTheCursorWithIt() {
        ann.open("/wiki/Staying/edit");
        ann.type(Browser.SOURCE, "first words");
        ann.control("s");
        HutBook.await("the first save", () -> book.client(0).shows("Staying", 1));
        ann.awaitWords("#typed-state", "Saved");
        assertThat(ann.path()).isEqualTo("/wiki/Staying/edit");
        ann.press(", and more");
        ann.awaitWords("#typed-state", "kept by your peer");
        ann.control("s");
        HutBook.await("the second save", () -> book.client(0).shows("Staying", 2));
        assertThat(book.client(0).page("Staying").body().get("text").asString())
                .isEqualTo("first words, and more");
        ann.awaitWords(Browser.PILL, "Version 2");
        ann.awaitWords("#typed-state", "Saved");
        HutBook.await("the draft to be gone", () -> drafts("Staying") == 0);
    }

    @Test
    void twoPeopleOnTwoPeersEditOnePageAtOnce() throws IOException {
        assertThat(book.client(0).edit("Together", "one\n\ntwo\n\nthree\n").ok()).isTrue();
        book.awaitEverywhere("Together", 1);
        ann.open("/wiki/Together/edit");
        bob.open("/wiki/Together/edit");
        bob.awaitThere("html[data-live=on][data-editor=on]");
        ann.awaitThere("html[data-live=on][data-editor=on]");
        bob.click(Browser.CODE);
        bob.control(Keys.END);
        bob.press("four by Bob");
        ann.click(Browser.CODE);
        ann.control(Keys.HOME);
        ann.press("zero by Ann", Keys.ENTER, Keys.ENTER);
        ann.control("s");
        bob.awaitWords("#live-notices", "merged into your text");
        HutBook.await(
                "Ann's words in Bob's editor",
                () ->
                        bob.typed(Browser.SOURCE)
                                .equals("zero by Ann\n\none\n\ntwo\n\nthree\nfour by Bob"));
        bob.picture(HutBook.PICTURES.resolve("editor-merged.png"));
        // The cursor is where it was in the text: behind Bob's words.
        bob.press(" and nobody else");
        bob.control("s");
        book.awaitEverywhere("Together", 3);
        assertThat(book.client(2).page("Together").body().get("text").asString())
                .isEqualTo("zero by Ann\n\none\n\ntwo\n\nthree\nfour by Bob and nobody else");
        ann.awaitWords("#live-notices", "by Bob");
        HutBook.await(
                "Bob's words in Ann's editor",
                () -> ann.typed(Browser.SOURCE).endsWith("four by Bob and nobody else"));
        // Nothing of Ann's is typed and not stored: it is no draft.
        HutBook.await("no draft", () -> drafts("Together") == 0);
    }

    @Test
    void theSameWordsChangedByBothStayInTheEditorUntilTheSave() {
        assertThat(book.client(0).edit("Same words", "The room is locked from May.\n").ok())
                .isTrue();
        book.awaitEverywhere("Same words", 1);
        bob.open("/wiki/Same%20words/edit");
        bob.awaitThere("html[data-live=on][data-editor=on]");
        bob.type(Browser.SOURCE, "The room is open in spring.");
        assertThat(book.client(0).edit("Same words", "The room is never closed at all.\n").ok())
                .isTrue();
        bob.awaitWords("#live-notices", "changed words that you are changing too");
        assertThat(bob.typed(Browser.SOURCE)).isEqualTo("The room is open in spring.");
        bob.clickWords("Save");
        HutBook.await(
                "the conflict",
                () -> book.client(1).page("Same words").body().get("conflicts").size() == 1);
        book.awaitEverywhere("Same words", 3);
        assertThat(book.client(0).delete("Same words").ok()).isTrue();
        book.awaitEverywhere("Same words", 4);
    }

    @Test
    void twoBracketsCompleteTheNameOfAPage() {
        String text = "Split and dry.\n";
        assertThat(book.client(0).save("Stove of the hut", text, Optional.empty(), "", "Ann").ok())
                .isTrue();
        HutBook.await(
                "the index to have it",
                () -> book.client(0).get("/api/v1/titles?q=stove+of").body().size() == 1);
        ann.open("/wiki/Completed/edit");
        ann.type(Browser.SOURCE, "See [[stove");
        ann.awaitWords(".cm-tooltip-autocomplete", "Stove of the hut");
        ann.click(".cm-tooltip-autocomplete li");
        HutBook.await(
                "the whole link",
                () -> ann.typed(Browser.SOURCE).equals("See [[Stove of the hut]]"));
        ann.press(".");
        ann.awaitWords("[data-preview] a", "Stove of the hut");
        assertThat(ann.typed(Browser.SOURCE)).isEqualTo("See [[Stove of the hut]].");
    }

    @Test
    void theToolBarDoesTheSameInBothEditorsAndTheChoiceIsRemembered() {
        ann.open("/wiki/Tools/edit");
        ann.type(Browser.SOURCE, "words");
        ann.control("a");
        ann.click("[data-edit=bold]");
        assertThat(ann.typed(Browser.SOURCE)).isEqualTo("**words**");
        ann.clickWords("Plain text");
        assertThat(ann.allWords(Browser.CODE)).isEmpty();
        ann.click(Browser.SOURCE);
        ann.control("a");
        ann.click("[data-edit=quote]");
        assertThat(ann.typed(Browser.SOURCE)).isEqualTo("> **words**");
        ann.awaitWords("[data-preview] blockquote", "words");
        ann.awaitWords("#typed-state", "kept by your peer");
        ann.open("/wiki/Tools/edit");
        ann.awaitThere("html[data-editor=on]");
        assertThat(ann.allWords(Browser.CODE)).isEmpty();
        ann.type(Browser.SOURCE, "a plain field");
        ann.control("s");
        HutBook.await("the save", () -> book.client(0).shows("Tools", 1));
        ann.clickWords("Plain text");
        ann.awaitThere(Browser.CODE);
        assertThat(ann.words(Browser.CODE)).isEqualTo("a plain field");
    }

    @Test
    void whatIsTypedInColoursSurvivesADeadTab() throws IOException {
        try (Browser tab = book.browser(0, "dying")) {
            tab.open("/wiki/Dead%20tab/edit");
            tab.type(Browser.SOURCE, "typed in colours");
            tab.awaitWords("#typed-state", "kept by your peer");
        }
        ann.open("/wiki/Dead%20tab/edit");
        ann.awaitWords("[data-live=drafts]", "typed in colours");
        ann.clickWords("Go on with it");
        ann.awaitThere("html[data-editor=on]");
        assertThat(ann.words(Browser.CODE)).isEqualTo("typed in colours");
    }

    private long drafts(String page) {
        long count = 0;
        for (var draft : book.client(0).get("/api/v1/drafts").body())
            if (draft.get("name").asString().equals(page)) count++;
        return count;
    }
}
