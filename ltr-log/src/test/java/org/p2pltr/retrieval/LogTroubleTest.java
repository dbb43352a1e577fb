package org.p2pltr.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Entries;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Write;
import org.p2pltr.logpeer.LogEvent;
import org.p2pltr.logpeer.LogRecords;
import org.p2pltr.placement.Segment;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;

/**
 * Liars, lost and damaged disks, peers that come and go: nothing wrong is delivered, all mended.
 */
class LogTroubleTest {
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final Head START = Head.start(Entries.NETWORK, HOME);

    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    @ParameterizedTest
    @EnumSource(Liar.Lie.class)
    void fiveLiarsOfSixPlacesArePassedBy(Liar.Lie lie) {
        for (int length : List.of(40, 150)) {
            LogNetwork network = new LogNetwork(4, 10);
            List<PatchEntry> chain = put(network, HOME, length);
            List<SimulatedPeer> places = network.places(new Segment(HOME, 0));
            for (SimulatedPeer liar : places.subList(0, 5)) network.lies(liar, lie);
            SimulatedPeer reader =
                    network.peers.stream().filter(p -> !places.contains(p)).findFirst().get();
            assertThat(network.retrieve(reader, HOME, START, Entries.head(chain))).isEqualTo(chain);
            if (lie != Liar.Lie.NOT_ASKED && lie != Liar.Lie.ENDLESS)
                assertThat(network.reports(LogEvent.ReplicaRefuted.class)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPeerThatLostItsLogGetsEverythingBack(long seed) {
        LogNetwork network = new LogNetwork(seed, 6);
        network.simulation.network().faults(NetworkFaults.BAD);
        List<List<PatchEntry>> chains = new ArrayList<>();
        for (int d = 0; d < 5; d++) chains.add(put(network, new DocumentKey("doc " + d), 30 + d));
        SimulatedPeer emptied = network.peers.get(2);
        emptied.shutDown();
        network.ring.remove(emptied.id());
        for (Family family : LogRecords.FAMILIES)
            emptied.disk().commit(List.of(new Write.DeleteRange(Range.all(family))), () -> {});
        emptied.disk().close();
        network.restart(emptied);
        assertThat(network.holds(emptied, new DocumentKey("doc 0"), chains.getFirst().getFirst()))
                .isFalse();
        network.simulation.mustReach(
                "all copies again",
                Duration.ofMinutes(3),
                () -> chains.stream().allMatch(c -> network.everyPlaceHolds(document(c), c)));
        assertThat(network.reports(LogEvent.EntriesRepaired.class)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedRowsAreDroppedAndMended(long seed) {
        LogNetwork network = new LogNetwork(seed, 6);
        List<PatchEntry> chain = put(network, HOME, 60);
        SimulatedPeer damaged = network.peers.get((int) seed);
        damaged.shutDown();
        for (int i = 0; i < 20; i++)
            assertThat(damaged.disk().damage(Family.Database.LOG)).isTrue();
        damaged.restart();
        assertThat(network.retrieve(damaged, HOME, START, Entries.head(chain))).isEqualTo(chain);
        network.simulation.mustReach(
                "all copies again",
                Duration.ofMinutes(3),
                () -> network.everyPlaceHolds(HOME, chain));
        assertThat(network.reports(LogEvent.DamagedRowDropped.class)).isNotEmpty();
    }

    @Test
    void newPlacesGetTheirCopiesWhenPeersComeAndGo() {
        LogNetwork network = new LogNetwork(6, 8);
        List<PatchEntry> chain = put(network, HOME, 60);
        for (int i = 8; i < 16; i++) network.add(i, network::roles);
        network.simulation.mustReach(
                "copies at the new places",
                Duration.ofMinutes(1),
                () -> network.everyPlaceHolds(HOME, chain));
        for (int round = 0; round < 3; round++) {
            for (SimulatedPeer peer : network.places(new Segment(HOME, 0)).subList(0, 3))
                network.crash(peer);
            network.simulation.mustReach(
                    "copies at the peers that are left",
                    Duration.ofMinutes(1),
                    () -> network.everyPlaceHolds(HOME, chain));
        }
        assertThat(network.retrieve(up(network), HOME, START, Entries.head(chain)))
                .isEqualTo(chain);
    }

    @Test
    void whatAPlaceMissesIsPutBackByTheReader() {
        LogNetwork network = new LogNetwork(7, 6);
        List<PatchEntry> chain = put(network, HOME, 10);
        SimulatedPeer emptied = network.peers.get(2);
        emptied.shutDown();
        for (Family family : LogRecords.FAMILIES)
            emptied.disk().commit(List.of(new Write.DeleteRange(Range.all(family))), () -> {});
        emptied.disk().close();
        emptied.restart();
        assertThat(network.retrieve(emptied, HOME, START, Entries.head(chain))).isEqualTo(chain);
        network.simulation.runFor(Duration.ofMillis(100));
        assertThat(chain).allMatch(entry -> network.holds(emptied, HOME, entry));
        assertThat(network.reports(LogEvent.PutBack.class)).hasSize(1);
    }

    @Test
    void anEntryThatNobodyHasIsMissingByName() {
        LogNetwork network = new LogNetwork(8, 5);
        List<PatchEntry> chain = Entries.chain(HOME, 10, 50);
        network.put(network.peers.getFirst(), HOME, chain.subList(0, 6));
        network.put(network.peers.getFirst(), HOME, chain.subList(7, 10));
        network.simulation.runFor(Duration.ofSeconds(5));
        SimulatedPeer reader = network.peers.get(3);
        assertThat(network.ask(reader, HOME, START, Entries.head(chain), List.of()))
                .isEqualTo(new RetrievalNotice.Missing(1, HOME, new Timestamp(7)));
        assertThat(network.ask(reader, HOME, START, Entries.head(chain), chain.subList(6, 7)))
                .isEqualTo(new RetrievalNotice.Retrieved(2, HOME, chain, true));
    }

    @Test
    void aChainThatDoesNotGoThroughHaveIsAnotherHistory() {
        LogNetwork network = new LogNetwork(9, 5);
        List<PatchEntry> chain = put(network, HOME, 10);
        Head foreign = Entries.chain(HOME, 4, 50, "bob").getLast().header().head();
        Head upTo = Entries.head(chain);
        assertThat(network.ask(network.peers.get(3), HOME, foreign, upTo, List.of()))
                .isEqualTo(new RetrievalNotice.OtherHistory(1, HOME, foreign, upTo));
    }

    @Test
    void whatTheAskerHoldsAlreadyIsNotFetched() {
        LogNetwork network = new LogNetwork(10, 5);
        List<PatchEntry> chain = Entries.chain(HOME, 10, 50);
        Head upTo = Entries.head(chain);
        assertThat(network.ask(network.peers.get(3), HOME, START, upTo, chain))
                .isEqualTo(new RetrievalNotice.Retrieved(1, HOME, chain, true));
        assertThat(network.simulation.network().sentByType().keySet())
                .noneMatch(type -> type.contains("LogGet"));
    }

    @Test
    void aLookupShowsWhatEachPlaceHoldsAndWhoIsSilent() {
        LogNetwork network = new LogNetwork(12, 8);
        put(network, HOME, 5);
        List<SimulatedPeer> places = network.places(new Segment(HOME, 0));
        places.get(4).pause();
        SimulatedPeer asker =
                network.peers.stream().filter(p -> !places.contains(p)).findFirst().get();
        Ask ask = asker.ask(new LogLookup.WhoHolds(HOME, new Timestamp(3)));
        network.simulation.runFor(Duration.ofSeconds(2));
        var holders = ask.reply(LogLookup.Holders.class).holders();
        assertThat(holders).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(holders.get(i).place().peer()).isEqualTo(places.get(i).id());
            assertThat(holders.get(i).answered()).isEqualTo(i != 4);
            assertThat(holders.get(i).holds(new Timestamp(3))).isEqualTo(i != 4);
            assertThat(holders.get(i).holds(new Timestamp(6))).isFalse();
        }
    }

    @Test
    void idleTrafficIsBoundedWhateverTheNumberOfDocuments() {
        LogNetwork network = new LogNetwork(11, 10);
        for (int d = 0; d < 300; d++) {
            DocumentKey document = new DocumentKey("doc " + d);
            network.put(network.peers.get(d % 10), document, Entries.chain(document, 2, 50));
        }
        network.simulation.runFor(Duration.ofMinutes(2));
        long before = network.simulation.network().bytes();
        network.simulation.runFor(Duration.ofMinutes(5));
        double perPeerAndSecond =
                (network.simulation.network().bytes() - before) / 300.0 / network.peers.size();
        assertThat(perPeerAndSecond).isPositive().isLessThan(300);
    }

    private static List<PatchEntry> put(LogNetwork network, DocumentKey document, int length) {
        List<PatchEntry> chain = Entries.chain(document, length, 100);
        network.put(network.peers.getFirst(), document, chain);
        network.simulation.mustReach(
                "all copies of " + document,
                Duration.ofMinutes(1),
                () -> network.everyPlaceHolds(document, chain));
        return chain;
    }

    private static SimulatedPeer up(LogNetwork network) {
        return network.peers.stream().filter(SimulatedPeer::isUp).findFirst().orElseThrow();
    }

    private static DocumentKey document(List<PatchEntry> chain) {
        return chain.getFirst().fields().document();
    }
}
