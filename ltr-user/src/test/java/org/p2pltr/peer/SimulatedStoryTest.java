package org.p2pltr.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;
import org.p2pltr.text.Attributes;

/** All roles together in virtual time: the story of a page, and bad networks with crashes. */
class SimulatedStoryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<String> NAMES = List.of("ann", "bob", "cyd");

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static SimulatedPeers three(long seed) {
        SimulatedPeers network = new SimulatedPeers(seed, NAMES);
        // Long enough for the groups to grow from one peer to three.
        network.simulation().runFor(SECOND.multipliedBy(20));
        return network;
    }

    @Test
    void aSaveIsSeenElsewhereWithinASecondAndOfflineEditsAreMerged() {
        SimulatedPeers network = three(1);
        SimulatedPeer ann = network.peer("ann");
        SimulatedPeer bob = network.peer("bob");
        network.save(ann, "Home", "one\ntwo\n");
        network.mustAgree("Home", "one\ntwo\n", SECOND);
        network.online(bob, false);
        network.save(bob, "Home", "one\ntwo\nby Bob\n");
        network.save(ann, "Home", "by Ann\none\ntwo\n");
        network.simulation().runFor(SECOND);
        assertThat(network.text(bob, "Home")).isEqualTo("one\ntwo\nby Bob\n");
        network.online(bob, true);
        network.mustAgree("Home", "by Ann\none\ntwo\nby Bob\n", SECOND);
    }

    /** Delete against edit keeps the edit and says so, whichever is validated first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEditIsKeptWhenSomebodyElseDeletesThePageMeanwhile(boolean deletedFirst) {
        SimulatedPeers network = three(3);
        SimulatedPeer ann = network.peer("ann");
        SimulatedPeer bob = network.peer("bob");
        network.save(ann, "Home", "one\ntwo\n");
        network.mustAgree("Home", "one\ntwo\n", SECOND);
        SimulatedPeer later = deletedFirst ? ann : bob;
        network.online(later, false);
        network.save(ann, "Home", "one\ntwo\nunseen words of Ann\n");
        UserRequest delete = new UserRequest.DeletePage(DocumentKey.of("Home"), "Bob");
        network.asked(bob, delete, UserReply.Saved.class);
        network.simulation().runFor(SECOND);
        network.online(later, true);
        network.mustAgree("Home", "one\ntwo\nunseen words of Ann\n", SECOND.multipliedBy(3));
        for (SimulatedPeer peer : network.all()) {
            UserReply.Page page = network.page(peer, "Home");
            Attributes attributes = page.replica().local().attributes();
            assertThat(attributes.isDeleted()).isFalse();
            assertThat(page.newest().deleted()).isFalse();
            assertThat(ConflictCodec.decode(attributes.get(Attributes.CONFLICTS).orElseThrow()))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Conflict.InAttribute.class,
                            told -> assertThat(told.name()).isEqualTo(Attributes.DELETED));
        }
        assertThat(history(network, ann)).hasSize(3);
    }

    @Test
    void theMastersCrashIsOverWithinTenSeconds() {
        for (String name : NAMES) {
            SimulatedPeers network = three(2);
            SimulatedPeer gone = network.peer(name);
            SimulatedPeer stays = network.peer(name.equals("ann") ? "bob" : "ann");
            network.save(stays, "Home", "1\n");
            network.mustAgree("Home", "1\n", SECOND);
            gone.crash();
            network.save(stays, "Home", "2\n");
            network.mustAgree("Home", "2\n", SECOND.multipliedBy(10));
            gone.restart();
            network.mustAgree("Home", "2\n", SECOND.multipliedBy(10));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingAnsweredIsLostAndAllAgree(long seed) {
        SimulatedPeers network = three(seed);
        var simulation = network.simulation();
        simulation.network().faults(NetworkFaults.BAD);
        var random = simulation.random();
        List<Ask> saves = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            SimulatedPeer peer = network.peer(NAMES.get(random.nextInt(3)));
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (peer.isUp()) peer.crash();
                }
                case 1 -> simulation.network().isolate(peer);
                case 2, 3 -> simulation.network().heal();
                default -> {
                    if (!peer.isUp()) peer.restart();
                    String word = Character.toString(0x4E00 + step);
                    UserRequest.Start nothing = new UserRequest.Start.Nothing();
                    saves.add(peer.ask(SimulatedPeers.save("Home", word + "\n", nothing)));
                }
            }
            simulation.runFor(Duration.ofMillis(random.nextInt(3000)));
        }
        simulation.network().heal();
        simulation.network().faults(NetworkFaults.NONE);
        for (SimulatedPeer peer : network.all()) if (!peer.isUp()) peer.restart();
        simulation.runFor(SECOND.multipliedBy(60));
        TreeSet<String> answered = new TreeSet<>();
        for (Ask ask : saves)
            if (ask.isAnswered()) answered.add(ask.reply(UserReply.Saved.class).patch().toString());
        network.mustAgree("Home", network.text(network.peer("ann"), "Home"), SECOND);
        List<PatchEntry> history = history(network, network.peer("ann"));
        for (SimulatedPeer peer : network.all())
            assertThat(history(network, peer)).isEqualTo(history);
        List<String> patches = history.stream().map(e -> e.header().patch().toString()).toList();
        assertThat(patches).doesNotHaveDuplicates().containsAll(answered);
        assertThat(answered).isNotEmpty();
        assertThat(history.stream().map(e -> e.ts().value()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
    }

    private static List<PatchEntry> history(SimulatedPeers network, SimulatedPeer peer) {
        UserRequest request =
                new UserRequest.ReadHistory(new DocumentKey("Home"), new Timestamp(1), 1000);
        return network.asked(peer, request, UserReply.History.class).entries();
    }
}
