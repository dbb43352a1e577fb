package org.p2pltr.lab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.p2pltr.lab.measure.ProcessorTime;
import org.p2pltr.peer.CellLine;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.LtrPeer;
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
        PeerSettings settings = settings(words);
        try (LtrPeer peer = LtrPeer.start(settings)) {
            say(Map.of("id", peer.peer().join().id()));
            BufferedReader questions =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = questions.readLine(); line != null; line = questions.readLine())
                say(answer(peer, line));
            return 0;
        } catch (PeerStartException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void say(Map<String, Object> answer) {
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
                        .timing(
                                new TimingSettings(
                                        TimingSettings.DEFAULT.suspicion(),
                                        Duration.ofMillis(stable)));
        words.nothingLeft();
        return settings;
    }

    private static Map<String, Object> answer(LtrPeer peer, String question) {
        return switch (question) {
            case "figures" -> figures(peer);
            case "peers" ->
                    Map.of(
                            "heard",
                            peer.peers().join().stream().filter(PeerCommand::isHeard).count());
            case "groups" -> groups(peer);
            case "offline" -> Map.of("online", peer.online(false).join());
            case "online" -> Map.of("online", peer.online(true).join());
            default -> Map.of("error", "allowed is: figures, peers, groups, offline, online");
        };
    }

    private static Map<String, Object> figures(LtrPeer peer) {
        return Map.of(
                "cpuSeconds", ProcessorTime.seconds(),
                "syncs", peer.syncs(),
                "bytesOut", peer.traffic().bytesOut());
    }

    private static boolean isHeard(KnownPeerView peer) {
        return switch (peer.state()) {
            case SELF, LIVE -> true;
            case SUSPECTED, REMEMBERED, LEFT -> false;
        };
    }

    /** The cells it looks after and how many members the smallest of their groups has. */
    private static Map<String, Object> groups(LtrPeer peer) {
        List<CellLine> cells = peer.cells().join();
        int smallest = cells.stream().mapToInt(cell -> cell.members().size()).min().orElse(0);
        return Map.of("cells", cells.size(), "smallestGroup", smallest);
    }
}
