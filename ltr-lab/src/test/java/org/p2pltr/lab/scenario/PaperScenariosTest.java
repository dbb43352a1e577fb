package org.p2pltr.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.entry.DocumentKey;

/** The four scenarios of the P2P-LTR paper. Source: p2p-ltr.txt, "Demonstration Scenarios". */
class PaperScenariosTest {
    private static final Duration STABLE = Duration.ofSeconds(20);

    private static List<String> pages(int count) {
        return IntStream.range(0, count).mapToObj(i -> "Page " + i).toList();
    }

    private static LabPeer otherThan(LabNetwork network, LabPeer one) {
        return network.peers().stream()
                .filter(p -> p != one && p.isOnline())
                .findFirst()
                .orElseThrow();
    }

    /** Each page gets one more line from somebody, and its timestamps go on without gap. */
    private static void everyPageGoesOn(LabNetwork network, List<String> pages, LabPeer author) {
        List<Long> before = pages.stream().map(author::version).toList();
        for (String page : pages) author.edit(page, text -> text + "more-" + text.length() + "\n");
        network.runUntilQuiet();
        for (int i = 0; i < pages.size(); i++)
            assertThat(author.version(pages.get(i))).isEqualTo(before.get(i) + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void timestampGenerationIsSpreadOverThePeers(long seed) {
        LabNetwork network = LabNetwork.of(5).seed(seed).start();
        network.runFor(STABLE);
        List<String> pages = pages(16);
        int author = 0;
        for (String page : pages) network.peer(author++ % 5).save(page, "about-" + author + "\n");
        network.checkAgreement();
        TreeSet<String> masters = new TreeSet<>();
        TreeSet<String> members = new TreeSet<>();
        for (String page : pages) {
            assertThat(network.peer(0).version(page)).isOne();
            masters.add(network.masterOf(page).name());
            network.groupOf(page).forEach(each -> members.add(each.name()));
        }
        assertThat(masters).hasSizeGreaterThan(1);
        assertThat(members).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void concurrentPatchesOfOneDocumentGetContinuousTimestamps(long seed) {
        LabNetwork network = LabNetwork.of(5).seed(seed).start();
        network.peer(0).save("Home", "title\n");
        network.runUntilQuiet();
        for (int round = 0; round < 10; round++) {
            for (LabPeer peer : network.peers()) {
                String word = peer.name() + "-" + round;
                peer.edit("Home", text -> text + word + "\n");
            }
        }
        network.checkAgreement();
        for (LabPeer peer : network.peers()) {
            assertThat(peer.version("Home")).isEqualTo(51);
            assertThat(peer.text("Home").lines()).hasSize(51);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMasterThatLeavesHandsOverKeysAndTimestamps(long seed) {
        LabNetwork network = LabNetwork.of(5).seed(seed).start();
        List<String> pages = pages(8);
        for (String page : pages) network.peer(1).save(page, "first\n");
        network.runUntilQuiet();
        LabPeer master = network.masterOf(pages.getFirst());
        master.leave();
        everyPageGoesOn(network, pages, otherThan(network, master));
        for (String page : pages) assertThat(network.masterOf(page)).isNotEqualTo(master);
        network.checkAgreement();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMasterThatCrashesIsReplacedByASuccessor(long seed) {
        LabNetwork network = LabNetwork.of(5).seed(seed).start();
        List<String> pages = pages(8);
        for (String page : pages) network.peer(1).save(page, "first\n");
        network.runUntilQuiet();
        String page = pages.getFirst();
        LabPeer master = network.masterOf(page);
        List<LabPeer> successors = new ArrayList<>(network.groupOf(page));
        successors.remove(master);
        master.crash();
        everyPageGoesOn(network, pages, otherThan(network, master));
        assertThat(successors).contains(network.masterOf(page));
        master.restart();
        network.runUntilQuiet();
        everyPageGoesOn(network, pages, master);
        network.checkAgreement();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void newPeersBecomeMembersAndTakeOverKeysAndTimestamps(long seed) {
        LabNetwork network = LabNetwork.of(3).seed(seed).start();
        List<String> pages = pages(12);
        for (String page : pages) network.peer(0).save(page, "first\n");
        network.runUntilQuiet();
        List<LabPeer> joined = List.of(network.join(), network.join());
        network.runFor(STABLE);
        everyPageGoesOn(network, pages, joined.getFirst());
        everyPageGoesOn(network, pages, network.peer(0));
        TreeSet<String> members = new TreeSet<>();
        for (String page : pages) network.groupOf(page).forEach(each -> members.add(each.name()));
        for (LabPeer peer : joined) assertThat(members).contains(peer.name());
        network.checkAgreement();
    }

    @Test
    void aPageOfTheFirstPeerAloneOutlivesIt() {
        LabNetwork network = LabNetwork.of(1).seed(4).start();
        network.peer(0).save("Home", "made alone\n");
        network.runUntilQuiet();
        network.join();
        network.join();
        network.runUntilFormed().runFor(STABLE);
        network.peer(0).crash();
        network.peer(1).edit("Home", text -> text + "and kept\n");
        network.checkAgreement();
        assertThat(network.peer(2).text("Home")).isEqualTo("made alone\nand kept\n");
        assertThat(network.documents()).containsExactly(new DocumentKey("Home"));
    }
}
