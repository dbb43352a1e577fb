package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.p2pltr.lab.measure.WikiClient;

/** Links between pages, and what becomes of them when pages get other titles. */
@ExtendWith(HutBook.Shared.class)
class OrganiseStoriesIT {
    private final HutBook book;
    private final Browser ann;
    private final Browser bob;

    OrganiseStoriesIT(HutBook book) {
        this.book = book;
        ann = book.ann();
        bob = book.bob();
    }

    @Test
    void aRedLinkIsFollowedAndThePageBehindItIsWritten() {
        ann.open("/new");
        ann.type("input[name=name]", "Ways up");
        ann.clickWords("Write it");
        ann.type(Browser.SOURCE, "The way over the [[Gully of stones]] is shorter.");
        ann.clickWords("Save");
        HutBook.await("the save", () -> book.client(0).shows("Ways up", 1));
        ann.awaitWords("#text a.red", "Gully of stones");
        ann.click("#text a.red");
        ann.awaitWords("main", "does not exist yet");
        ann.clickWords("Write it");
        ann.type(Browser.SOURCE, "Snow until noon.");
        ann.clickWords("Save");
        HutBook.await("the save", () -> book.client(0).shows("Gully of stones", 1));
        ann.awaitWords(".backlinks", "Ways up");
        ann.click(".backlinks a");
        ann.awaitWords("#text a:not(.red)", "Gully of stones");
    }

    @Test
    void aRenamedPageKeepsItsHistoryAndItsLinks() {
        save(0, "Shed", "Saws and axes.\n");
        save(0, "Around the hut", "Tools are in the [[Shed]], see `[[Shed]]`.\n");
        HutBook.await("the index to have both", () -> isTitled("Around the hut"));
        ann.open("/wiki/Shed");
        ann.click("a[href$='/organise']");
        ann.type("input[name=title]", "Tool shed");
        ann.clickWords("Rename");
        HutBook.await("the new title", () -> isTitled("Tool shed"));
        book.awaitEverywhere("Shed", 2);
        // The old name leads to the page and says so; at another peer too.
        HutBook.await("the new title at Bob's", () -> isTitledAt(1, "Tool shed"));
        bob.open("/wiki/Around%20the%20hut");
        bob.awaitWords("#text a:not(.red)", "Shed");
        bob.open("/wiki/Shed");
        bob.awaitWords(".notice", "is called Tool shed now");
        bob.open("/wiki/Tool%20shed");
        bob.awaitWords("h1", "Tool shed");
        bob.awaitWords(Browser.TEXT, "Saws and axes");
        bob.open("/wiki/Shed/history");
        bob.awaitWords("table", "Renamed from “Shed”");

        ann.open("/wiki/Shed/organise");
        ann.clickWords("Mend the links of one page");
        HutBook.await("the mended link", () -> book.client(0).shows("Around the hut", 2));
        assertThat(text("Around the hut"))
                .isEqualTo("Tools are in the [[Tool shed]], see `[[Shed]]`.\n");
    }

    @Test
    void aNewPageUnderAUsedNameTakesNobodysPlace() {
        save(0, "Store", "Food for a week.\n");
        ann.open("/wiki/Store/organise");
        ann.type("input[name=title]", "Larder");
        ann.clickWords("Rename");
        HutBook.await("the new title", () -> isTitled("Larder"));
        ann.open("/new");
        ann.type("input[name=name]", "Store");
        ann.clickWords("Write it");
        HutBook.await("its editor", () -> ann.path().matches("/wiki/Store~[0-9a-f]{8}/edit"));
        ann.type(Browser.SOURCE, "Wood for the winter.");
        ann.clickWords("Save");
        HutBook.await("the new page", () -> isTitled("Store"));
        ann.open("/wiki/Store");
        ann.awaitWords("h1", "Store");
        ann.awaitWords(Browser.TEXT, "Wood for the winter");
        ann.open("/wiki/Larder");
        ann.awaitWords(Browser.TEXT, "Food for a week");
        // Two pages with one title are shown as such.
        ann.click("a[href$='/organise']");
        ann.type("input[name=title]", "Store");
        ann.clickWords("Rename");
        HutBook.await("two pages", () -> titles(0, "Store") == 2);
        ann.open("/wiki/Store");
        ann.awaitWords(".notice", "Another page has the same title");
        ann.click(".notice a");
        ann.awaitWords(Browser.TEXT, "Wood for the winter");
    }

    @Test
    void aDeletedPageIsBroughtBack() {
        save(0, "Old stove", "It smokes.\n");
        ann.open("/wiki/Old%20stove/organise");
        ann.clickWords("Delete this page");
        ann.awaitWords(".notice", "This page was deleted");
        book.awaitEverywhere("Old stove", 2);
        bob.open("/wiki/Old%20stove");
        bob.awaitWords(".notice", "This page was deleted");
        bob.clickWords("Bring it back");
        book.awaitEverywhere("Old stove", 3);
        assertThat(text("Old stove")).isEqualTo("It smokes.\n");
        ann.awaitGone("[data-live=deleted] .notice");
    }

    @Test
    void thePageBoxOpensAPageByAFewLettersAndByKeyboardAlone() {
        save(0, "Weather at the saddle", "Wind.\n");
        HutBook.await("the index", () -> isTitled("Weather at the saddle"));
        ann.open("/pages");
        ann.awaitThere("html[data-live=on]");
        ann.press("/");
        ann.press("weather at the sad");
        ann.awaitThere("#titles option[value='Weather at the saddle']");
        ann.press(Keys.ENTER);
        ann.awaitWords("h1", "No page is called “weather at the sad”");
        ann.clickWords("Weather at the saddle");
        ann.awaitWords(Browser.TEXT, "Wind.");
        ann.open("/open?q=Weather+at+the+saddle");
        ann.awaitWords(Browser.TEXT, "Wind.");
    }

    private void save(int peer, String name, String text) {
        assertThat(book.client(peer).save(name, text, Optional.empty(), "", "Ann").ok()).isTrue();
        book.awaitEverywhere(name, 1);
    }

    private boolean isTitled(String title) {
        return isTitledAt(0, title);
    }

    private boolean isTitledAt(int peer, String title) {
        return titles(peer, title) > 0;
    }

    private long titles(int peer, String title) {
        long count = 0;
        String path = "/api/v1/titles?q=" + WikiClient.encoded(title);
        for (var page : book.client(peer).get(path).body())
            if (page.get("title").asString().equals(title)) count++;
        return count;
    }

    private String text(String name) {
        return book.client(0).page(name).body().get("text").asString();
    }
}
