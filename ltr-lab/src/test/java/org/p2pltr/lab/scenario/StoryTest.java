package org.p2pltr.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.entry.PatchEntry;

/** The story of the wiki: offline work is merged, a killed Master-key peer is replaced. */
class StoryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void waitFor(
            LabNetwork network, String what, Duration limit, LabPeer peer, String text) {
        Duration end = network.simulation().now().plus(limit);
        while (!peer.text("Home").equals(text)) {
            if (network.simulation().now().compareTo(end) > 0)
                throw network.simulation().failure(what + " within " + limit);
            network.runFor(Duration.ofMillis(20));
        }
    }

    private static List<Long> versions(LabPeer peer) {
        return peer.history("Home").stream().map(PatchEntry::ts).map(ts -> ts.value()).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPageIsSeenElsewhereWithinASecond(long seed) {
        LabNetwork network = LabNetwork.of(3).seed(seed).start();
        network.peer(0).save("Home", "apples\npears\nplums\n");
        waitFor(
                network,
                "shown at the other peer",
                SECOND,
                network.peer(1),
                "apples\npears\nplums\n");
        network.checkAgreement();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void offlineEditsAreMergedAndTheConflictIsRecorded(long seed) {
        LabNetwork network = LabNetwork.of(3).seed(seed).start();
        LabPeer ann = network.peer(0);
        LabPeer bob = network.peer(1);
        ann.save("Home", "apples\npears\nplums\n");
        network.runUntilQuiet();
        bob.offline();
        bob.edit("Home", text -> text.replace("plums", "peaches from Bob"));
        ann.edit("Home", text -> text.replace("apples", "apricots"));
        ann.edit("Home", text -> text.replace("plums", "cherries from Ann"));
        network.runFor(Duration.ofSeconds(3));
        assertThat(bob.text("Home")).isEqualTo("apples\npears\npeaches from Bob\n");
        assertThat(bob.version("Home")).isEqualTo(1);
        bob.online();
        network.checkAgreement();
        for (LabPeer peer : network.peers()) {
            assertThat(peer.text("Home"))
                    .isEqualTo(ann.text("Home"))
                    .contains("apricots", "pears", "cherries", "peaches", "Ann", "Bob")
                    .doesNotContain("apples");
            assertThat(versions(peer)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(peer.conflicts("Home")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aKilledMasterIsReplacedAndCatchesUp(long seed) {
        LabNetwork network = LabNetwork.of(3).seed(seed).start();
        network.peer(0).save("Home", "before\n");
        network.runUntilQuiet();
        LabPeer master = network.masterOf("Home");
        LabPeer author =
                network.peers().stream().filter(p -> p != master).findFirst().orElseThrow();
        LabPeer reader =
                network.peers().stream()
                        .filter(p -> p != master && p != author)
                        .findFirst()
                        .orElseThrow();
        master.crash();
        author.edit("Home", text -> text + "after\n");
        waitFor(
                network,
                "validated and shown again",
                Duration.ofSeconds(10),
                reader,
                "before\nafter\n");
        assertThat(author.tentative("Home")).isZero();
        reader.edit("Home", text -> text + "and more\n");
        network.runUntilQuiet();
        master.restart();
        network.checkAgreement();
        assertThat(master.text("Home")).isEqualTo("before\nafter\nand more\n");
        assertThat(versions(master)).containsExactly(1L, 2L, 3L);
        assertThat(master.replica("Home")).isEqualTo(author.replica("Home"));
    }

    @Test
    void aSaveIsKeptThroughACrashOfItsAuthor() {
        LabNetwork network = LabNetwork.of(3).seed(9).start();
        LabPeer ann = network.peer(1);
        network.cutOff(ann);
        ann.save("Home", "typed alone\n");
        ann.crash();
        network.runFor(SECOND);
        ann.restart();
        assertThat(ann.text("Home")).isEqualTo("typed alone\n");
        assertThat(ann.tentative("Home")).isOne();
        network.heal().checkAgreement();
        assertThat(network.peer(2).text("Home")).isEqualTo("typed alone\n");
    }

    @Test
    void aMinorityCannotGiveTimestamps() {
        LabNetwork network = LabNetwork.of(3).seed(10).start();
        network.peer(0).save("Home", "one\n");
        network.runUntilQuiet();
        LabPeer master = network.masterOf("Home");
        network.cutOff(master);
        master.edit("Home", text -> text + "cut off\n");
        network.runFor(Duration.ofSeconds(20));
        assertThat(master.version("Home")).isOne();
        assertThat(master.tentative("Home")).isOne();
        network.heal().checkAgreement();
        assertThat(network.peer(0).text("Home")).isEqualTo("one\ncut off\n");
    }
}
