package org.p2pltr.lab.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.KillablePeer;
import org.p2pltr.lab.measure.PeerTrio;

/**
 * Five real peers, somebody who writes at each, and every few seconds one of them killed as it is
 * and started again. After the last restart all copies must agree and hold what was acknowledged.
 *
 * @param directory for data and logs
 * @param kills how many
 * @param pause between two kills
 * @param cells of the network
 * @param seed of what is written where and who is killed; the processes have their own time
 */
public record Chaos(Path directory, int kills, Duration pause, int cells, long seed) {
    private static final int PEERS = 5;
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PAGES = List.of("Home", "Ideas", "Recipes", "Diary");

    /** Runs it all; tells each kill. */
    public ChaosReport run(PrintStream out)
            throws IOException, InterruptedException, ExecutionException {
        SplittableRandom random = new SplittableRandom(seed);
        List<KillablePeer> peers = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            start(peers);
            AtomicBoolean writing = new AtomicBoolean(true);
            List<Future<Writer>> started = new ArrayList<>();
            for (KillablePeer peer : peers) {
                Writer writer = new Writer(peer, PAGES, random.split());
                started.add(workers.submit(() -> writer.writeWhile(writing::get)));
            }
            try {
                killAndRestart(peers, random, out);
            } finally {
                writing.set(false);
            }
            List<Writer> writers = new ArrayList<>();
            for (Future<Writer> each : started) writers.add(each.get());
            return new Verification(peers, PAGES, writers).report(kills);
        } finally {
            peers.forEach(KillablePeer::close);
        }
    }

    private void start(List<KillablePeer> peers) throws IOException {
        for (int number = 1; number <= PEERS; number++) {
            Path home = Files.createDirectories(directory).resolve("peer-" + number);
            PeerAddress address = new PeerAddress("127.0.0.1", PeerTrio.freePort());
            Optional<PeerAddress> join = peers.stream().map(KillablePeer::address).findFirst();
            peers.add(new KillablePeer(home, address, join, cells, JVM));
        }
        for (KillablePeer peer : peers)
            Await.until(
                    PATIENCE,
                    () -> peer.name() + " to hear " + PEERS + " peers",
                    () ->
                            peer.ask("peers")
                                    .filter(answer -> answer.get("heard").asInt() == PEERS)
                                    .isPresent());
    }

    private void killAndRestart(List<KillablePeer> peers, SplittableRandom random, PrintStream out)
            throws IOException, InterruptedException {
        for (int kill = 1; kill <= kills; kill++) {
            Thread.sleep(pause);
            KillablePeer victim = peers.get(random.nextInt(PEERS));
            long down = random.nextLong(Math.max(1, pause.toMillis()));
            out.println(
                    "kill "
                            + kill
                            + " of "
                            + kills
                            + ": "
                            + victim.name()
                            + " for "
                            + down
                            + " ms");
            victim.kill();
            Thread.sleep(down);
            victim.restart();
        }
    }
}
