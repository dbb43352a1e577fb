package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.p2pltr.lab.measure.WikiClient;

/**
 * What stands in the hut book when somebody looks at all its screens: a long page of several
 * versions, a conflict that nobody has ended, a deleted page, and saves that wait because Bob is in
 * a train.
 */
final class HutBookPages {
    /** A name that cannot be broken between words. */
    static final String LONG_NAME = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen";

    private static final List<String> SHORT =
            List.of("Lower hut", "Stove and wood", "Weather diary", "Huts/Höhle am See", LONG_NAME);

    private final HutBook book;

    HutBookPages(HutBook book) {
        this.book = book;
    }

    /** Writes it all; Bob is offline afterwards. */
    void write() throws IOException {
        for (String name : SHORT)
            save(0, name, "What there is to know of *" + name + "*.\n", "first words", "Ann");
        upperHut();
        save(0, "Old path", "Washed away in 2019.\n", "", "Ann");
        book.awaitEverywhere("Old path", 1);
        assertThat(book.client(0).delete("Old path").ok()).isTrue();
        conflict();
        draft("Snow report", "aa", "Above the trees the path is *not* marked.\n\nTake the map.\n");
        draft("A very long list of what to bring to a hut in winter", "bb", "- rope\n- lamp\n");
        book.client(1).online(false);
        save(1, "Snow report", "Thirty centimetres at the lower hut.\n", "from the train", "Bob");
        save(1, "Snow report", "Forty centimetres at the lower hut.\n", "measured again", "Bob");
        save(1, "Notes from the train", "No signal behind the tunnel.\n", "", "Bob");
        HutBook.await(
                "every peer's own figures to be at rest",
                () -> book.client(0).get("/api/v1/peer").body().get("pending").asInt() == 0);
    }

    private void draft(String name, String editor, String text) {
        String path = "/api/v1/pages/" + WikiClient.encoded(name) + "/drafts/" + editor.repeat(16);
        String body = "{\"text\":\"" + text.replace("\n", "\\n") + "\"}";
        assertThat(book.client(0).send("PUT", path, body.getBytes(StandardCharsets.UTF_8)).ok())
                .isTrue();
    }

    private void upperHut() throws IOException {
        String whole = text("upper-hut.md");
        String old =
                whole.replace("never locked", "locked from May")
                        .replace("weekly rota", "the Meyers");
        save(0, "Upper hut", old.substring(0, old.indexOf("## Winter room")), "begun", "Ann");
        book.awaitEverywhere("Upper hut", 1);
        save(1, "Upper hut", old, "the winter room, and what to do before you leave", "Bob");
        book.awaitEverywhere("Upper hut", 2);
        save(2, "Upper hut", old.replace("18 |", "17 |"), "one bed is broken", "Cleo");
        book.awaitEverywhere("Upper hut", 3);
        save(0, "Upper hut", whole.replace("18 |", "17 |"), "never locked; wardens by rota", "Ann");
        book.awaitEverywhere("Upper hut", 4);
        save(0, "Upper hut", whole, "the bed is mended", "Ann");
        book.awaitEverywhere("Upper hut", 5);
    }

    private void conflict() {
        String page = "The winter room is %s.\n\nWood is %s under the bench. Leave it tidy.\n";
        save(0, "Winter room", page.formatted("locked from May", "stored"), "", "Ida");
        book.awaitEverywhere("Winter room", 1);
        book.client(1).online(false);
        save(
                1,
                "Winter room",
                page.formatted("open in spring; the key hangs behind the shutter", "stored"),
                "where the key is",
                "Bob");
        save(
                0,
                "Winter room",
                page.formatted("never closed at all", "split and dry"),
                "open all year",
                "Ann");
        HutBook.await("Ann's save", () -> book.client(0).shows("Winter room", 2));
        book.client(1).online(true);
        book.awaitEverywhere("Winter room", 3);
    }

    /** Brings Bob back, and ends what would be in the way of other stories. */
    void tidy() {
        book.client(1).online(true);
        book.awaitEverywhere("Notes from the train", 1);
        book.client(0).delete("Winter room");
        book.awaitEverywhere("Winter room", 4);
    }

    private void save(int peer, String name, String text, String comment, String author) {
        WikiClient client = book.client(peer);
        Optional<String> revision = client.revision(name);
        assertThat(client.save(name, text, revision, comment, author).ok()).isTrue();
    }

    static String text(String file) throws IOException {
        try (InputStream text = HutBookPages.class.getResourceAsStream("/hut-book/" + file)) {
            byte[] bytes = Objects.requireNonNull(text, file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
