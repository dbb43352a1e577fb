package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.WikiClient;

/**
 * The process that gives a page its timestamps ends at once, while people are reading and writing.
 */
@ExtendWith(HutBook.Shared.class)
class KilledPeerIT {
    private final HutBook book;
    private final Browser ann;
    private final Browser bob;

    KilledPeerIT(HutBook book) {
        this.book = book;
        ann = book.ann();
        bob = book.bob();
    }

    @AfterEach
    void backToTheirOwnPeers() {
        ann.at(book.client(0));
        bob.at(book.client(1));
    }

    @Test
    void theNextSaveIsValidatedAndTheRestartedPeerHasEverything() throws Exception {
        assertThat(book.client(0).edit("Kill", "one").ok()).isTrue();
        book.awaitEverywhere("Kill", 1);
        int master = masterAsTheInspectorShowsIt();
        List<Integer> others =
                IntStream.range(0, PeerTrio.PEERS).filter(i -> i != master).boxed().toList();
        ann.at(book.client(others.get(0))).open("/wiki/Kill");
        bob.at(book.client(others.get(1))).open("/wiki/Kill");
        try (Browser third = book.browser(master, "third")) {
            third.open("/wiki/Kill");
            third.awaitThere("html[data-live=on]");
            book.peer(master).kill();
            third.awaitWords("#away", "cannot reach its own peer");
            for (Look look : Look.values())
                third.as(look).picture(HutBook.PICTURES.resolve("away-" + look.word() + ".png"));
            write(ann, "one\n\ntwo, after the end of the Master-key's process");
            ann.awaitWords(Browser.PILL, "Version 2");
            bob.awaitWords(Browser.TEXT, "two, after the end");
            bob.awaitWords(Browser.PILL, "Version 2");
            write(bob, "one\n\ntwo, after the end\n\nthree, by the other");
            ann.open("/wiki/Kill");
            ann.awaitWords(Browser.TEXT, "three, by the other");
            bob.open("/admin/ring");
            bob.awaitThere(".ringbox > .ringmap .gone");
            ann.open("/admin");
            ann.awaitWords(".verdict", "Degraded");
            book.peer(master).restart().ready();
            // The open window finds its peer again by itself.
            third.awaitWords(Browser.TEXT, "three, by the other");
            third.awaitWords(Browser.PILL, "Version 3");
            third.awaitGone("#away");
        }
        assertSame(master, others.get(0));
        // Nobody opened these screens anew.
        ann.awaitWords(".verdict", "Healthy");
        bob.awaitGone(".ringbox > .ringmap .gone");
    }

    /** Also waits until the group has grown to all three. */
    private int masterAsTheInspectorShowsIt() {
        HutBook.await(
                "a group of three in the inspector",
                () -> {
                    ann.open("/admin/page?name=Kill");
                    return ann.words("[data-fact=Master-Succs]").contains(", ");
                });
        String name = ann.words("[data-fact=Master-key]");
        return IntStream.range(0, PeerTrio.PEERS)
                .filter(i -> name.equals(self(i)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody is called " + name));
    }

    private String self(int peer) {
        return book.client(peer).get("/api/v1/peer").body().get("name").asString();
    }

    private void assertSame(int one, int other) {
        for (String page : List.of("Kill")) {
            WikiClient.Answer here = book.client(one).page(page);
            WikiClient.Answer there = book.client(other).page(page);
            assertThat(here.body().get("chainHash")).isEqualTo(there.body().get("chainHash"));
            assertThat(here.body().get("text")).isEqualTo(there.body().get("text"));
        }
    }

    private static void write(Browser person, String text) {
        person.open("/wiki/Kill/edit");
        person.type("textarea[name=text]", text);
        person.clickWords("Save");
        person.awaitThere(Browser.TEXT);
    }
}
