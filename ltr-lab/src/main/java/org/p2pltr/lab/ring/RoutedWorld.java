package org.p2pltr.lab.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.p2pltr.env.Role;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.RingReply;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.ring.RoutedRing;
import org.p2pltr.ring.RoutedSettings;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.MessageCodec;
import org.p2pltr.wire.RoutedCodec;

/** A simulated network whose peers are rings and nothing else; and its lookups, judged. */
public final class RoutedWorld {
    private final Simulation simulation;
    private final Kind kind;
    private final List<SimulatedPeer> peers = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private int started;

    /** What the peers of a world are. */
    private record Kind(
            BiFunction<PeerContact, List<PeerAddress>, Role> role,
            Predicate<SimulatedPeer> member,
            MessageCodec codec,
            Duration joinPause) {}

    /** A lookup under way, and who was in the ring when it began. */
    private record Question(
            SimulatedPeer asker,
            RingPosition position,
            List<SimulatedPeer> members,
            Duration askedAt,
            Ask ask) {}

    /** How a lookup ended, and when it was asked. */
    record Judged(Duration askedAt, Verdict verdict) {}

    /** How many lookups ended how. */
    public record Score(int right, int wrong, int unanswered) {
        /** All that ended or should have. */
        public int all() {
            return right + wrong + unanswered;
        }
    }

    /** A world without peers. */
    public RoutedWorld(long seed, RoutedSettings settings) {
        this(
                seed,
                new Kind(
                        (self, through) -> new RoutedRing(self, settings, through),
                        peer -> peer.role(RoutedRing.class).isMember(),
                        new RoutedCodec(),
                        Duration.ofMillis(50)));
    }

    private RoutedWorld(long seed, Kind kind) {
        this.simulation = Simulation.seeded(seed);
        this.kind = kind;
        simulation.network().messagesThrough(Codecs.of(kind.codec));
    }

    /** A world of peers that mend their ring periodically, to hold the other against. */
    static RoutedWorld ofChord(long seed) {
        return new RoutedWorld(
                seed,
                new Kind(
                        ChordPeer::new,
                        peer -> peer.role(ChordPeer.class).isMember(),
                        new ChordCodec(),
                        // Faster, newcomers stand in each other's way for hours.
                        Duration.ofSeconds(1)));
    }

    /** The simulation below it. */
    public Simulation simulation() {
        return simulation;
    }

    /** A new peer begins to join through a member, or begins the ring. */
    public SimulatedPeer start() {
        List<SimulatedPeer> members = members();
        List<PeerAddress> through = members.isEmpty() ? List.of() : List.of(any(members).address());
        SimulatedPeer peer =
                simulation.addPeer(
                        "p" + ++started,
                        setup -> List.of(kind.role.apply(setup.contact(), through)));
        peers.add(peer);
        return peer;
    }

    /**
     * So many peers begin to join, one after the other; then time passes until some hundred lookups
     * all end right. Throws SimulationFailure if they do not within two hours.
     */
    void grow(int size) {
        for (int i = 0; i < size; i++) {
            start();
            run(kind.joinPause);
        }
        Duration limit = simulation.now().plus(Duration.ofHours(2));
        do {
            if (simulation.now().compareTo(limit) > 0)
                throw simulation.failure("the ring of " + size + " peers does not settle");
            run(Duration.ofSeconds(30));
            for (int i = 0; i < 300; i++) ask();
            run(Duration.ofSeconds(10));
        } while (!isAllRight(score()));
    }

    private static boolean isAllRight(Score score) {
        return score.right() == score.all();
    }

    /** A member begins to leave. */
    public void leave(SimulatedPeer peer) {
        peer.ask(new RingRequest.LeaveAsked());
    }

    /** Those who are in the ring, in the order in which they started. */
    public List<SimulatedPeer> members() {
        return peers.stream().filter(this::isMember).toList();
    }

    private boolean isMember(SimulatedPeer peer) {
        return peer.isUp() && kind.member.test(peer);
    }

    /** A peer ends as a power cut ends it, and does not come back. */
    void crash(SimulatedPeer peer) {
        peer.crash();
        peers.remove(peer);
    }

    /** One of them. */
    public SimulatedPeer any(List<SimulatedPeer> some) {
        return some.get(simulation.random().nextInt(some.size()));
    }

    /** A member looks a random position up. */
    public void ask() {
        List<SimulatedPeer> members = members();
        SimulatedPeer asker = any(members);
        RingPosition position = new RingPosition(simulation.random().nextLong());
        questions.add(
                new Question(
                        asker,
                        position,
                        members,
                        simulation.now(),
                        asker.ask(new RingRequest.LookupAsked(position))));
    }

    /** Lets time pass. */
    public void run(Duration time) {
        simulation.runFor(time);
    }

    /**
     * Judges the lookups that were asked; none is left. Right: it names a peer, and no peer that
     * was a member both when it began and now, lies before that. Unanswered ones of peers that went
     * meanwhile are not counted.
     */
    public Score score() {
        int right = 0;
        int wrong = 0;
        int unanswered = 0;
        for (Judged judged : judge(Duration.ZERO)) {
            switch (judged.verdict) {
                case RIGHT -> right++;
                case WRONG -> wrong++;
                case UNANSWERED -> unanswered++;
                case ASKER_GONE -> {
                    // Nobody waits for it.
                }
            }
        }
        return new Score(right, wrong, unanswered);
    }

    /**
     * Judges the lookups that have ended, or are older than this; the others are left for later.
     * The sooner after its end a lookup is judged, the stricter.
     */
    List<Judged> judge(Duration patience) {
        List<Judged> judged = new ArrayList<>();
        for (Question question : List.copyOf(questions)) {
            boolean over = question.askedAt.plus(patience).compareTo(simulation.now()) <= 0;
            if (question.ask.isAnswered() || over) {
                judged.add(new Judged(question.askedAt, verdict(question)));
                questions.remove(question);
            }
        }
        return judged;
    }

    /** How a lookup ended. */
    enum Verdict {
        RIGHT,
        WRONG,
        UNANSWERED,
        ASKER_GONE
    }

    private Verdict verdict(Question question) {
        Optional<?> reply = question.ask.reply();
        if (reply.isEmpty())
            return isMember(question.asker) ? Verdict.UNANSWERED : Verdict.ASKER_GONE;
        if (!(reply.get() instanceof RingReply.Responsible found)) return Verdict.UNANSWERED;
        RingPosition position = question.position;
        long distance = position.distanceTo(found.peers().getFirst().position());
        boolean missed =
                question.members.stream()
                        .filter(this::isMember)
                        .map(SimulatedPeer::id)
                        .map(PeerId::position)
                        .anyMatch(stayed ->
                                Long.compareUnsigned(position.distanceTo(stayed), distance) < 0);
        return missed ? Verdict.WRONG : Verdict.RIGHT;
    }

    /**
     * How many members have another first successor or predecessor than the members' order says.
     */
    public int outOfOrder() {
        List<SimulatedPeer> order =
                members().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
        int wrong = 0;
        for (int i = 0; i < order.size(); i++) {
            PeerId next = order.get((i + 1) % order.size()).id();
            PeerId before = order.get((i + order.size() - 1) % order.size()).id();
            var table = order.get(i).role(RoutedRing.class).table();
            boolean alone = order.size() == 1;
            boolean follows =
                    alone
                            || (!table.successors().isEmpty()
                                    && table.successors().getFirst().id().equals(next));
            boolean precedes =
                    alone || table.predecessor().filter(p -> p.id().equals(before)).isPresent();
            if (!follows || !precedes) wrong++;
        }
        return wrong;
    }
}
