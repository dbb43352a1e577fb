package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Who has no mouse, or whose browser runs no script, does the same as everybody else. */
@ExtendWith(HutBook.Shared.class)
class EveryHandIT {
    /** More than any screen has to stop at. */
    private static final int STOPS = 80;

    private final HutBook book;
    private final Browser ann;

    EveryHandIT(HutBook book) {
        this.book = book;
        ann = book.ann();
    }

    @Test
    void aPageIsFoundWrittenSavedAndComparedByKeyboard() {
        ann.open("/");
        ann.awaitThere("html[data-live=on]");
        ann.press("/", "By keyboard", Keys.ENTER);
        ann.awaitWords("h1", "No page is called");
        tabTo("Write this page");
        ann.press(Keys.ENTER);
        ann.awaitThere("html[data-editor=on]");
        tabTo(Browser.CODE, "document.activeElement.matches('.cm-content')");
        ann.press("one line", Keys.ENTER, "- a list", Keys.ENTER, "goes on");
        HutBook.await(
                "the list to go on",
                () -> ann.typed(Browser.SOURCE).equals("one line\n- a list\n- goes on"));
        // The tab key leaves the text: nobody is caught in it.
        tabTo("Save");
        ann.press(Keys.ENTER);
        ann.awaitWords(Browser.TEXT, "goes on");
        HutBook.await("the save", () -> book.client(0).shows("By keyboard", 1));
        ann.awaitThere("html[data-live=on]");
        tabTo(Browser.PILL, "document.activeElement.matches('summary.pill')");
        ann.press(Keys.ENTER);
        ann.awaitWords(".receipt", "Chain hash");
        tabTo("Edit");
        ann.press(Keys.ENTER);
        ann.awaitThere("html[data-editor=on]");
        tabTo(Browser.CODE, "document.activeElement.matches('.cm-content')");
        ann.control(Keys.END);
        ann.press(" and on");
        ann.control("s");
        HutBook.await("the second save", () -> book.client(0).shows("By keyboard", 2));
        ann.open("/wiki/By%20keyboard/history");
        tabTo("Compare");
        ann.press(Keys.ENTER);
        ann.awaitWords(".diff ins", "and on");
    }

    @Test
    void aPageIsPreviewedSavedRenamedAndBroughtBackWithoutScripts() throws IOException {
        ann.scripts(false);
        try {
            ann.open("/wiki/Scriptless/edit");
            ann.type(Browser.SOURCE, "The *spring* is dry.");
            ann.type("input[name=tags]", "water");
            ann.clickWords("Preview");
            ann.awaitWords("[data-preview] em", "spring");
            assertThat(ann.typed(Browser.SOURCE)).isEqualTo("The *spring* is dry.");
            ann.wholePicture(HutBook.PICTURES.resolve("no-script-preview.png"));
            ann.clickWords("Save");
            ann.awaitWords(Browser.TEXT, "spring");
            HutBook.await("the save", () -> book.client(0).shows("Scriptless", 1));
            ann.clickWords("Watch");
            ann.awaitWords(".head", "Watched");
            ann.open("/changes?show=watched");
            ann.awaitWords(".change", "Scriptless");
            ann.clickWords("Scriptless");
            ann.clickWords("Organise");
            ann.type("input[name=title]", "Without scripts");
            ann.clickWords("Rename");
            ann.awaitWords(".notice", "Renamed");
            ann.clickWords("Delete this page");
            ann.awaitWords(".notice", "This page was deleted");
            ann.clickWords("Bring it back");
            ann.awaitWords(Browser.TEXT, "spring");
            HutBook.await("all of it", () -> book.client(0).shows("Scriptless", 4));
        } finally {
            ann.scripts(true);
        }
    }

    @Test
    void onlyTheChangesThatAreWantedAreShownAndTheFeedHasThemToo() throws Exception {
        assertThat(book.client(0).edit("Rota/June", "Ida\n").ok()).isTrue();
        assertThat(book.client(0).edit("Wood/June", "Ida\n").ok()).isTrue();
        book.awaitEverywhere("Wood/June", 1);
        book.awaitEverywhere("Rota/June", 1);
        HutBook.await("the index", () -> feed("").contains("Wood/June"));
        ann.open("/changes?space=Rota");
        ann.awaitWords(".change", "Rota/June");
        assertThat(ann.allWords(".change")).noneMatch(line -> line.contains("Wood/June"));
        assertThat(feed("?space=Rota")).contains("Rota/June").doesNotContain("Wood/June");
        ann.open("/changes?show=mine");
        ann.awaitWords(".change", "Rota/June");
        assertThat(feed("?author=nobody")).doesNotContain("<entry>");
    }

    private String feed(String query) {
        try {
            return Screen.get(book.client(0).base(), "/changes.atom" + query).html();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tabTo(String words) {
        tabTo(words, "document.activeElement.textContent.trim() === '" + words + "'");
    }

    private void tabTo(String what, String reached) {
        for (int i = 0; i < STOPS; i++) {
            if (Boolean.TRUE.equals(ann.script("return " + reached))) return;
            ann.press(Keys.TAB);
        }
        throw new AssertionError("the tab key does not come to " + what);
    }
}
