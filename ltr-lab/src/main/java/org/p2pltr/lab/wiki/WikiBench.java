package org.p2pltr.lab.wiki;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.p2pltr.lab.measure.PeerProcess;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.Percentiles;
import org.p2pltr.lab.measure.Stopwatch;
import org.p2pltr.lab.measure.WikiClient;

/**
 * Fills a wiki, starts its peer as people do, and reads its pages with many readers at a time. The
 * peer has 384 MB of heap (the bar is 512); the readers share its processors.
 */
public final class WikiBench {
    private static final int READERS = 16;
    private static final List<String> LISTS =
            List.of("/pages", "/changes", "/changes.atom", "/api/v1/pages?limit=100");
    private static final double START_BAR = 10;
    private static final double VIEW_BAR = 50;

    private final Path directory;
    private final int pages;
    private final int saves;
    private final Duration reading;
    private final PrintStream out;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** So many pages of so many saves each, read for so long. */
    public WikiBench(Path directory, int pages, int saves, Duration reading, PrintStream out) {
        this.directory = directory;
        this.pages = pages;
        this.saves = saves;
        this.reading = reading;
        this.out = out;
    }

    /** True if all bars were met. */
    public boolean run() throws Exception {
        Path data = Files.createDirectories(directory.resolve("peer"));
        Stopwatch filling = new Stopwatch();
        new Filling(pages, saves).into(data, out);
        double seconds = filling.seconds();
        line("saves written and validated per second", pages * (double) saves / seconds);
        int webPort = PeerTrio.freePort();
        Stopwatch first = new Stopwatch();
        try (PeerProcess peer =
                new PeerProcess(PeerTrio.jar(), data, webPort, PeerTrio.freePort(), List.of())) {
            peer.ready();
            line("first start, which makes the index of all pages, s", first.seconds());
            peer.kill();
            Stopwatch again = new Stopwatch();
            peer.restart().ready();
            boolean fast = bar("start, s", again.seconds(), START_BAR);
            read(peer.client(), reading.dividedBy(2));
            Percentiles views = read(peer.client(), reading);
            line("page view, p50 ms", views.milliseconds(0.5));
            boolean smooth = bar("page view, p99 ms", views.milliseconds(0.99), VIEW_BAR);
            for (String list : LISTS) line(list + ", p50 ms", list(peer.client(), list));
            return fast && smooth;
        }
    }

    private Percentiles read(WikiClient client, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Long> all = new ArrayList<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<List<Long>>> reading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                reading.add(
                        readers.submit(() -> {
                            List<Long> taken = new ArrayList<>();
                            while (System.nanoTime() < end) {
                                String name = Filling.name(random.nextInt(pages));
                                taken.add(view(client, "/wiki/" + WikiClient.encoded(name)));
                            }
                            return taken;
                        }));
            }
            for (Future<List<Long>> each : reading) all.addAll(each.get());
        }
        line("page views per second, " + READERS + " readers", all.size() / (time.toNanos() / 1e9));
        return new Percentiles(all.stream().mapToLong(Long::longValue).toArray());
    }

    private double list(WikiClient client, String path) {
        long[] taken = new long[20];
        for (int i = 0; i < taken.length; i++) taken[i] = view(client, path);
        return new Percentiles(taken).milliseconds(0.5);
    }

    /** Nanoseconds until the whole answer is there. */
    private long view(WikiClient client, String path) {
        URI address = client.base().resolve(path);
        long began = System.nanoTime();
        try {
            HttpResponse<byte[]> answer =
                    http.send(
                            HttpRequest.newBuilder(address).GET().build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200)
                throw new IllegalStateException(address + " answered " + answer.statusCode());
            return System.nanoTime() - began;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void line(String what, double value) {
        out.printf(Locale.ROOT, "%-60s %10.1f%n", what, value);
    }

    private boolean bar(String what, double value, double bar) {
        boolean met = value < bar;
        String verdict = met ? "met" : "MISSED";
        out.printf(Locale.ROOT, "%-60s %10.1f (bar %.0f) %s%n", what, value, bar, verdict);
        return met;
    }
}
