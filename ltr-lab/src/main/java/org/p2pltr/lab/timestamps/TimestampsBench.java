package org.p2pltr.lab.timestamps;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.Bytes;
import org.p2pltr.lab.author.AuthorPeer;

/** Puts loads on a real network, one after the other, and measures. */
public final class TimestampsBench {
    private static final List<Load> LOADS =
            List.of(
                    new Load(1, true, 200),
                    new Load(1, true, 4096),
                    new Load(16, false, 200),
                    new Load(16, false, 4096),
                    new Load(16, true, 200),
                    new Load(16, true, 4096),
                    new Load(32, true, 200));

    private final Path directory;
    private final Duration warmUp;
    private final Duration measured;
    private final PrintStream out;

    /** Data and logs go below a directory; each load runs so long after a warm-up of half that. */
    public TimestampsBench(Path directory, Duration measured, PrintStream out) {
        this.directory = directory;
        this.measured = measured;
        this.warmUp = measured.dividedBy(2);
        this.out = out;
    }

    /** All loads, then the bare append. */
    public List<Row> run() throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Network network = Network.start(directory)) {
            AuthorPeer.Target target = AuthorPeer.Target.at(network.addresses());
            for (Load load : LOADS) {
                out.println(load.name() + " …");
                rows.add(measure(network, target, load));
            }
        }
        for (int bytes : List.of(200, 4096)) {
            out.println("bare append of " + bytes + " B …");
            rows.add(BareAppend.measure(directory.resolve("bare-" + bytes), bytes, measured));
        }
        return rows;
    }

    private Row measure(Network network, AuthorPeer.Target target, Load load) throws Exception {
        List<AuthorPeer> authors = new ArrayList<>();
        try {
            for (int i = 0; i < load.authors(); i++) authors.add(AuthorPeer.start(target));
            write(authors, load, warmUp);
            Costs before = network.costs();
            long began = System.nanoTime();
            List<Diary> diaries = write(authors, load, measured);
            double seconds = (System.nanoTime() - began) / 1e9;
            return Row.of(load.name(), diaries, seconds, network.costs().minus(before));
        } finally {
            for (AuthorPeer author : authors) author.close();
        }
    }

    private static List<Diary> write(List<AuthorPeer> authors, Load load, Duration time)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Future<Diary>> writing = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < authors.size(); i++) {
                AuthorPeer author = authors.get(i);
                String page = load.oneDocument() ? "all of them" : "number " + i;
                DocumentKey document = new DocumentKey(load.name() + ", " + page);
                writing.add(workers.submit(() -> write(author, document, load.bytes(), end)));
            }
        }
        List<Diary> diaries = new ArrayList<>();
        for (Future<Diary> each : writing) diaries.add(each.get());
        return diaries;
    }

    private static Diary write(AuthorPeer author, DocumentKey document, int bytes, long end) {
        Diary diary = new Diary();
        RandomGenerator random = RandomGenerator.getDefault();
        byte[] change = new byte[bytes];
        while (System.nanoTime() < end) {
            random.nextBytes(change);
            long began = System.nanoTime();
            AuthorPeer.Published published = author.publish(document, Bytes.of(change));
            diary.add(System.nanoTime() - began, published.refused());
        }
        return diary;
    }
}
