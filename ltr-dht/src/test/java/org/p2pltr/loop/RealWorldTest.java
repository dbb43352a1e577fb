package org.p2pltr.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.Eventually;
import org.p2pltr.disk.DataDirectory;
import org.p2pltr.disk.RocksStore;
import org.p2pltr.env.DurableStore.Rows;
import org.p2pltr.env.Family;
import org.p2pltr.env.Message;
import org.p2pltr.env.Network;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Result;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

class RealWorldTest {
    private record Sum(int value) implements Result {}

    private record Word(String text) implements Message {}

    private static final Family PAGES = new Family(Family.Database.CORE, "pages");
    private static final PeerId SOMEONE = new PeerId(Hash.of(Bytes.utf8("someone")));

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<PeerEvent> reports = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService host =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("peer-loop").factory());
    private final PeerThread thread = new PeerThread(host, failures::add);
    private final Recorded network = new Recorded();

    @Test
    void everyCallbackComesOnThePeersThread(@TempDir Path home) throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        CompletableFuture<Rows> rows = new CompletableFuture<>();
        CompletableFuture<Result> sum = new CompletableFuture<>();
        CompletableFuture<Boolean> timer = new CompletableFuture<>();
        try (DataDirectory directory = DataDirectory.open(home);
                RocksStore store = RocksStore.open(directory, List.of(PAGES), failures::add);
                RealWorld world = new RealWorld(thread, network, store, reports::add)) {
            Row row = new Row(Bytes.utf8("k"), Bytes.utf8("v"));
            thread.execute(() -> {
                world.commit(
                        List.of(new Write.Put(PAGES, row.key(), row.value())),
                        () -> threads.add(Thread.currentThread().getName()));
                world.read(
                        Range.all(PAGES),
                        10,
                        1000,
                        found -> {
                            threads.add(Thread.currentThread().getName());
                            rows.complete(found);
                        });
                world.compute(
                        () -> new Sum(1 + 1),
                        result -> {
                            threads.add(Thread.currentThread().getName());
                            sum.complete(result);
                        });
                world.schedule(
                        Duration.ofMillis(1),
                        () -> {
                            threads.add(Thread.currentThread().getName());
                            timer.complete(true);
                        });
            });
            thread.start();
            assertThat(rows.get().rows()).containsExactly(row);
            assertThat(sum.get()).isEqualTo(new Sum(2));
            assertThat(timer.get()).isTrue();
            Eventually.until("all four came back", () -> threads.size() == 4);
            assertThat(threads).containsOnly("peer-loop");
            assertThat(failures).isEmpty();
            thread.close();
        }
    }

    @Test
    void heavyWorkThatFailsStopsThePeer(@TempDir Path home) throws Exception {
        try (DataDirectory directory = DataDirectory.open(home);
                RocksStore store = RocksStore.open(directory, List.of(PAGES), failures::add);
                RealWorld world = new RealWorld(thread, network, store, reports::add)) {
            thread.execute(() ->
                    world.compute(
                            () -> {
                                throw new ArithmeticException("no result");
                            },
                            result -> {}));
            thread.start();
            Eventually.until("the owner was told", () -> !failures.isEmpty());
            assertThat(failures.getFirst()).hasRootCauseMessage("no result");
            thread.close();
        }
    }

    @Test
    void whatComesFromTheNetworkIsBounded() {
        List<Message> received = new ArrayList<>();
        Inbox inbox = new Inbox(thread, (from, message) -> received.add(message), reports::add);
        int large = (int) (Inbox.MAX_WAITING_BYTES / 2);
        inbox.received(SOMEONE, new Word("one"), large);
        inbox.received(SOMEONE, new Word("two"), large);
        inbox.received(SOMEONE, new Word("three"), 1);
        inbox.received(SOMEONE, new Word("four"), 0);
        thread.start();
        Eventually.until("the loss was reported", () -> !reports.isEmpty());
        inbox.received(SOMEONE, new Word("five"), large);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        thread.execute(() -> done.complete(true));
        done.join();
        thread.close();
        assertThat(received)
                .containsExactly(
                        new Word("one"), new Word("two"), new Word("four"), new Word("five"));
        assertThat(reports).containsExactly(new LoopEvent.Overloaded(1));
    }

    /** A network that only remembers what it was told. */
    private static final class Recorded implements Network {
        private final List<Message> sent = new ArrayList<>();

        @Override
        public void send(PeerId to, Message message) {
            sent.add(message);
        }

        @Override
        public void call(PeerAddress to, Message message) {
            sent.add(message);
        }

        @Override
        public void know(PeerContact contact) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
