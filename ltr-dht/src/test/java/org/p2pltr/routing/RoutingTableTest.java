package org.p2pltr.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/** Laws of tables and of lookups through them, on random rings. */
class RoutingTableTest {
    private static final int SUCCESSORS = 8;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** From one peer to four hundred, of arities 2 to 256 in turn. */
    private static RandomRing ring(long seed) {
        return new RandomRing(seed, 1 + new SplittableRandom(seed).nextInt(400));
    }

    private static Arity arity(long seed) {
        return new Arity((int) (1 + seed % 8));
    }

    private static List<PeerContact> shuffled(List<PeerContact> peers, SplittableRandom random) {
        List<PeerContact> mixed = new ArrayList<>(peers);
        for (int i = mixed.size() - 1; i > 0; i--)
            mixed.set(i, mixed.set(random.nextInt(i + 1), mixed.get(i)));
        return mixed;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTableKeepsTheResponsibleOfEachPartAndItsNeighboursAndNobodyElse(long seed) {
        RandomRing ring = ring(seed).correct(arity(seed), SUCCESSORS);
        PeerContact owner = ring.anyone();
        RoutingTable table = ring.table(owner);
        Set<PeerId> wanted = new TreeSet<>();
        for (Division.Part part : table.division().parts()) {
            RingPosition start = table.division().at(part.start());
            wanted.add(ring.responsible(start, _ -> true).id());
        }
        int own = ring.peers.indexOf(owner);
        int size = ring.peers.size();
        for (int i = 1; i <= Math.min(SUCCESSORS, size - 1); i++)
            wanted.add(ring.peers.get((own + i) % size).id());
        wanted.add(ring.peers.get((own + size - 1) % size).id());
        wanted.remove(owner.id());
        assertThat(table.peers().stream().map(PeerContact::id))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoHearsOfAllInAnyOrderHasTheCorrectTable(long seed) {
        RandomRing ring = ring(seed).correct(arity(seed), SUCCESSORS);
        PeerContact owner = ring.anyone();
        RoutingTable table = RoutingTable.alone(owner.id(), arity(seed), SUCCESSORS);
        for (PeerContact peer : shuffled(ring.peers, ring.random)) table = table.with(peer);
        assertThat(table.peers()).isEqualTo(ring.table(owner).peers());
        assertThat(table.successors()).isEqualTo(ring.table(owner).successors());
        assertThat(table.predecessor()).isEqualTo(ring.table(owner).predecessor());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLookupInACorrectRingFindsTheResponsibleAndEachHopResolvesALevel(long seed) {
        RandomRing ring = ring(seed).correct(arity(seed), SUCCESSORS);
        for (int round = 0; round < 50; round++) {
            RingPosition position = round == 0 ? ring.anyone().id().position() : ring.anywhere();
            var lookup = new TracedLookup(position, ring.anyone());
            var end = ring.lead(lookup, _ -> true);
            assertThat(end)
                    .isEqualTo(new TracedLookup.Turn.Done(ring.responsible(position, _ -> true)));
            assertLevelsRise(position, lookup.path(), arity(seed));
        }
    }

    /** The last hop only names who is responsible; each one before it resolves a digit or more. */
    private static void assertLevelsRise(RingPosition position, List<PeerId> path, Arity arity) {
        int level = 0;
        for (PeerId peer : path.subList(0, path.size() - 1)) {
            int here = new Division(peer.position(), arity).partOf(position).level();
            assertThat(here).isGreaterThan(level);
            level = here;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whenOneInFiveIsDeadAllOthersAreStillFound(long seed) {
        RandomRing ring = ring(seed).correct(arity(seed), SUCCESSORS);
        Set<PeerId> dead = new TreeSet<>();
        for (PeerContact peer : ring.peers) {
            if (ring.random.nextInt(5) == 0) dead.add(peer.id());
        }
        Predicate<PeerContact> alive = peer -> !dead.contains(peer.id());
        if (dead.size() == ring.peers.size() || aRunOfDeath(ring, dead)) return;
        assertAllFound(ring, alive);
        // The same once the dead are taken out of the tables and not replaced yet.
        ring.tables.replaceAll((_, table) -> {
            RoutingTable left = table;
            for (PeerId peer : dead) left = left.without(peer);
            return left;
        });
        assertAllFound(ring, alive);
    }

    private static void assertAllFound(RandomRing ring, Predicate<PeerContact> alive) {
        for (int round = 0; round < 50; round++) {
            RingPosition position = ring.anywhere();
            PeerContact asker = ring.responsible(ring.anywhere(), alive);
            assertThat(ring.lead(new TracedLookup(position, asker), alive))
                    .isEqualTo(new TracedLookup.Turn.Done(ring.responsible(position, alive)));
        }
    }

    /**
     * True if as many dead as a successor list holds follow each other: then the ring is broken.
     */
    private static boolean aRunOfDeath(RandomRing ring, Set<PeerId> dead) {
        int run = 0;
        for (int i = 0; i < 2 * ring.peers.size(); i++) {
            boolean gone = dead.contains(ring.peers.get(i % ring.peers.size()).id());
            run = gone ? run + 1 : 0;
            if (run >= SUCCESSORS) return true;
        }
        return false;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void howeverWrongTheTablesALookupGetsNearerAndEnds(long seed) {
        RandomRing ring = ring(seed);
        for (PeerContact peer : ring.peers) {
            RoutingTable table = RoutingTable.alone(peer.id(), arity(seed), SUCCESSORS);
            for (int i = 0; i < 20; i++) {
                table = table.with(ring.anyone());
                if (ring.random.nextInt(4) == 0) table = table.without(ring.anyone().id());
                if (ring.random.nextInt(8) == 0)
                    table = table.withSuccessors(List.of(ring.anyone(), ring.anyone()));
            }
            ring.tables.put(peer.id(), table);
        }
        for (int round = 0; round < 50; round++) {
            RingPosition position = ring.anywhere();
            PeerContact at = ring.anyone();
            boolean past = false;
            Step step = ring.table(at).next(position, _ -> false);
            while (!(step instanceof Step.Here)) {
                PeerContact to =
                        switch (step) {
                            case Step.Here _ -> at;
                            case Step.Final(PeerContact next) -> next;
                            case Step.Toward(PeerContact next) -> next;
                        };
                boolean ends = step instanceof Step.Final;
                if (past || !ends) assertNearer(position, at, to, past);
                past = ends;
                at = to;
                RoutingTable table = ring.table(at);
                step = past ? table.settle(position, _ -> false) : table.next(position, _ -> false);
                // Past the position and nobody known to be nearer: the walk is over.
                if (past && step instanceof Step.Toward) break;
            }
        }
    }

    private static void assertNearer(
            RingPosition position, PeerContact from, PeerContact to, boolean past) {
        long before =
                past
                        ? position.distanceTo(from.id().position())
                        : from.id().position().distanceTo(position);
        long after =
                past
                        ? position.distanceTo(to.id().position())
                        : to.id().position().distanceTo(position);
        assertThat(Long.compareUnsigned(after, before)).isNegative();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLostPeerIsKeptInMindUntilItIsReplaced(long seed) {
        RandomRing ring = new RandomRing(seed, 300).correct(Arity.DEFAULT, SUCCESSORS);
        RoutingTable table = ring.table(ring.anyone());
        List<PeerContact> far = table.peers().subList(SUCCESSORS, table.peers().size());
        PeerId gone = far.get(ring.random.nextInt(far.size())).id();
        RoutingTable without = table.without(gone);
        assertThat(without.lost()).containsExactly(gone);
        assertThat(without.peers()).hasSize(table.peers().size() - 1);
        RoutingTable replaced = without;
        for (PeerContact peer : ring.peers) {
            if (!peer.id().equals(gone)) replaced = replaced.with(peer);
        }
        replaced = replaced.repaired(gone);
        List<PeerContact> left =
                ring.peers.stream().filter(peer -> !peer.id().equals(gone)).toList();
        RoutingTable correct = RoutingTable.correct(table.self(), Arity.DEFAULT, SUCCESSORS, left);
        assertThat(replaced.peers()).isEqualTo(correct.peers());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aListThatComesRoundTellsAllThereAre(long seed) {
        RandomRing ring = new RandomRing(seed, 1 + (int) (seed % SUCCESSORS));
        PeerContact owner = ring.anyone();
        int own = ring.peers.indexOf(owner);
        List<PeerContact> list = new ArrayList<>();
        for (int i = 1; i <= ring.peers.size(); i++)
            list.add(ring.peers.get((own + i) % ring.peers.size()));
        RoutingTable table =
                RoutingTable.alone(owner.id(), Arity.DEFAULT, SUCCESSORS).withSuccessors(list);
        assertThat(table.isComplete()).isTrue();
        assertThat(table.successors()).isEqualTo(list.subList(0, list.size() - 1));
    }
}
