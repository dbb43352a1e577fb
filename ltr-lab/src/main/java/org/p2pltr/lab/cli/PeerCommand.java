package org.p2pltr.lab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.p2pltr.lab.author.Signing;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.NetworkSettings;
import org.p2pltr.peer.PeerSettings;
import org.p2pltr.peer.PeerStartException;
import org.p2pltr.peer.TimingSettings;
import tools.jackson.databind.ObjectMapper;

/**
 * {@code lab peer}: one peer without a web page, talked with over its input: a line asks, one line
 * of JSON answers, and the end of the input ends the peer.
 */
final class PeerCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PeerCommand() {}

    static int run(Words words) throws IOException {
        Signing signing = Signing.of(words.text("--signatures", Signing.ED25519.word()));
        PeerSettings settings = settings(words);
        try (LtrPeer peer = LtrPeer.start(settings, signing.keys())) {
            var _ = peer.oldCopy().thenAccept(PeerCommand::end);
            say(Map.of("id", peer.peer().join().id()));
            BufferedReader questions =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            PeerAnswers answers = new PeerAnswers(peer);
            for (String line = questions.readLine(); line != null; line = questions.readLine())
                say(answers.to(line));
            return 0;
        } catch (PeerStartException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void end(String why) {
        System.err.println("lab: " + why);
        // The end waits for the peer, so it cannot be waited for on a thread of it.
        Thread.ofPlatform().start(() -> System.exit(2));
    }

    private static void say(Object answer) {
        System.out.println(JSON.writeValueAsString(answer));
    }

    private static PeerSettings settings(Words words) {
        String data = words.text("--data", "");
        if (data.isEmpty()) throw new IllegalArgumentException("--data DIRECTORY is missing");
        String join = words.text("--join", "");
        long stable = words.number("--stable-ring-ms", 30_000, 100, 3_600_000);
        PeerSettings settings =
                PeerSettings.in(Path.of(data))
                        .listeningAt(words.text("--listen", PeerSettings.DEFAULT_LISTEN))
                        .named(words.text("--name", "lab peer"))
                        .joining(join.isEmpty() ? List.of() : List.of(join.split(",")))
                        .network(network(words))
                        .timing(
                                new TimingSettings(
                                        TimingSettings.DEFAULT.suspicion(),
                                        Duration.ofMillis(stable),
                                        TimingSettings.DEFAULT.leaseReads()));
        words.nothingLeft();
        return settings;
    }

    private static NetworkSettings network(Words words) {
        NetworkSettings usual = NetworkSettings.DEFAULT;
        int cells = (int) words.number("--cells", usual.cells(), 1, 65_536);
        return new NetworkSettings(cells, usual.groupSize(), usual.logFunctions(), usual.segment());
    }
}
