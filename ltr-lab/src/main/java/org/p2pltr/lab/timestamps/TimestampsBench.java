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
import org.p2pltr.lab.author.Signing;

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

    /** Enough to show what signatures cost. */
    private static final List<Load> UNSIGNED =
            List.of(new Load(1, true, 200), new Load(16, false, 200), new Load(16, true, 200));

    /** Before all others, so that every process has compiled what it runs. */
    private static final Load FIRST = new Load(16, false, 200);

    private static final Duration FIRST_TIME = Duration.ofSeconds(30);

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

    /** All loads, the main ones without signatures, then the bare append. */
    public Results run() throws Exception {
        List<Row> signed = measure(Signing.ED25519, LOADS, "");
        List<Row> unsigned = measure(Signing.NONE, UNSIGNED, ", unsigned");
        List<Row> bare = new ArrayList<>();
        for (int bytes : List.of(200, 4096)) {
            out.println("bare append of " + bytes + " B …");
            bare.add(BareAppend.measure(directory.resolve("bare-" + bytes), bytes, measured));
        }
        return new Results(signed, unsigned, bare);
    }

    private List<Row> measure(Signing signing, List<Load> loads, String suffix) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Network network = Network.start(directory.resolve(signing.word()), signing)) {
            AuthorPeer.Target target = AuthorPeer.Target.at(network.addresses(), signing);
            out.println("warming up" + suffix + " …");
            warmUp(target);
            for (Load load : loads) {
                out.println(load.name() + suffix + " …");
                rows.add(measure(network, target, load, load.name() + suffix));
            }
        }
        return rows;
    }

    private static void warmUp(AuthorPeer.Target target) throws Exception {
        List<AuthorPeer> authors = new ArrayList<>();
        try {
            for (int i = 0; i < FIRST.authors(); i++) authors.add(AuthorPeer.start(target));
            write(authors, FIRST, FIRST_TIME);
        } finally {
            for (AuthorPeer author : authors) author.close();
        }
    }

    private Row measure(Network network, AuthorPeer.Target target, Load load, String name)
            throws Exception {
        List<AuthorPeer> authors = new ArrayList<>();
        try {
            for (int i = 0; i < load.authors(); i++) authors.add(AuthorPeer.start(target));
            write(authors, load, warmUp);
            Costs before = network.costs();
            long began = System.nanoTime();
            List<Diary> diaries = write(authors, load, measured);
            double seconds = (System.nanoTime() - began) / 1e9;
            return Row.of(name, diaries, seconds, network.costs().minus(before));
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
