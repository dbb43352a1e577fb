package org.p2pltr.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2pltr.sync.UserPeers.HOME;
import static org.p2pltr.sync.UserPeers.NAMES;
import static org.p2pltr.sync.UserPeers.NETWORK;
import static org.p2pltr.sync.UserPeers.asked;
import static org.p2pltr.sync.UserPeers.online;
import static org.p2pltr.sync.UserPeers.page;
import static org.p2pltr.sync.UserPeers.saved;
import static org.p2pltr.sync.UserPeers.startOf;
import static org.p2pltr.sync.UserPeers.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Reply;
import org.p2pltr.replica.Replica;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.text.Part;
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/** Squash, discard and undo as people ask for them, with crashes and lost answers. */
class QueueRequestsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final UserRequest SQUASH = new UserRequest.SquashPatches(HOME, List.of());

    private final ModelLog log = new ModelLog(NETWORK);

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ltr.seeds", 40));
    }

    private static UserRequest undo(long ts) {
        return new UserRequest.UndoPatch(HOME, new Timestamp(ts), "Bob", "undo of " + ts);
    }

    /** Bob's peer, when the page has one line. */
    private static SimulatedPeer bobWithAPage(Simulation simulation) {
        SimulatedPeer bob = simulation.peer("bob");
        saved(simulation, bob, "one\n", new UserRequest.Start.Nothing());
        simulation.runFor(SECOND);
        return bob;
    }

    private static String why(Simulation simulation, SimulatedPeer peer, UserRequest request) {
        return asked(simulation, peer, request, UserReply.Refused.class).why();
    }

    private static void crashed(Simulation simulation, SimulatedPeer peer) {
        peer.crash();
        peer.restart();
        online(simulation, peer, false);
    }

    private void mustAgree(Simulation simulation, String text) {
        for (String name : NAMES) {
            UserReply.Page page = page(simulation, simulation.peer(name));
            assertThat(page.replica().local().text()).as(name).hasToString(text);
            assertThat(page.replica().tentative()).as(name).isEmpty();
            assertThat(page.replica().head()).isEqualTo(log.of(HOME).getLast().header().head());
        }
    }

    @Test
    void offlineSavesAreSquashedAcrossCrashesAndPublishedAsOne() {
        Simulation simulation = UserPeers.network(1, log);
        SimulatedPeer bob = bobWithAPage(simulation);
        online(simulation, bob, false);
        for (String text : List.of("one\n2\n", "one\n2\n3\n", "one\n2\n3\n4\n"))
            saved(simulation, bob, text, startOf(page(simulation, bob)));
        crashed(simulation, bob);
        UserReply.Saved one = asked(simulation, bob, SQUASH, UserReply.Saved.class);
        assertThat(one.page().replica().tentative()).hasSize(1);
        Replica before = one.page().replica();
        crashed(simulation, bob);
        assertThat(page(simulation, bob).replica()).isEqualTo(before);
        assertThat(why(simulation, bob, SQUASH)).contains("two saves or more");
        online(simulation, bob, true);
        simulation.runFor(SECOND);
        assertThat(log.of(HOME)).hasSize(2);
        assertThat(log.of(HOME).getLast().header().patch()).isEqualTo(one.patch());
        mustAgree(simulation, "one\n2\n3\n4\n");
    }

    @Test
    void chosenNeighboursAreSquashedAndNothingElseIs() {
        Simulation simulation = UserPeers.network(2, log);
        SimulatedPeer bob = simulation.peer("bob");
        online(simulation, bob, false);
        List<PatchId> patches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UserRequest.Start nothing = new UserRequest.Start.Nothing();
            patches.add(saved(simulation, bob, i + "\n", nothing).patch());
        }
        List<PatchId> apart = List.of(patches.get(0), patches.get(2));
        assertThat(why(simulation, bob, new UserRequest.SquashPatches(HOME, apart)))
                .contains("follow each other");
        List<PatchId> alone = List.of(patches.get(1), patches.get(1));
        assertThat(why(simulation, bob, new UserRequest.SquashPatches(HOME, alone)))
                .contains("two saves or more");
        PatchId other = PatchId.random(RandomGenerator.of("L64X128MixRandom"));
        List<PatchId> unknown = List.of(other, patches.get(1));
        assertThat(why(simulation, bob, new UserRequest.SquashPatches(HOME, unknown)))
                .contains("does not wait");
        List<PatchId> middle = List.of(patches.get(2), patches.get(1));
        UserReply.Saved one =
                asked(
                        simulation,
                        bob,
                        new UserRequest.SquashPatches(HOME, middle),
                        UserReply.Saved.class);
        assertThat(one.page().replica().tentative())
                .extracting(t -> t.patch())
                .containsExactly(patches.get(0), one.patch(), patches.get(3));
    }

    /** It may be validated already: it must stay, over a restart too, until the answer is here. */
    @Test
    void whatWasSentStaysUntilItsFateIsKnown() {
        Simulation simulation = UserPeers.network(3, log);
        SimulatedPeer bob = bobWithAPage(simulation);
        simulation.network().cut(simulation.peer("master"), bob);
        PatchId sent = saved(simulation, bob, "one\ntwo\n", startOf(page(simulation, bob))).patch();
        simulation.runFor(SECOND.multipliedBy(10));
        assertThat(log.of(HOME)).hasSize(2);
        online(simulation, bob, false);
        saved(simulation, bob, "one\ntwo\nthree\n", startOf(page(simulation, bob)));
        UserRequest discard = new UserRequest.DiscardPatch(HOME, sent);
        assertThat(why(simulation, bob, discard)).contains("may be validated already");
        crashed(simulation, bob);
        assertThat(why(simulation, bob, discard)).contains("may be validated already");
        assertThat(why(simulation, bob, SQUASH)).contains("of the 2 saves that wait 1 cannot");
        List<PatchId> both =
                page(simulation, bob).replica().tentative().stream().map(t -> t.patch()).toList();
        assertThat(why(simulation, bob, new UserRequest.SquashPatches(HOME, both)))
                .contains("may be validated already");
        simulation.network().heal();
        online(simulation, bob, true);
        simulation.runFor(SECOND.multipliedBy(10));
        mustAgree(simulation, "one\ntwo\nthree\n");
        assertThat(log.of(HOME)).hasSize(3);
        assertThat(why(simulation, bob, discard)).contains("no such patch waits");
    }

    /** A save made offline is marked before it leaves, not only after the answer is missed. */
    @Test
    void aCrashRightAfterSendingForgetsNothing() {
        Simulation simulation = UserPeers.network(4, log);
        SimulatedPeer bob = simulation.peer("bob");
        online(simulation, bob, false);
        saved(simulation, bob, "one\n", new UserRequest.Start.Nothing());
        PatchId patch = page(simulation, bob).replica().tentative().getFirst().patch();
        simulation.network().cut(simulation.peer("master"), bob);
        bob.ask(new UserRequest.WorkOnline(true));
        simulation.mustReach("validated", SECOND.multipliedBy(5), () -> log.of(HOME).size() == 1);
        crashed(simulation, bob);
        assertThat(why(simulation, bob, new UserRequest.DiscardPatch(HOME, patch)))
                .contains("may be validated already");
    }

    @Test
    void anUndoIsANewPatchThatTellsWhatWasOverwritten() {
        Simulation simulation = UserPeers.network(5, log);
        SimulatedPeer ann = simulation.peer("ann");
        SimulatedPeer bob = simulation.peer("bob");
        String first = "First line.\n\nMiddle.\n\nLast line.\n";
        saved(simulation, ann, first, new UserRequest.Start.Nothing());
        String second = "First line, wrong.\n\nMiddle.\n\nLast line, wrong.\n";
        saved(simulation, ann, second, startOf(page(simulation, ann)));
        String third = "First line, wrong.\n\nMiddle.\n\nLast line, right at last.\n";
        saved(simulation, ann, third, startOf(page(simulation, ann)));
        simulation.runFor(SECOND);
        online(simulation, bob, false);
        saved(simulation, bob, third + "\nMore by Bob.\n", startOf(page(simulation, bob)));
        UserReply.Undone undone = asked(simulation, bob, undo(2), UserReply.Undone.class);
        assertThat(undone.conflicts()).isEqualTo(1);
        Replica replica = undone.page().replica();
        assertThat(replica.tentative()).hasSize(2);
        assertThat(replica.tentative().getLast().patch()).isEqualTo(undone.patch());
        assertThat(replica.tentative().getLast().comment()).isEqualTo("undo of 2");
        assertThat(replica.local().text().string())
                .startsWith("First line.\n\nMiddle.")
                .contains("right at last", "More by Bob.");
        crashed(simulation, bob);
        assertThat(page(simulation, bob).replica().local()).isEqualTo(replica.local());
        assertThat(page(simulation, bob).replica().revision()).isEqualTo(replica.revision());
        online(simulation, bob, true);
        simulation.runFor(SECOND);
        mustAgree(simulation, replica.local().text().string());
        // The undo is patch 5; taking it back brings patch 2 back.
        asked(simulation, ann, undo(5), UserReply.Undone.class);
        simulation.runFor(SECOND);
        mustAgree(simulation, third + "\nMore by Bob.\n");
    }

    @Test
    void anUndoOfTheFirstPatchEmptiesThePageAndOneOfNothingIsRefused() {
        Simulation simulation = UserPeers.network(6, log);
        SimulatedPeer ann = simulation.peer("ann");
        asked(simulation, ann, undo(1), UserReply.NoPage.class);
        saved(simulation, ann, "one\n", new UserRequest.Start.Nothing());
        simulation.runFor(SECOND);
        asked(simulation, ann, undo(0), UserReply.NoPage.class);
        asked(simulation, ann, undo(2), UserReply.NoPage.class);
        asked(simulation, ann, undo(1), UserReply.Undone.class);
        simulation.runFor(SECOND);
        mustAgree(simulation, "");
        assertThat(why(simulation, ann, undo(1))).contains("nothing of patch 1 is left to undo");
        UserRequest long500 =
                new UserRequest.UndoPatch(HOME, new Timestamp(1), "Ann", "x".repeat(501));
        assertThat(why(simulation, ann, long500)).contains("500");
        assertThat(log.of(HOME)).hasSize(2);
    }

    @Test
    void anUndoOfAnOldPatchIsFoundBehindHundreds() {
        Simulation simulation = UserPeers.network(7, log);
        SimulatedPeer ann = simulation.peer("ann");
        online(simulation, ann, false);
        UserRequest.Start nothing = new UserRequest.Start.Nothing();
        for (int i = 1; i <= 600; i++) saved(simulation, ann, "line " + i + "\n\n", nothing);
        online(simulation, ann, true);
        simulation.runFor(SECOND.multipliedBy(20));
        assertThat(log.of(HOME)).hasSize(600);
        asked(simulation, ann, undo(300), UserReply.Undone.class);
        simulation.runFor(SECOND);
        String text = text(simulation, simulation.peer("bob"));
        assertThat(text).contains("line 299\n", "line 301\n").doesNotContain("line 300\n");
        assertThat(text.lines().filter(line -> line.startsWith("line"))).hasSize(599);
    }

    /**
     * Squashes and discards among saves, crashes, lost and doubled messages: no patch and no line
     * is there twice, and nothing is lost but what was taken back.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyLineIsThereOnce(long seed) {
        Acts acts = new Acts();
        List<String> words = played(seed, acts, false);
        assertThat(words).doesNotHaveDuplicates().containsAll(acts.kept());
        assertThat(words).noneMatch(acts.gone()::contains);
    }

    /**
     * The same with undos; a line beside what others had changed may stand twice, as a conflict.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void noLineIsLostByAnUndo(long seed) {
        Acts acts = new Acts();
        List<String> words = played(seed, acts, true);
        assertThat(words).containsAll(acts.kept());
    }

    private List<String> played(long seed, Acts acts, boolean undoing) {
        Simulation simulation = UserPeers.network(seed, log);
        simulation.network().faults(NetworkFaults.BAD);
        var random = simulation.random();
        for (int step = 0; step < 70; step++) {
            SimulatedPeer peer = simulation.peer(NAMES.get(random.nextInt(3)));
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (peer.isUp()) peer.crash();
                }
                case 1, 2 -> {
                    if (peer.isUp()) peer.ask(new UserRequest.WorkOnline(random.nextBoolean()));
                }
                case 3 -> simulation.network().isolate(peer);
                case 4 -> simulation.network().heal();
                case 5, 6 -> {
                    if (peer.isUp()) peer.ask(SQUASH);
                }
                case 7 -> {
                    if (peer.isUp()) acts.discard(peer, random);
                }
                case 8 -> {
                    if (undoing && peer.isUp()) acts.undo(peer, log.of(HOME), random);
                }
                default -> {
                    if (!peer.isUp()) peer.restart();
                    acts.save(peer, Character.toString(0x4E00 + step));
                }
            }
            simulation.runFor(Duration.ofMillis(random.nextInt(1500)));
        }
        simulation.network().heal();
        simulation.network().faults(NetworkFaults.NONE);
        for (String name : NAMES) {
            SimulatedPeer peer = simulation.peer(name);
            if (!peer.isUp()) peer.restart();
            peer.ask(new UserRequest.WorkOnline(true));
        }
        simulation.runFor(Duration.ofSeconds(60));
        assertThat(log.of(HOME)).extracting(e -> e.header().patch()).doesNotHaveDuplicates();
        String text = text(simulation, simulation.peer("ann"));
        mustAgree(simulation, text);
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    /** Who saved and discarded what. */
    private static final class Acts {
        private final List<Line> lines = new ArrayList<>();
        private final List<Discard> discards = new ArrayList<>();
        private final Set<String> undone = new TreeSet<>();

        private record Line(String word, SimulatedPeer peer, Ask save) {}

        private record Discard(Line line, Ask ask) {
            boolean isRefused() {
                return ask.isAnswered() && ask.reply(Reply.class) instanceof UserReply.Refused;
            }

            boolean isDone() {
                return ask.isAnswered() && ask.reply(Reply.class) instanceof UserReply.Saved;
            }
        }

        void save(SimulatedPeer peer, String word) {
            UserRequest.Start nothing = new UserRequest.Start.Nothing();
            lines.add(new Line(word, peer, peer.ask(UserPeers.save(word + "\n", nothing))));
        }

        /** One of the last lines that this peer knows to be saved. */
        void discard(SimulatedPeer peer, RandomGenerator random) {
            List<Line> own =
                    lines.stream()
                            .filter(line -> line.peer.equals(peer) && line.save.isAnswered())
                            .toList();
            if (own.isEmpty()) return;
            Line line = own.get(own.size() - 1 - random.nextInt(Math.min(3, own.size())));
            PatchId patch = line.save.reply(UserReply.Saved.class).patch();
            Ask ask = peer.ask(new UserRequest.DiscardPatch(HOME, patch));
            discards.add(new Discard(line, ask));
        }

        /** Any patch of the log. */
        void undo(SimulatedPeer peer, List<PatchEntry> log, RandomGenerator random) {
            if (log.isEmpty()) return;
            PatchEntry entry = log.get(random.nextInt(log.size()));
            byte[] change = entry.fields().change().toArray();
            for (Part part : StateChangeCodec.decode(change).text().parts())
                if (part instanceof Part.Insert(Text text))
                    text.string().lines().forEach(undone::add);
            peer.ask(QueueRequestsTest.undo(entry.ts().value()));
        }

        /** Answered, and nobody asked to take it back, or that was refused. */
        List<String> kept() {
            return lines.stream()
                    .filter(line -> line.save.isAnswered() && !undone.contains(line.word))
                    .filter(line ->
                            discards.stream().allMatch(d -> !d.line.equals(line) || d.isRefused()))
                    .map(Line::word)
                    .toList();
        }

        /** Taken back, and that was answered. */
        List<String> gone() {
            return discards.stream().filter(Discard::isDone).map(d -> d.line.word).toList();
        }
    }
}
