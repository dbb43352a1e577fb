package org.p2pltr.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.group.GroupReply;
import org.p2pltr.group.GroupRequest;
import org.p2pltr.id.PeerId;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;

/**
 * A majority of a group is lost for good, and with it what only it held. Source: master-group.md
 * §14, scenario 20.
 */
class UnsafeRecoveryTest {
    private static final String PAGE = "Home";
    private static final Duration LONG = Duration.ofSeconds(60);

    private GroupReply.CellView view(SimulatedPeers peers, SimulatedPeer at) {
        var asked = new GroupRequest.CellAsked(DocumentKey.of(PAGE));
        return peers.asked(at, asked, GroupReply.CellView.class);
    }

    private SimulatedPeer peer(SimulatedPeers peers, PeerId id) {
        return peers.all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private List<PatchEntry> history(SimulatedPeers peers, SimulatedPeer at) {
        var asked = new UserRequest.ReadHistory(DocumentKey.of(PAGE), new Timestamp(1), 100);
        return peers.asked(at, asked, UserReply.History.class).entries();
    }

    private List<SimulatedPeer> group(SimulatedPeers peers) {
        long end = peers.simulation().now().plus(LONG).toMillis();
        while (true) {
            GroupReply.CellView view = view(peers, peers.all().getFirst());
            List<SimulatedPeer> members = new ArrayList<>();
            for (PeerId id : view.members()) members.add(peer(peers, id));
            boolean mastered =
                    members.size() == 3
                            && view(peers, members.getFirst()).part() == GroupReply.Part.MASTER;
            if (mastered) return members;
            if (peers.simulation().now().toMillis() > end)
                throw peers.simulation().failure("no group of three: " + view);
            peers.simulation().runFor(Duration.ofMillis(500));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatOnlyTheLostOnesHeldIsPublishedAgainByItsAuthor(long seed) {
        var peers = new SimulatedPeers(seed, List.of("ann", "bob", "cyd", "dan", "eve"));
        peers.simulation().runFor(Duration.ofSeconds(20));
        List<SimulatedPeer> group = group(peers);
        List<SimulatedPeer> others = new ArrayList<>(peers.all());
        others.removeAll(group);
        SimulatedPeer survivor = group.getLast();
        SimulatedPeer author = others.getFirst();
        SimulatedPeer reader = others.getLast();
        peers.save(author, PAGE, "one\n");
        peers.mustAgree(PAGE, "one\n", LONG);
        // The last save is acknowledged by the two that will be lost; the survivor never hears.
        peers.simulation().network().cut(group.getFirst(), survivor);
        peers.save(author, PAGE, "one\ntwo\n");
        peers.simulation()
                .mustReach(
                        "both have it",
                        LONG,
                        () ->
                                history(peers, author).size() == 2
                                        && history(peers, reader).size() == 2);
        assertThat(view(peers, survivor).heads().getFirst().ts()).isEqualTo(new Timestamp(1));
        group.getFirst().crash();
        group.get(1).crash();
        peers.simulation().network().heal();
        peers.simulation().runFor(Duration.ofSeconds(20));

        peers.save(author, PAGE, "one\ntwo\nthree\n");
        peers.simulation().runFor(Duration.ofSeconds(20));
        assertThat(peers.page(author, PAGE).replica().tentative()).as("the cell blocks").hasSize(1);

        var recover =
                new GroupRequest.RecoverCell(
                        view(peers, survivor).cell(), List.of(survivor.id()), List.of());
        GroupReply.Recovered done = peers.asked(survivor, recover, GroupReply.Recovered.class);
        assertThat(done.members()).containsExactly(survivor.id());
        assertThat(done.documents()).isEqualTo(1);
        peers.mustAgree(PAGE, "one\ntwo\nthree\n", LONG);

        List<PatchEntry> after = history(peers, survivor);
        assertThat(after).extracting(entry -> entry.ts().value()).containsExactly(1L, 2L, 3L);
        TreeSet<String> patches = new TreeSet<>();
        for (PatchEntry entry : after) patches.add(entry.header().patch().toString());
        assertThat(patches).as("each patch once").hasSize(3);
        for (SimulatedPeer each : others) assertThat(history(peers, each)).isEqualTo(after);

        // A lost one that comes back all the same is told that its epoch is over.
        group.get(1).restart();
        peers.simulation().runFor(Duration.ofSeconds(20));
        peers.save(reader, PAGE, "one\ntwo\nthree\nfour\n");
        peers.mustAgree(PAGE, "one\ntwo\nthree\nfour\n", LONG);
        assertThat(history(peers, author)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatTheLogHoldsIsFoundAgain(long seed) {
        var peers = new SimulatedPeers(seed, List.of("ann", "bob", "cyd", "dan", "eve"));
        peers.simulation().runFor(Duration.ofSeconds(20));
        List<SimulatedPeer> group = group(peers);
        List<SimulatedPeer> others = new ArrayList<>(peers.all());
        others.removeAll(group);
        SimulatedPeer survivor = group.getLast();
        SimulatedPeer author = others.getFirst();
        peers.save(author, PAGE, "one\n");
        peers.mustAgree(PAGE, "one\n", LONG);
        // The survivor is not asked for its vote any more; the log takes all.
        peers.simulation().network().cut(group.getFirst(), survivor);
        for (int i = 2; i <= 70; i++) peers.save(author, PAGE, "one\n" + i + "\n");
        peers.simulation().mustReach("validated", LONG, () -> history(peers, author).size() == 70);
        // Not for so long that the survivor takes over, as it does not hear the master.
        peers.simulation().runFor(Duration.ofSeconds(1));
        assertThat(view(peers, survivor).heads().getFirst().ts()).isEqualTo(new Timestamp(1));
        List<PatchEntry> before = history(peers, author);
        group.getFirst().crash();
        group.get(1).crash();
        peers.simulation().network().heal();
        peers.simulation().runFor(Duration.ofSeconds(20));

        var recover =
                new GroupRequest.RecoverCell(
                        view(peers, survivor).cell(), List.of(survivor.id()), List.of());
        GroupReply.Recovered done = peers.asked(survivor, recover, GroupReply.Recovered.class);
        assertThat(done.entries()).isEqualTo(69);
        assertThat(done.unheard()).isZero();
        peers.save(author, PAGE, "one\n70\nnew\n");
        peers.mustAgree(PAGE, "one\n70\nnew\n", LONG);
        assertThat(history(peers, survivor).subList(0, 70)).isEqualTo(before);

        // Both lost ones come back together: they were a majority, of an epoch that is over.
        group.getFirst().restart();
        group.get(1).restart();
        peers.simulation().runFor(Duration.ofSeconds(20));
        peers.save(author, PAGE, "one\n70\nnew\nagain\n");
        peers.mustAgree(PAGE, "one\n70\nnew\nagain\n", LONG);
        for (SimulatedPeer lost : group.subList(0, 2)) {
            GroupReply.Exported aside =
                    peers.asked(lost, new GroupRequest.ExportsAsked(), GroupReply.Exported.class);
            assertThat(aside.lines())
                    .extracting(line -> line.head().ts())
                    .containsExactly(new Timestamp(70));
        }
        assertThat(history(peers, author)).hasSize(72);
    }
}
