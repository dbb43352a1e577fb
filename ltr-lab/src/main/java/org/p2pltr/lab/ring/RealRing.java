package org.p2pltr.lab.ring;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.KillablePeer;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.Stopwatch;
import tools.jackson.databind.JsonNode;

/**
 * Real peers on loopback: they form one ring, are idle, then some are killed at once while people
 * save. Whole peers without a web page, each a process of its own.
 */
public final class RealRing {
    private static final List<String> JVM =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final int FEW = 5;
    private static final int CELLS = 256;
    private static final Duration FORMED_BAR = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration SAVED_BAR = Duration.ofSeconds(60);
    private static final double IDLE_BAR = 2_000;

    private final Path directory;
    private final Duration idle;
    private final PrintStream progress;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param directory for data and logs of the peers
     * @param idle for how long idle peers are listened to, and before that left alone
     */
    public RealRing(Path directory, Duration idle, PrintStream progress) {
        this.directory = directory;
        this.idle = idle;
        this.progress = progress;
    }

    /** Runs it: five idle peers, then so many more; of those so many are killed. */
    public List<Row> run(int size, int kills) throws IOException {
        if (size > FEW) {
            try (Group few = new Group("few", FEW)) {
                few.form();
                few.idle();
            }
        }
        try (Group many = new Group("many", size)) {
            Duration took = many.form();
            rows.add(
                    new Row(
                            size + " real peers form one ring",
                            seconds(took),
                            seconds(FORMED_BAR),
                            took.compareTo(FORMED_BAR) <= 0));
            many.idle();
            many.killWhilePeopleSave(kills);
        }
        return List.copyOf(rows);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** One network of peers. */
    private final class Group implements AutoCloseable {
        private final String name;
        private final int size;
        private final List<KillablePeer> peers = new ArrayList<>();

        Group(String name, int size) {
            this.name = name;
            this.size = size;
        }

        /** Starts them; how long it took until all agree who is responsible for what. */
        Duration form() throws IOException {
            progress.println(size + " real peers start …");
            Stopwatch watch = new Stopwatch();
            peers.add(start(1, Optional.empty()));
            Optional<PeerAddress> first = Optional.of(peers.getFirst().address());
            together(number -> start(number + 1, first), size - 1).forEach(peers::add);
            Await.until(PATIENCE, () -> size + " peers to be one ring", this::isOneRing);
            return elapsed(watch);
        }

        private KillablePeer start(int number, Optional<PeerAddress> join) throws IOException {
            Path home = Files.createDirectories(directory).resolve(name + "-" + number);
            PeerAddress address = new PeerAddress("127.0.0.1", PeerTrio.freePort());
            return new KillablePeer(home, address, join, CELLS, JVM);
        }

        /** Each peer names the right one for some pages, as the order of all ids tells it. */
        private boolean isOneRing() {
            for (int page = 0; page < 4; page++)
                for (KillablePeer peer : peers)
                    if (!namesTheRightOne(peer, "Probe" + page)) return false;
            return true;
        }

        private boolean namesTheRightOne(KillablePeer peer, String page) {
            JsonNode answer = peer.ask("lookup " + page).orElseThrow();
            if (answer.has("error")) return false;
            String position = answer.get("position").asString();
            String right =
                    peers.stream()
                            .map(KillablePeer::id)
                            .min(Comparator.comparing(id -> distance(position, id)))
                            .orElseThrow();
            return answer.get("responsible").asString().equals(right);
        }

        /** Prints what a peer sends when nobody does anything. */
        void idle() {
            settle();
            List<Map<String, Long>> before = peers.stream().map(Group::sent).toList();
            pause(idle);
            TreeMap<String, Double> perSecond = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                Map<String, Long> start = before.get(i);
                sent(peers.get(i))
                        .forEach((kind, bytes) ->
                                perSecond.merge(
                                        kind,
                                        (double) (bytes - start.getOrDefault(kind, 0L))
                                                / (size * idle.toSeconds()),
                                        Double::sum));
            }
            perSecond.values().removeIf(bytes -> bytes == 0);
            double ring = 0;
            for (var kind : perSecond.entrySet()) {
                rows.add(idleRow(kind.getKey(), kind.getValue(), "printed", true));
                if (kind.getKey().startsWith("R")) ring += kind.getValue();
            }
            rows.add(idleRow("the ring in all", ring, "2,000 bytes/s", ring <= IDLE_BAR));
            double all = perSecond.values().stream().mapToDouble(Double::doubleValue).sum();
            rows.add(idleRow("in all", all, "printed", true));
        }

        private Row idleRow(String kind, double bytes, String bar, boolean met) {
            return new Row(
                    "%d idle peers, each sends: %s".formatted(size, kind),
                    String.format(Locale.ROOT, "%,.0f bytes/s", bytes),
                    bar,
                    met);
        }

        private static Map<String, Long> sent(KillablePeer peer) {
            Map<String, Long> sent = new TreeMap<>();
            peer.ask("sent")
                    .orElseThrow()
                    .properties()
                    .forEach(kind -> sent.put(kind.getKey(), kind.getValue().asLong()));
            return sent;
        }

        /** Waits until the groups of cells do not move any more. */
        private void settle() {
            progress.println(size + " peers settle …");
            pause(idle);
        }

        void killWhilePeopleSave(int kills) throws IOException {
            List<KillablePeer> victims = peers.subList(size - kills, size);
            List<KillablePeer> survivors = peers.subList(0, size - kills);
            List<String> dead = victims.stream().map(KillablePeer::id).toList();
            for (KillablePeer peer : survivors) save(peer, "before");
            validated(survivors, PATIENCE);
            List<KillablePeer> lucky =
                    survivors.stream().filter(peer -> keepsMajority(peer, dead)).toList();
            List<KillablePeer> others = new ArrayList<>(survivors);
            others.removeAll(lucky);
            progress.println(kills + " of " + size + " peers are killed …");
            victims.forEach(KillablePeer::kill);
            Stopwatch watch = new Stopwatch();
            for (KillablePeer peer : survivors) save(peer, "after");
            int saved = validated(lucky, PATIENCE);
            Duration took = elapsed(watch);
            rows.add(
                    new Row(
                            kills + " of " + size + " killed at once: saves validated",
                            "%d of %d, the last after %s"
                                    .formatted(saved, lucky.size(), seconds(took)),
                            "all within " + seconds(SAVED_BAR),
                            saved == lucky.size() && took.compareTo(SAVED_BAR) <= 0));
            together(
                    number -> {
                        victims.get(number - 1).restart();
                        return victims.get(number - 1);
                    },
                    kills);
            int late = validated(others, PATIENCE);
            rows.add(
                    new Row(
                            "pages whose group lost its majority, dead back",
                            "%d of %d".formatted(late, others.size()),
                            "all",
                            late == others.size()));
        }

        /** Each has a page of its own. */
        private static String page(KillablePeer peer) {
            return "Page-" + peer.name();
        }

        private static void save(KillablePeer peer, String line) {
            JsonNode saved = peer.ask("append " + page(peer) + " " + line).orElseThrow();
            if (saved.has("error")) throw new IllegalStateException(peer.name() + ": " + saved);
        }

        private static boolean keepsMajority(KillablePeer peer, List<String> dead) {
            List<String> group = new ArrayList<>();
            JsonNode lookup = peer.ask("lookup " + page(peer)).orElseThrow();
            lookup.get("group").forEach(member -> group.add(member.asString()));
            long left = group.stream().filter(member -> !dead.contains(member)).count();
            return 2 * left > group.size();
        }

        /** How many of these have nothing waiting; as soon as all, or when time is up. */
        private static int validated(List<KillablePeer> some, Duration limit) {
            try {
                Await.until(limit, () -> "saves", () -> waiting(some) == 0);
            } catch (IllegalStateException late) {
                // Told as fewer than all.
            }
            return some.size() - waiting(some);
        }

        private static int waiting(List<KillablePeer> some) {
            return (int)
                    some.stream()
                            .filter(peer ->
                                    peer.ask("standing").orElseThrow().get("pending").asInt() > 0)
                            .count();
        }

        @Override
        public void close() {
            together(
                    number -> {
                        peers.get(number - 1).close();
                        return number;
                    },
                    peers.size());
        }
    }

    private static BigInteger distance(String position, String id) {
        BigInteger circle = BigInteger.ONE.shiftLeft(64);
        BigInteger at = new BigInteger(id.substring(0, 16), 16);
        return at.subtract(new BigInteger(position, 16)).mod(circle);
    }

    private static Duration elapsed(Stopwatch watch) {
        return Duration.ofMillis(Math.round(1000 * watch.seconds()));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Something done for the numbers from 1 on, all at once. */
    private interface Numbered<T> {
        T of(int number) throws IOException;
    }

    private static <T> List<T> together(Numbered<T> work, int count) {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                int number = i;
                all.add(workers.submit(() -> work.of(number)));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> each : all) done.add(each.get());
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
