package org.p2pltr.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Entries;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Notice;
import org.p2pltr.logpeer.LogNotice;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;

/** The log on a simulated network: what was put is found again, in order. */
class LogScenarioTest {
    private static final DocumentKey HOME = new DocumentKey("Home");

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 10})
    void entriesGetAsManyCopiesAsThereArePlaces(int count) {
        LogNetwork network = new LogNetwork(1, count);
        List<PatchEntry> chain = Entries.chain(HOME, 100, 200);
        network.put(network.peers.getFirst(), HOME, chain);
        int places = Math.min(6, count);
        network.simulation.mustReach(
                "all copies",
                Duration.ofSeconds(5),
                () -> chain.stream().allMatch(e -> network.copies(HOME, e) == places));
        network.simulation.runFor(Duration.ofSeconds(1));
        List<Notice> told = network.peers.getFirst().role(Asker.class).told();
        for (PatchEntry entry : chain)
            assertThat(told)
                    .filteredOn(
                            n -> n instanceof LogNotice.EntryStored s && s.ts().equals(entry.ts()))
                    .hasSize(places)
                    .last()
                    .satisfies(n -> {
                        var stored = (LogNotice.EntryStored) n;
                        assertThat(stored.peers()).hasSize(places).doesNotHaveDuplicates();
                        assertThat(stored.places()).isEqualTo(places);
                    });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allIsFoundInOrderAfterTwoCrashesOnABadNetwork(long seed) {
        LogNetwork network = new LogNetwork(seed, 10);
        network.simulation.network().faults(NetworkFaults.BAD);
        List<List<PatchEntry>> chains = new ArrayList<>();
        for (int d = 0; d < 4; d++) {
            DocumentKey document = new DocumentKey("doc " + d);
            List<PatchEntry> chain = Entries.chain(document, 50, 300);
            chains.add(chain);
            network.put(network.peers.get(d), document, chain.subList(0, 20));
            network.put(network.peers.get(d + 1), document, chain.subList(20, 50));
        }
        network.simulation.mustReach(
                "three copies of each",
                Duration.ofMinutes(1),
                () ->
                        chains.stream()
                                .allMatch(chain ->
                                        chain.stream()
                                                .allMatch(
                                                        e -> network.copies(document(e), e) >= 3)));
        network.crash(network.peers.get(7));
        network.crash(network.peers.get(8));
        for (List<PatchEntry> chain : chains) {
            DocumentKey document = document(chain.getFirst());
            Head start = Head.start(Entries.NETWORK, document);
            SimulatedPeer reader = network.peers.get(9);
            assertThat(network.retrieve(reader, document, start, Entries.head(chain)))
                    .isEqualTo(chain);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 1000})
    void aLongHistoryComesInPages(int length) {
        LogNetwork network = new LogNetwork(3, 8);
        List<PatchEntry> chain = Entries.chain(HOME, length, 10_000);
        network.put(network.peers.getFirst(), HOME, chain);
        network.simulation.runFor(Duration.ofSeconds(20));
        Head start = Head.start(Entries.NETWORK, HOME);
        SimulatedPeer reader = network.peers.get(5);
        assertThat(network.retrieve(reader, HOME, start, Entries.head(chain))).isEqualTo(chain);
        Head half = chain.get(length / 2).header().head();
        if (half.ts().isBefore(Entries.head(chain).ts()))
            assertThat(network.retrieve(reader, HOME, half, Entries.head(chain)))
                    .isEqualTo(chain.subList(length / 2 + 1, length));
    }

    private static DocumentKey document(PatchEntry entry) {
        return entry.fields().document();
    }
}
