package org.p2pltr.wiki.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.PeerProcess;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.WikiClient;

/**
 * The network that all browser stories share: the peers of Ann, Bob and Cleo, and a browser at each
 * of the first two. Made once in a test run, ended with it; a story leaves all peers running and
 * online.
 */
final class HutBook implements AutoCloseable {
    /** Where pictures go. */
    static final Path PICTURES = Path.of("target", "screenshots");

    private static final List<String> PEOPLE = List.of("Ann", "Bob", "Cleo");

    private final Path directory;
    private final PeerTrio trio;
    private final Browser ann;
    private final Browser bob;

    private HutBook() throws IOException {
        directory = Files.createTempDirectory("hut-book");
        for (int i = 0; i < PeerTrio.PEERS; i++)
            name(directory.resolve("peer-" + (i + 1)), PEOPLE.get(i));
        trio = PeerTrio.start(PeerTrio.jar(), directory);
        ann = browser(0, "ann");
        bob = browser(1, "bob");
    }

    /** Writes the settings of a peer that is not started yet. */
    static void name(Path home, String person) throws IOException {
        Files.writeString(
                Files.createDirectories(home).resolve("application.yml"),
                "ltr:\n  name: " + person + "\n  wiki-name: Hut Book\n");
    }

    Browser ann() {
        return ann;
    }

    Browser bob() {
        return bob;
    }

    /** One more browser, at the peer of this number, from 0; the caller closes it. */
    Browser browser(int peer, String person) throws IOException {
        return new Browser(client(peer), Files.createTempDirectory(directory, person));
    }

    /** A peer's process, from 0. */
    PeerProcess peer(int number) {
        return trio.peer(number);
    }

    /** A peer's REST calls, from 0. */
    WikiClient client(int number) {
        return trio.peer(number).client();
    }

    /** Waits until all three peers show a version. */
    void awaitEverywhere(String page, long ts) {
        await(
                "all peers to show Version " + ts + " of " + page,
                () -> trio.clients().stream().allMatch(peer -> peer.shows(page, ts)));
    }

    static void await(String what, BooleanSupplier holds) {
        Await.until(Duration.ofSeconds(60), () -> what, holds);
    }

    @Override
    public void close() {
        try (var _ = trio;
                var _ = ann;
                var _ = bob) {
            System.out.println("the browsers and peers end");
        }
    }

    /** Hands the one network to every story that asks for it. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext story) {
            return parameter.getParameter().getType() == HutBook.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext story) {
            return story.getRoot()
                    .getStore(ExtensionContext.Namespace.create(HutBook.class))
                    .computeIfAbsent(HutBook.class, _ -> start());
        }

        private static HutBook start() {
            try {
                return new HutBook();
            } catch (IOException e) {
                throw new IllegalStateException("the network of the stories does not start", e);
            }
        }
    }
}
