package org.p2pltr.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Entries;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Notice;
import org.p2pltr.placement.Segment;
import org.p2pltr.sim.SimulatedPeer;

/** What the log holds beyond a head is found without knowing the newest one. */
class ForwardScanTest {
    private static final DocumentKey HOME = new DocumentKey("Home");

    private static ScanNotice.Scanned scan(LogNetwork network, SimulatedPeer by, Head have) {
        return scan(network, by, have, List.of());
    }

    private static ScanNotice.Scanned scan(
            LogNetwork network, SimulatedPeer by, Head have, List<ChainHash> known) {
        List<Notice> told = by.role(Asker.class).told();
        int before = told.size();
        by.ask(
                new Asker.Say(
                        LogReader.NAME, new ScanNotice.Scan(Asker.NAME, 7, HOME, have, known)));
        network.simulation.mustReach(
                "an answer",
                Duration.ofMinutes(1),
                () -> told.size() > before && told.getLast() instanceof ScanNotice.Scanned);
        return (ScanNotice.Scanned) told.getLast();
    }

    private static List<PatchEntry> all(LogNetwork network, SimulatedPeer by, Head have) {
        List<PatchEntry> found = new ArrayList<>();
        Head at = have;
        while (true) {
            ScanNotice.Scanned page = scan(network, by, at);
            if (page.entries().isEmpty()) return found;
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(ForwardScans.WINDOW);
            found.addAll(page.entries());
            at = Entries.head(found);
        }
    }

    private static LogNetwork with(List<PatchEntry> chain) {
        LogNetwork network = new LogNetwork(1, 8);
        network.put(network.peers.getFirst(), HOME, chain);
        network.simulation.mustReach(
                "every copy", Duration.ofMinutes(1), () -> network.everyPlaceHolds(HOME, chain));
        return network;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 70, 149, 150})
    void allThatFollowsAHeadIsFoundAcrossSegments(int have) {
        List<PatchEntry> chain = Entries.chain(HOME, 150, 200);
        LogNetwork network = with(chain);
        Head head =
                have == 0
                        ? Head.start(Entries.NETWORK, HOME)
                        : Entries.head(chain.subList(0, have));
        for (SimulatedPeer by : network.peers)
            assertThat(all(network, by, head)).isEqualTo(chain.subList(have, 150));
    }

    @Test
    void oneHolderIsEnoughAndTheSilentAreCounted() {
        List<PatchEntry> chain = Entries.chain(HOME, 20, 200);
        LogNetwork network = with(chain);
        List<SimulatedPeer> places = network.places(new Segment(HOME, 0));
        // The ring does not know yet that they are gone.
        for (SimulatedPeer gone : places.subList(1, places.size())) gone.crash();
        SimulatedPeer reader =
                network.peers.stream().filter(p -> !places.contains(p)).findFirst().get();
        ScanNotice.Scanned found = scan(network, reader, Entries.head(chain.subList(0, 5)));
        assertThat(found.entries()).isEqualTo(chain.subList(5, 20));
        assertThat(found.silent()).isEqualTo(places.size() - 1);
        assertThat(scan(network, reader, Entries.head(chain)).entries()).isEmpty();
    }

    @Test
    void ofTwoHistoriesTheLongerIsTakenAndOneThatStartsElsewhereIsNone() {
        List<PatchEntry> chain = Entries.chain(HOME, 9, 50);
        LogNetwork network = with(chain);
        Head fork = Entries.head(chain.subList(0, 3));
        List<PatchEntry> rivals = new ArrayList<>();
        Head at = fork;
        for (int i = 0; i < 4; i++) {
            rivals.add(Entries.after(at, HOME, "rival", 50));
            at = Entries.head(rivals);
        }
        network.put(network.peers.get(2), HOME, rivals);
        network.simulation.runFor(Duration.ofSeconds(10));
        SimulatedPeer reader = network.peers.getLast();
        assertThat(all(network, reader, fork)).isEqualTo(chain.subList(3, 9));
        // Unless somebody else knows an entry of the other.
        List<ChainHash> known = List.of(rivals.getFirst().hash());
        assertThat(scan(network, reader, fork, known).entries()).isEqualTo(rivals);
        assertThat(all(network, reader, Entries.head(rivals.subList(0, 1))))
                .isEqualTo(rivals.subList(1, 4));
        assertThat(all(network, reader, Entries.head(Entries.chain(HOME, 3, 50, "other"))))
                .isEmpty();
    }

    @Test
    void anEntryThatItsAuthorDidNotSignIsNotFound() {
        List<PatchEntry> chain = Entries.chain(HOME, 9, 100);
        LogNetwork network = with(chain);
        for (SimulatedPeer liar : network.places(new Segment(HOME, 0)))
            network.lies(liar, Liar.Lie.BAD_SIGNATURES);
        SimulatedPeer reader = network.peers.getLast();
        assertThat(scan(network, reader, Entries.head(chain.subList(0, 3))).entries()).isEmpty();
    }
}
