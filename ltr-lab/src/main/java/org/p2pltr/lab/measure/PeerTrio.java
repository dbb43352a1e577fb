package org.p2pltr.lab.measure;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Three peers in three processes, one network. */
public final class PeerTrio implements AutoCloseable {
    /** How many. */
    public static final int PEERS = 3;

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final int MOST_TRIES = 100;

    private final List<PeerProcess> peers = new ArrayList<>();

    private PeerTrio() {}

    /**
     * The wiki's jar: the system property {@code ltr.jar}, as the launcher and the build set it.
     */
    public static Path jar() {
        return Path.of(
                System.getProperty("ltr.jar", "wiki-app/target/wiki-app-0.1.0-SNAPSHOT.jar"));
    }

    /**
     * Starts three peers with data and logs below a directory, on free ports, and waits until each
     * knows the others.
     */
    public static PeerTrio start(Path jar, Path directory) throws IOException {
        PeerTrio trio = new PeerTrio();
        try {
            int first = freePort();
            for (int peer = 0; peer < PEERS; peer++) {
                List<String> settings = new ArrayList<>(List.of("--ltr.timing.stable-ring=3s"));
                if (peer > 0) settings.add("--ltr.join=127.0.0.1:" + first);
                Path home = Files.createDirectories(directory).resolve("peer-" + (peer + 1));
                int port = peer == 0 ? first : freePort();
                trio.peers.add(new PeerProcess(jar, home, freePort(), port, settings));
                if (peer == 0) trio.peers.getFirst().ready();
            }
            trio.peers.forEach(PeerProcess::ready);
            trio.awaitEachKnowsAll();
            return trio;
        } catch (IOException | RuntimeException e) {
            trio.close();
            throw e;
        }
    }

    /** A peer, from 0. */
    public PeerProcess peer(int number) {
        return peers.get(number);
    }

    /** The REST calls of all. */
    public List<WikiClient> clients() {
        return peers.stream().map(PeerProcess::client).toList();
    }

    /** Ends all. */
    @Override
    public void close() {
        peers.forEach(PeerProcess::close);
    }

    /**
     * A port that nobody listens on now, below those that the system gives to connections: until a
     * peer has started, which takes seconds, one of them may have it.
     */
    public static int freePort() throws IOException {
        for (int tries = 1; ; tries++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                if (tries == MOST_TRIES) throw taken;
            }
        }
    }

    private void awaitEachKnowsAll() {
        for (WikiClient client : clients())
            Await.until(
                    Duration.ofSeconds(60),
                    () -> client.base() + " to know " + PEERS + " peers",
                    () -> client.get("/api/v1/network/peers").body().size() == PEERS);
    }
}
