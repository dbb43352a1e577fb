package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Notice;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.PeerSetup;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.RoutedCodec;

/** A simulation whose peers are rings and nothing else, named by numbers. */
final class RingNet {
    final Simulation simulation;
    private final RingSettings settings;
    private final Map<Integer, RingPeer> peers = new TreeMap<>();

    RingNet(long seed) {
        this(seed, RingSettings.DEFAULT);
    }

    RingNet(long seed, RingSettings settings) {
        this.simulation = Simulation.seeded(seed);
        this.settings = settings;
        simulation.network().messagesThrough(Codecs.of(new RoutedCodec()));
    }

    static PeerAddress address(int number) {
        return new PeerAddress("p" + number, 7400);
    }

    /** Starts a peer for the first time, or again from its disk. */
    RingPeer start(int number, Integer... joins) {
        RingPeer known = peers.get(number);
        if (known == null) return new RingPeer(number, List.of(joins));
        known.joins = List.of(joins);
        known.machine.restart();
        return known;
    }

    RingPeer peer(int number) {
        RingPeer peer = peers.get(number);
        if (peer == null) throw new IllegalArgumentException("no peer " + number);
        return peer;
    }

    PeerId id(int number) {
        return peer(number).machine.id();
    }

    List<SimulatedPeer> machines(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> peer(number).machine).toList();
    }

    List<Integer> running() {
        return peers.keySet().stream().filter(number -> peer(number).machine.isUp()).toList();
    }

    void run(Duration time) {
        simulation.runFor(time);
    }

    /** A machine with a ring on it. */
    final class RingPeer {
        final SimulatedPeer machine;

        /** What its ring announced since the last start. */
        final List<Notice> notices = new ArrayList<>();

        private final int number;
        private List<Integer> joins;

        RingPeer(int number, List<Integer> joins) {
            this.number = number;
            this.joins = joins;
            this.machine = simulation.addPeer("p" + number, this::roles);
            peers.put(number, this);
        }

        private List<Role> roles(PeerSetup setup) {
            notices.clear();
            List<PeerAddress> addresses = joins.stream().map(RingNet::address).toList();
            String name = "peer " + number;
            return List.of(
                    new RoutedRing(setup.contact(), name, RoutedSettings.of(settings), addresses),
                    new Listener(notices));
        }

        Ask ask(RingRequest request) {
            return machine.ask(request);
        }

        private <R extends RingReply> R askNow(RingRequest request, Class<R> type) {
            Ask ask = ask(request);
            simulation.mustReach("an answer", Duration.ofSeconds(5), ask::isAnswered);
            return ask.reply(type);
        }

        RingReply.Responsible lookup(RingRequest.LookupAsked request) {
            return askNow(request, RingReply.Responsible.class);
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

        /** Those that it takes for alive, itself included, in the order of their ids. */
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
}
