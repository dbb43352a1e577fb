package org.p2pltr.lab.timestamps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.lab.author.Signing;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.LabProcess;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.ProcessorTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Three peers without web pages in three processes, each with a real disk. */
final class Network implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseParallelGC");

    private final List<LabProcess> peers = new ArrayList<>();
    private final List<PeerAddress> addresses = new ArrayList<>();

    private Network() {}

    /** Starts them and waits until every group has all three as members. */
    static Network start(Path directory, Signing signing) throws IOException {
        Network network = new Network();
        try {
            for (int peer = 1; peer <= PeerTrio.PEERS; peer++)
                network.add(Files.createDirectories(directory).resolve("peer-" + peer), signing);
            for (LabProcess peer : network.peers)
                Await.until(
                        PATIENCE, () -> "every group to have three members", () -> isGrown(peer));
            return network;
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void add(Path home, Signing signing) throws IOException {
        PeerAddress address = new PeerAddress("127.0.0.1", PeerTrio.freePort());
        List<String> words = new ArrayList<>(List.of("lab", "peer", "--data", home.toString()));
        words.addAll(List.of("--listen", address.toString(), "--stable-ring-ms", "500"));
        words.addAll(List.of("--signatures", signing.word()));
        if (!addresses.isEmpty()) words.addAll(List.of("--join", addresses.getFirst().toString()));
        Path log = home.resolveSibling(home.getFileName() + ".log");
        LabProcess peer = new LabProcess(home.getFileName().toString(), log, JVM, words);
        peers.add(peer);
        addresses.add(address);
        peer.line();
        // Its own replicas of what the authors write are no part of giving timestamps.
        peer.ask("offline");
    }

    private static boolean isGrown(LabProcess peer) {
        JsonNode groups = JSON.readTree(peer.ask("groups"));
        return groups.get("cells").asInt() > 0
                && groups.get("smallestGroup").asInt() == PeerTrio.PEERS;
    }

    List<PeerAddress> addresses() {
        return addresses;
    }

    /** Since the processes began; the authors live in this one. */
    Costs costs() {
        double seconds = 0;
        double syncs = 0;
        for (LabProcess peer : peers) {
            JsonNode figures = JSON.readTree(peer.ask("figures"));
            seconds += figures.get("cpuSeconds").asDouble();
            syncs += figures.get("syncs").asDouble();
        }
        return new Costs(seconds, ProcessorTime.seconds(), syncs);
    }

    @Override
    public void close() {
        peers.forEach(LabProcess::close);
    }
}
