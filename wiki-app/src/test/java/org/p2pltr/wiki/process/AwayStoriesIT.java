package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A day without a network: edits on five pages, and what the others did meanwhile. */
@ExtendWith(HutBook.Shared.class)
class AwayStoriesIT {
    private static final List<String> PAGES =
            List.of("Away one", "Away two", "Away three", "Away four", "Away five");

    private final HutBook book;
    private final Browser bob;

    AwayStoriesIT(HutBook book) {
        this.book = book;
        bob = book.bob();
    }

    @Test
    void aDayOfflineIsLookedThroughAndItsConflictsAreResolved() throws IOException {
        for (String page : PAGES) {
            save(0, page, "The room is locked from May.\n\nWood is outside.\n", "begun");
            book.awaitEverywhere(page, 1);
        }
        bob.open("/pages");
        bob.clickWords("Work offline");
        HutBook.await("Bob to be offline", () -> !online());
        for (String page : PAGES)
            save(1, page, "The room is open in spring.\n\nWood is outside.\n", "in the train");
        save(0, "Away one", "The room is never closed at all.\n\nWood is outside.\n", "open");
        save(0, "Away two", "The room is never closed at all.\n\nWood is outside.\n", "open");
        save(0, "Away three", "The room is locked from May.\n\nWood is under the bench.\n", "dry");
        for (String page : PAGES.subList(0, 3))
            HutBook.await("Ann's save of " + page, () -> book.client(0).shows(page, 2));

        lookThroughWhatWaits();
        comeBackAfterALook();
        lookAtWhatOthersDid();
        resolve("Away one", "Take mine");
        resolve("Away two", "Take theirs");
    }

    private void lookThroughWhatWaits() throws IOException {
        save(1, "Away five", "The room is open in spring.\n\nWood is outside!\n", "again");
        HutBook.await("six saves in the list", () -> waitingIn("[data-branch] tbody tr") == 6);
        bob.awaitWords("[data-branch='Away one']", "in the train");
        bob.awaitWords("[data-branch='Away one']", "working offline");
        bob.picture(HutBook.PICTURES.resolve("waiting.png"));
        bob.click("[data-branch='Away five'] form[action$=squash] button");
        HutBook.await("five saves", () -> tentative("Away five") == 1);
        HutBook.await("five in the list", () -> waitingIn("[data-branch] tbody tr") == 5);
    }

    private void comeBackAfterALook() {
        bob.clickWords("Come back online");
        bob.awaitWords(".notice", "5 saves on 5 pages are about to go out");
        assertThat(online()).isFalse();
        bob.awaitWords("[data-branch='Away one'] .diff", "open in spring");
        bob.clickWords("Publish 5 saves");
        HutBook.await("Bob to be back", this::online);
        for (String page : PAGES.subList(0, 3)) book.awaitEverywhere(page, 3);
        for (String page : PAGES.subList(3, 5)) book.awaitEverywhere(page, 2);
    }

    private void lookAtWhatOthersDid() throws IOException {
        bob.awaitWords(".tally--away", "while away");
        bob.open("/away");
        bob.awaitWords("article .diff ins", "never closed at all");
        bob.awaitWords("main", "Away three");
        bob.awaitWords("main", "under the bench");
        bob.awaitWords(".rail", "Your save was carried onto Version 2 and became Version 3.");
        bob.awaitWords(".rail", "Nobody else had touched the page.");
        bob.picture(HutBook.PICTURES.resolve("away.png"));
        bob.clickWords("I have seen it");
        bob.awaitGone(".tally--away");
        bob.open("/away");
        bob.awaitWords("main", "You have seen everything");
    }

    private void resolve(String page, String choice) {
        bob.open("/conflicts");
        bob.clickWords(page);
        bob.clickWords(choice);
        bob.clickWords("Save this result");
        book.awaitEverywhere(page, 4);
        HutBook.await("no conflict", () -> conflicts(page) == 0);
    }

    @Test
    void aSaveThatWaitsIsDiscardedAndItsTextIsKeptAsADraft() {
        bob.open("/pages");
        bob.clickWords("Work offline");
        HutBook.await("Bob to be offline", () -> !online());
        save(1, "Regretted", "words in anger", "");
        HutBook.await("it is listed", () -> waitingIn("[data-branch='Regretted']") == 1);
        bob.click("[data-branch='Regretted'] tbody button");
        bob.awaitWords(".notice", "Discarded");
        HutBook.await("nothing waits", () -> waitingIn("[data-branch='Regretted']") == 0);
        bob.open("/drafts");
        bob.awaitWords(".drafts", "words in anger");
        bob.clickWords("Come back online");
        HutBook.await("Bob to be back", this::online);
    }

    private long waitingIn(String selector) {
        bob.open("/waiting");
        return bob.allWords(selector).size();
    }

    private boolean online() {
        return book.client(1).get("/api/v1/peer").body().get("online").asBoolean();
    }

    private int tentative(String page) {
        return book.client(1).page(page).body().get("tentative").asInt();
    }

    private int conflicts(String page) {
        return book.client(1).page(page).body().get("conflicts").size();
    }

    private void save(int peer, String page, String text, String comment) {
        Optional<String> revision = book.client(peer).revision(page);
        assertThat(book.client(peer).save(page, text, revision, comment, "").ok()).isTrue();
    }
}
