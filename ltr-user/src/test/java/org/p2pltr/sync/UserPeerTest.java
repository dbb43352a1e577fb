package org.p2pltr.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2pltr.sync.UserPeers.HOME;
import static org.p2pltr.sync.UserPeers.NETWORK;
import static org.p2pltr.sync.UserPeers.asked;
import static org.p2pltr.sync.UserPeers.online;
import static org.p2pltr.sync.UserPeers.page;
import static org.p2pltr.sync.UserPeers.save;
import static org.p2pltr.sync.UserPeers.saved;
import static org.p2pltr.sync.UserPeers.startOf;
import static org.p2pltr.sync.UserPeers.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.replica.Revision;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;

/** The User Peer's role on the simulated world, with a model of all the rest. */
class UserPeerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ModelLog log = new ModelLog(NETWORK);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private Simulation network(long seed) {
        return UserPeers.network(seed, log);
    }

    @Test
    void aSaveIsSeenElsewhereWithinASecond() {
        Simulation simulation = network(1);
        SimulatedPeer ann = simulation.peer("ann");
        SimulatedPeer bob = simulation.peer("bob");
        saved(simulation, ann, "hello\n", new UserRequest.Start.Nothing());
        simulation.runFor(SECOND);
        UserReply.Page page = page(simulation, bob);
        assertThat(page.replica().local().text()).hasToString("hello\n");
        assertThat(page.replica().head().ts()).isEqualTo(new Timestamp(1));
        assertThat(page.currency()).isInstanceOf(Currency.Newest.class);
        assertThat(page.newest().author()).isEqualTo("Ann");
        assertThat(page(simulation, ann).currency()).isInstanceOf(Currency.Newest.class);
    }

    @Test
    void offlineSavesAreMergedAndNothingTypedIsLost() {
        Simulation simulation = network(2);
        SimulatedPeer ann = simulation.peer("ann");
        SimulatedPeer bob = simulation.peer("bob");
        saved(simulation, ann, "one\ntwo\n", new UserRequest.Start.Nothing());
        simulation.runFor(SECOND);
        online(simulation, bob, false);
        saved(simulation, bob, "one\ntwo\nby Bob\n", startOf(page(simulation, bob)));
        saved(simulation, bob, "one\ntwo\nby Bob\nagain\n", startOf(page(simulation, bob)));
        saved(simulation, ann, "by Ann\none\ntwo\n", startOf(page(simulation, ann)));
        simulation.runFor(Duration.ofSeconds(20));
        UserReply.Page offline = page(simulation, bob);
        assertThat(offline.currency()).isEqualTo(new Currency.Waiting(2, "working offline"));
        assertThat(text(simulation, bob)).isEqualTo("one\ntwo\nby Bob\nagain\n");
        online(simulation, bob, true);
        simulation.runFor(SECOND);
        for (String name : List.of("ann", "bob", "cyd"))
            assertThat(text(simulation, simulation.peer(name)))
                    .isEqualTo("by Ann\none\ntwo\nby Bob\nagain\n");
        assertThat(log.of(HOME)).hasSize(4);
    }

    @Test
    void aStaleBaseIsReconciledAndAnUnknownOneIsKeptAsADraft() {
        Simulation simulation = network(3);
        SimulatedPeer ann = simulation.peer("ann");
        saved(simulation, ann, "one\n", new UserRequest.Start.Nothing());
        UserRequest.Start old = startOf(page(simulation, ann));
        saved(simulation, ann, "one\ntwo\n", old);
        ann.crash();
        ann.restart();
        UserReply.Saved third = saved(simulation, ann, "ONE\n", old);
        assertThat(third.page().replica().local().text()).hasToString("ONE\ntwo\n");
        Revision unknown = new Revision("1-0-00000000-" + "ab".repeat(16));
        UserReply.UnknownBase kept =
                asked(
                        simulation,
                        ann,
                        save("mine\n", new UserRequest.Start.From(unknown)),
                        UserReply.UnknownBase.class);
        List<UserReply.Draft> drafts =
                asked(simulation, ann, new UserRequest.ReadDrafts("", 1000), UserReply.Drafts.class)
                        .drafts();
        assertThat(drafts).extracting(UserReply.Draft::text).containsExactly("mine\n");
        UserRequest remove = new UserRequest.RemoveDraft(kept.draft(), Optional.empty());
        assertThat(asked(simulation, ann, remove, UserReply.DraftRemoved.class).removed()).isTrue();
        assertThat(asked(simulation, ann, remove, UserReply.DraftRemoved.class).removed())
                .isFalse();
    }

    @Test
    void aTextHandedOutAgainIsKeptFromThenOn() {
        Simulation simulation = network(9);
        SimulatedPeer ann = simulation.peer("ann");
        saved(simulation, ann, "one\n", new UserRequest.Start.Nothing());
        page(simulation, ann);
        ann.clockAhead(Duration.ofDays(29));
        UserRequest.Start start = startOf(page(simulation, ann));
        ann.clockAhead(Duration.ofDays(31));
        simulation.runFor(Duration.ofMinutes(11));
        saved(simulation, ann, "one\ntwo\n", start);
        UserReply.Saved later = saved(simulation, ann, "ONE\n", start);
        assertThat(later.page().replica().local().text()).hasToString("ONE\ntwo\n");
    }

    @Test
    void aTextOfOneMebibyteIsSavedAndOneByteMoreIsRefused() {
        Simulation simulation = network(4);
        SimulatedPeer ann = simulation.peer("ann");
        String most = "ü".repeat(UserSettings.MAX_TYPED_BYTES / 2);
        UserReply.Refused refused =
                asked(
                        simulation,
                        ann,
                        save(most + "x", new UserRequest.Start.Nothing()),
                        UserReply.Refused.class);
        assertThat(refused.why()).contains("1048576");
        assertThat(asked(simulation, ann, new UserRequest.ReadPage(HOME), UserReply.NoPage.class))
                .isNotNull();
        saved(simulation, ann, most, new UserRequest.Start.Nothing());
        simulation.runFor(SECOND.multipliedBy(5));
        assertThat(text(simulation, simulation.peer("bob"))).isEqualTo(most);
    }

    @Test
    void historyOldVersionsListAndChangesTellTheSame() {
        Simulation simulation = network(5);
        SimulatedPeer ann = simulation.peer("ann");
        SimulatedPeer bob = simulation.peer("bob");
        saved(simulation, ann, "1\n", new UserRequest.Start.Nothing());
        for (int i = 2; i <= 5; i++)
            saved(simulation, ann, i + "\n", startOf(page(simulation, ann)));
        simulation.runFor(SECOND);
        online(simulation, bob, false);
        saved(simulation, bob, "6\n", startOf(page(simulation, bob)));
        UserReply.History history =
                asked(
                        simulation,
                        bob,
                        new UserRequest.ReadHistory(HOME, new Timestamp(2), 10),
                        UserReply.History.class);
        assertThat(history.entries()).isEqualTo(log.of(HOME).subList(1, 5));
        assertThat(history.tentative()).hasSize(1);
        for (int i = 1; i <= 5; i++) {
            UserRequest at = new UserRequest.ReadPageAt(HOME, new Timestamp(i));
            UserReply.OldPage old = asked(simulation, bob, at, UserReply.OldPage.class);
            assertThat(old.state().text()).hasToString(i + "\n");
        }
        UserRequest beyond = new UserRequest.ReadPageAt(HOME, new Timestamp(6));
        asked(simulation, bob, beyond, UserReply.NoPage.class);
        List<UserReply.PageLine> lines =
                asked(
                                simulation,
                                bob,
                                new UserRequest.ListPages("H", "", 10),
                                UserReply.Pages.class)
                        .lines();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().tentative()).isEqualTo(1);
        List<UserReply.Change> changes =
                asked(simulation, bob, new UserRequest.ReadChanges(0, 100), UserReply.Changes.class)
                        .lines();
        UserReply.Change last = changes.getLast();
        assertThat(last.ts()).isEqualTo(new Timestamp(5));
        assertThat(last.tentative()).isEqualTo(1);
        assertThat(
                        asked(
                                        simulation,
                                        bob,
                                        new UserRequest.ReadChanges(last.sequence(), 100),
                                        UserReply.Changes.class)
                                .lines())
                .isEmpty();
    }

    @Test
    void aDeletedPageComesBackWithTheNextSaveAndATakenBackSaveIsKeptAsADraft() {
        Simulation simulation = network(6);
        SimulatedPeer ann = simulation.peer("ann");
        saved(simulation, ann, "one\n", new UserRequest.Start.Nothing());
        asked(simulation, ann, new UserRequest.DeletePage(HOME, "Ann"), UserReply.Saved.class);
        simulation.runFor(SECOND);
        SimulatedPeer bob = simulation.peer("bob");
        UserReply.Page deleted = page(simulation, bob);
        assertThat(deleted.replica().local().attributes().isDeleted()).isTrue();
        assertThat(deleted.newest().deleted()).isTrue();
        asked(simulation, bob, new UserRequest.DeletePage(HOME, "Bob"), UserReply.Refused.class);
        online(simulation, bob, false);
        UserReply.Saved back = saved(simulation, bob, "two\n", startOf(deleted));
        assertThat(back.page().replica().local().attributes().isDeleted()).isFalse();
        UserReply.Saved taken =
                asked(
                        simulation,
                        bob,
                        new UserRequest.DiscardPatch(HOME, back.patch()),
                        UserReply.Saved.class);
        assertThat(taken.page().replica().tentative()).isEmpty();
        List<UserReply.Draft> drafts =
                asked(simulation, bob, new UserRequest.ReadDrafts("", 1000), UserReply.Drafts.class)
                        .drafts();
        assertThat(drafts).extracting(UserReply.Draft::text).containsExactly("two\n");
    }

    @Test
    void anEditMadeWhileSomebodyElseDeletedThePageBringsItBack() {
        Simulation simulation = network(8);
        SimulatedPeer ann = simulation.peer("ann");
        SimulatedPeer bob = simulation.peer("bob");
        saved(simulation, ann, "one\n", new UserRequest.Start.Nothing());
        simulation.runFor(SECOND);
        UserReply.Page start = page(simulation, bob);
        online(simulation, bob, false);
        saved(simulation, bob, "one\ntwo\n", startOf(start));
        asked(simulation, ann, new UserRequest.DeletePage(HOME, "Ann"), UserReply.Saved.class);
        simulation.runFor(SECOND);
        online(simulation, bob, true);
        simulation.runFor(SECOND.multipliedBy(5));
        UserReply.Page here = page(simulation, ann);
        assertThat(here.replica().local().text()).hasToString("one\ntwo\n");
        assertThat(here.replica().local().attributes().isDeleted()).isFalse();
        assertThat(here.newest().deleted()).isFalse();
    }

    @Test
    void syncNowAnswersWhatItDid() {
        Simulation simulation = network(7);
        SimulatedPeer ann = simulation.peer("ann");
        SimulatedPeer bob = simulation.peer("bob");
        simulation.network().isolate(bob);
        saved(simulation, bob, "bob\n", new UserRequest.Start.Nothing());
        saved(simulation, ann, "ann\n", new UserRequest.Start.Nothing());
        simulation.runFor(SECOND.multipliedBy(60));
        assertThat(page(simulation, bob).currency()).isInstanceOf(Currency.Waiting.class);
        simulation.network().heal();
        UserReply.Synced synced =
                asked(simulation, bob, new UserRequest.SyncNow(), UserReply.Synced.class);
        assertThat(synced).isEqualTo(new UserReply.Synced(1, 1, 0));
    }

    /** master-group.md §10: what an unsafe recovery lost comes back from its author, once. */
    @Test
    void anotherHistoryIsTakenOverAndOwnLostPatchesComeBack() {
        Simulation simulation = network(8);
        SimulatedPeer ann = simulation.peer("ann");
        SimulatedPeer bob = simulation.peer("bob");
        saved(simulation, ann, "one\n", new UserRequest.Start.Nothing());
        saved(simulation, ann, "one\ntwo\n", startOf(page(simulation, ann)));
        simulation.runFor(SECOND);
        UserReply.Saved lost =
                saved(simulation, ann, "one\ntwo\nthree\n", startOf(page(simulation, ann)));
        simulation.runFor(SECOND);
        simulation.network().isolate(ann);
        log.lose(HOME, 1);
        saved(simulation, bob, "ONE\ntwo\nthree\n", startOf(page(simulation, bob)));
        simulation.runFor(SECOND.multipliedBy(10));
        assertThat(log.of(HOME)).hasSize(3);
        simulation.network().heal();
        saved(simulation, ann, "one\ntwo\nthree\nfour\n", startOf(page(simulation, ann)));
        simulation.runFor(SECOND.multipliedBy(40));
        List<String> patches =
                log.of(HOME).stream().map(e -> e.header().patch().toString()).toList();
        assertThat(patches).hasSize(5).doesNotHaveDuplicates().contains(lost.patch().toString());
        for (String name : List.of("ann", "bob", "cyd")) {
            SimulatedPeer peer = simulation.peer(name);
            assertThat(text(simulation, peer)).isEqualTo("ONE\ntwo\nthree\nfour\n");
            assertThat(page(simulation, peer).replica().tentative()).isEmpty();
            UserRequest history = new UserRequest.ReadHistory(HOME, new Timestamp(1), 10);
            assertThat(asked(simulation, peer, history, UserReply.History.class).entries())
                    .isEqualTo(log.of(HOME));
        }
    }

    /**
     * Loss, duplication, reordering, crashes and offline times: at the end all is as the log says.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasAnsweredIsInTheLogOnceAndReplicasEqualIt(long seed) {
        Simulation simulation = network(seed);
        simulation.network().faults(NetworkFaults.BAD);
        List<String> names = List.of("ann", "bob", "cyd");
        var random = simulation.random();
        List<Ask> saves = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            SimulatedPeer peer = simulation.peer(names.get(random.nextInt(3)));
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (peer.isUp()) peer.crash();
                }
                case 1 -> {
                    if (peer.isUp()) peer.ask(new UserRequest.WorkOnline(random.nextBoolean()));
                }
                case 2 -> simulation.network().isolate(peer);
                case 3 -> simulation.network().heal();
                default -> {
                    if (!peer.isUp()) peer.restart();
                    // Each word is one character of its own, and only ever added.
                    String word = Character.toString(0x4E00 + step);
                    saves.add(peer.ask(save(word + "\n", new UserRequest.Start.Nothing())));
                }
            }
            simulation.runFor(Duration.ofMillis(random.nextInt(1500)));
        }
        simulation.network().heal();
        simulation.network().faults(NetworkFaults.NONE);
        for (String name : names) {
            SimulatedPeer peer = simulation.peer(name);
            if (!peer.isUp()) peer.restart();
            peer.ask(new UserRequest.WorkOnline(true));
        }
        simulation.runFor(Duration.ofSeconds(60));
        List<String> patches =
                log.of(HOME).stream().map(e -> e.header().patch().toString()).toList();
        assertThat(patches).doesNotHaveDuplicates();
        TreeSet<String> answered = new TreeSet<>();
        for (Ask ask : saves)
            if (ask.isAnswered()) answered.add(ask.reply(UserReply.Saved.class).patch().toString());
        assertThat(answered).isNotEmpty();
        assertThat(patches).containsAll(answered);
        Stream<Bytes> digests =
                names.stream()
                        .map(name -> page(simulation, simulation.peer(name)).replica())
                        .map(replica -> Bytes.of(replica.local().digest()));
        PatchEntry last = log.of(HOME).getLast();
        assertThat(digests).containsOnly(last.fields().stateDigest().value());
    }
}
