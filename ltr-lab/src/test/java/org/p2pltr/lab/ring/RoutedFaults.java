package org.p2pltr.lab.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.RingReply;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.ring.RoutedRing;
import org.p2pltr.ring.RoutedSettings;
import org.p2pltr.routing.RoutingTable;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;

/** A small network of routed rings, what happens to it, and the lookups meanwhile. */
final class RoutedFaults {
    private static final Duration SLICE = Duration.ofMillis(20);

    /** The slowest retry, a suspicion, and time to grow together. */
    private static final Duration PASSED = Duration.ofSeconds(75);

    private static final int STEPS = 12;

    private final RoutedWorld world;
    private final SplittableRandom random;
    private final List<Question> open = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** Those who do not hear the others. */
    private List<SimulatedPeer> apart = List.of();

    /** A lookup, and who held itself responsible since it began. */
    private record Question(
            SimulatedPeer asker,
            int life,
            RingPosition position,
            Ask ask,
            Set<PeerId> responsible) {}

    RoutedFaults(long seed) {
        this.world = new RoutedWorld(seed, RoutedSettings.DEFAULT);
        this.random = new SplittableRandom(seed);
    }

    RoutedWorld world() {
        return world;
    }

    /** Lookups that named somebody who was not responsible, or did not end. */
    List<String> wrong() {
        return wrong;
    }

    /** Peers join; then one thing after the other happens. */
    void happen() {
        int size = 2 + random.nextInt(random.nextInt(3) == 0 ? 24 : 8);
        for (int i = 0; i < size; i++) {
            world.start();
            run(Duration.ofMillis(random.nextInt(200)));
        }
        run(Duration.ofSeconds(5));
        for (int i = 0; i < STEPS; i++) {
            step();
            for (int asked = 0; asked < 3; asked++) {
                ask();
                run(Duration.ofMillis(random.nextInt(2_000)));
            }
        }
    }

    private void step() {
        List<SimulatedPeer> all = world.peers();
        SimulatedPeer one = all.get(random.nextInt(all.size()));
        var network = world.simulation().network();
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                // Without an address it would begin a network of its own.
                if (!world.members().isEmpty()) world.start();
            }
            case 2 -> {
                if (world.isMember(one)) world.leave(one);
            }
            case 3, 4 -> {
                if (one.isUp()) one.crash();
                if (random.nextBoolean()) one.restart();
            }
            case 5 -> {
                for (SimulatedPeer each : all) if (!each.isUp()) each.restart();
            }
            case 6 -> {
                List<SimulatedPeer> half = all.stream().filter(_ -> random.nextBoolean()).toList();
                network.partition(List.of(half));
                apart = half;
            }
            case 7 -> heal();
            default ->
                    network.faults(random.nextBoolean() ? NetworkFaults.NONE : NetworkFaults.BAD);
        }
    }

    private void heal() {
        world.simulation().network().heal();
        apart = List.of();
    }

    private void ask() {
        List<SimulatedPeer> members = world.members();
        if (members.isEmpty()) return;
        SimulatedPeer asker = members.get(random.nextInt(members.size()));
        RingPosition position = new RingPosition(random.nextLong());
        Ask ask = asker.ask(new RingRequest.LookupAsked(position));
        open.add(new Question(asker, asker.starts(), position, ask, new LinkedHashSet<>()));
        look();
    }

    private void run(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(SLICE)) {
            world.run(SLICE);
            look();
        }
    }

    private void look() {
        if (open.isEmpty()) return;
        List<SimulatedPeer> members =
                world.peers().stream()
                        .filter(SimulatedPeer::isUp)
                        .filter(peer -> peer.role(RoutedRing.class).answers())
                        .toList();
        for (Question question : List.copyOf(open)) {
            nowResponsible(question, members);
            boolean gone = !question.asker.isUp() || question.asker.starts() != question.life;
            if (gone) open.remove(question);
            else if (question.ask.isAnswered()) judge(question);
        }
    }

    /**
     * Who is the first of those that the asker could hear; and who holds itself responsible, when
     * it does not count whom it cannot hear, or has not heard just now.
     */
    private void nowResponsible(Question question, List<SimulatedPeer> members) {
        RingPosition position = question.position;
        there(question.asker, members).stream()
                .min((a, b) ->
                        Long.compareUnsigned(
                                position.distanceTo(a.position()),
                                position.distanceTo(b.position())))
                .ifPresent(question.responsible::add);
        for (SimulatedPeer member : members) {
            List<PeerId> there = there(member, members);
            RoutingTable table = member.role(RoutedRing.class).table();
            long own = position.distanceTo(member.id().position());
            boolean nobodyBetween =
                    table.peers().stream()
                            .filter(peer -> there.contains(peer.id()))
                            .map(peer -> position.distanceTo(peer.id().position()))
                            .noneMatch(distance -> Long.compareUnsigned(distance, own) < 0);
            if (nobodyBetween || member.role(RoutedRing.class).isResponsible(position))
                question.responsible.add(member.id());
        }
    }

    private List<PeerId> there(SimulatedPeer from, List<SimulatedPeer> members) {
        return members.stream()
                .filter(other -> apart.contains(other) == apart.contains(from))
                .map(SimulatedPeer::id)
                .toList();
    }

    private void judge(Question question) {
        open.remove(question);
        // Not found is an end too.
        if (question.ask.reply().orElseThrow() instanceof RingReply.Responsible found
                && !question.responsible.contains(found.peers().getFirst()))
            wrong.add(found + " asked of " + question.asker);
    }

    /**
     * All faults end, all are there, and the ring mends itself. Nobody is left away: a newcomer
     * whose only address is that of one who is gone could not find the others.
     */
    void pass() {
        heal();
        world.simulation().network().faults(NetworkFaults.NONE);
        for (SimulatedPeer each : world.peers()) {
            if (each.isUp() && each.role(RoutedRing.class).hasLeft()) each.crash();
            if (!each.isUp()) each.restart();
        }
        run(PASSED);
        for (Question question : open) wrong.add("no end: " + question);
    }

    /** Twenty lookups now that all is quiet. */
    RoutedWorld.Score quiet() {
        for (int i = 0; i < 20; i++) world.ask();
        world.run(Duration.ofSeconds(10));
        return world.score();
    }
}
