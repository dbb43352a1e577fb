package org.p2pltr.ring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Message;
import org.p2pltr.env.Notice;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Result;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Task;
import org.p2pltr.env.World;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.loop.PeerLoop;

/** Many rings in one process and in virtual time; everything follows from the seed. */
final class RingNet {
    private final SplittableRandom random;
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final Map<Integer, Peer> peers = new LinkedHashMap<>();
    private Duration now = Duration.ZERO;
    private long lastDue;

    /** For the peers that start from here on. */
    RingSettings settings = RingSettings.DEFAULT;

    /** Chance that a message is lost; the same chance that it comes twice. */
    double loss;

    /** Whether a message from one peer reaches another. */
    BiPredicate<Integer, Integer> reaches = (_, _) -> true;

    private record Due(Duration at, long order, Runnable step) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    RingNet(long seed) {
        random = new SplittableRandom(seed);
    }

    static PeerId id(int number) {
        return new PeerId(Hash.of(Bytes.utf8("peer " + number)));
    }

    static PeerAddress address(int number) {
        return new PeerAddress("p" + number, 7400);
    }

    Peer peer(int number) {
        return Optional.ofNullable(peers.get(number)).orElseThrow();
    }

    List<Peer> running() {
        return peers.values().stream().filter(peer -> peer.isRunning()).toList();
    }

    /** Starts a peer, or starts it again from its disk. */
    Peer start(int number, Integer... joins) {
        return start(number, address(number), joins);
    }

    Peer start(int number, PeerAddress listen, Integer... joins) {
        Peer peer = peers.computeIfAbsent(number, Peer::new);
        peer.start(listen, List.of(joins).stream().map(RingNet::address).toList());
        return peer;
    }

    void run(Duration time) {
        Duration end = now.plus(time);
        while (!queue.isEmpty() && queue.element().at().compareTo(end) <= 0) {
            Due next = queue.remove();
            now = next.at();
            next.step().run();
        }
        now = end;
    }

    private void in(Duration after, Runnable step) {
        queue.add(new Due(now.plus(after), lastDue++, step));
    }

    private void deliver(Peer from, PeerAddress to, Message message) {
        if (random.nextDouble() < loss) return;
        int copies = random.nextDouble() < loss ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            // Mostly quick, sometimes overtaken by what is sent much later.
            long most = random.nextInt(10) == 0 ? 400 : 20;
            in(Duration.ofMillis(1 + random.nextLong(most)), () -> arrive(from, to, message));
        }
    }

    private void arrive(Peer from, PeerAddress to, Message message) {
        for (Peer peer : running()) {
            if (peer.listen.equals(to) && reaches.test(from.number, peer.number))
                peer.loop().received(id(from.number), message);
        }
    }

    /** A peer: its disk stays, all else is made anew at each start. */
    final class Peer {
        final int number;
        final List<Notice> notices = new ArrayList<>();
        final List<PeerEvent> events = new ArrayList<>();
        private final TreeMap<Bytes, Bytes> disk = new TreeMap<>();
        private PeerAddress listen;
        private Optional<PeerLoop> loop = Optional.empty();

        Peer(int number) {
            this.number = number;
            this.listen = address(number);
        }

        PeerLoop loop() {
            return loop.orElseThrow();
        }

        boolean isRunning() {
            return loop.isPresent();
        }

        void start(PeerAddress address, List<PeerAddress> joins) {
            listen = address;
            notices.clear();
            PeerContact self = new PeerContact(id(number), address);
            RingRole ring = new RingRole(self, "peer " + number, settings, joins);
            OneLife life = new OneLife(this);
            PeerLoop made =
                    new PeerLoop(
                            id(number),
                            life,
                            List.of(ring, new Listener(notices)),
                            why -> {
                                throw new AssertionError(why);
                            });
            loop = Optional.of(made);
            made.start(life);
        }

        void crash() {
            loop().stop();
            loop = Optional.empty();
        }

        void ask(RingRequest request, Consumer<RingReply> answer) {
            loop().ask(request, reply -> answer.accept((RingReply) reply));
        }

        <T extends Reply> T askNow(RingRequest request, Class<T> type) {
            List<Reply> replies = new ArrayList<>();
            loop().ask(request, replies::add);
            return type.cast(replies.getFirst());
        }

        List<KnownPeer> known() {
            return askNow(new RingRequest.PeersAsked(), RingReply.KnownPeers.class).peers();
        }

        KnownPeer known(int other) {
            return known().stream()
                    .filter(each -> each.contact().id().equals(id(other)))
                    .findFirst()
                    .orElseThrow();
        }

        /** Those that this peer takes for alive, itself included, in the order of their ids. */
        List<PeerId> view() {
            return known().stream()
                    .filter(each ->
                            each.state() == KnownPeer.State.ALIVE
                                    || each.state() == KnownPeer.State.SELF)
                    .map(each -> each.contact().id())
                    .toList();
        }
    }

    /** Hears what the ring announces. */
    private record Listener(List<Notice> notices) implements Role {
        @Override
        public RoleName name() {
            return new RoleName("listener");
        }

        @Override
        public List<Class<?>> takes() {
            return List.of(RingNotice.class);
        }

        @Override
        public Effects on(Event event, Environment world) {
            if (event instanceof Event.Told(var notice)) notices.add(notice);
            return Effects.none();
        }
    }

    /** The world of a peer from a start to the next crash. */
    private final class OneLife implements World, DurableStore {
        private final Peer peer;
        private final Duration born = now;
        private final Map<PeerId, PeerAddress> addresses = new TreeMap<>();

        OneLife(Peer peer) {
            this.peer = peer;
        }

        @Override
        public Duration uptime() {
            return now.minus(born);
        }

        @Override
        public Instant wallClock() {
            return Instant.EPOCH.plus(now);
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public void send(PeerId to, Message message) {
            PeerAddress address = addresses.get(to);
            if (address != null) deliver(peer, address, message);
        }

        @Override
        public void call(PeerAddress to, Message message) {
            deliver(peer, to, message);
        }

        @Override
        public void know(PeerContact contact) {
            addresses.put(contact.id(), contact.address());
        }

        @Override
        public void schedule(Duration after, Runnable then) {
            in(after, then);
        }

        @Override
        public void commit(List<Write> writes, Runnable synced) {
            PeerLoop writer = peer.loop();
            in(
                    Duration.ofMillis(1 + random.nextLong(5)),
                    () -> {
                        // A crash forgets what was not synced.
                        if (!peer.loop.equals(Optional.of(writer))) return;
                        writes.forEach(this::apply);
                        synced.run();
                    });
        }

        private void apply(Write write) {
            switch (write) {
                case Write.Put(var _, Bytes key, Bytes value) -> peer.disk.put(key, value);
                case Write.Delete(var _, Bytes key) -> peer.disk.remove(key);
                case Write.DeleteRange _ -> throw new AssertionError("the ring deletes rows");
            }
        }

        @Override
        public void scan(Range range, Consumer<Row> reader) {
            peer.disk.forEach((key, value) -> reader.accept(new Row(key, value)));
        }

        @Override
        public void read(Range range, int rows, int bytes, Consumer<DurableStore.Rows> found) {
            throw new AssertionError("the ring reads at its start only");
        }

        @Override
        public void compute(Task task, Consumer<Result> done) {
            throw new AssertionError("the ring has no heavy work");
        }

        @Override
        public void report(PeerEvent event) {
            peer.events.add(event);
        }

        @Override
        public void close() {}
    }
}
