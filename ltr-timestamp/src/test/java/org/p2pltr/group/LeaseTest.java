package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.Letter;
import org.p2pltr.sim.SimulatedPeer;

/** Reads that a master answers alone are as good as those for which it asks its group. */
class LeaseTest {
    private static final DocumentKey HOME = DocumentKey.of("Home");
    private static final Cell CELL = new Cell(0);
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));
    private static final PeerId BOB = new PeerId(Hash.of(Bytes.utf8("bob")));
    private static final Config CONFIG =
            new Config(CELL, ConfigNumber.FIRST, List.of(ANN, BOB), ANN.value());
    private static final Ballot BALLOT = new Ballot(CONFIG.number(), 1, ANN);
    private static final Standing STANDING = Standing.first(CONFIG).promising(BALLOT);
    private static final GroupMessage.Prepare PREPARE =
            new GroupMessage.Prepare(CELL, BALLOT, 1, new GroupMessage.Scope.Nothing(), true);
    private static final double FAST = 1.01;
    private static final double SLOW = 0.99;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    /** Asks a master again and again, and holds its answers to what was answered before. */
    private static final class Reader {
        private final Story story;
        private final TreeMap<RequestId, Long> floors = new TreeMap<>();
        private long answered;
        private long newest;

        private Reader(Story story) {
            this.story = story;
            story.simulation.network().gate(this::sees);
        }

        private boolean sees(Letter letter) {
            switch (letter.message()) {
                case UserMessage.Validated m -> newest = Math.max(newest, m.head().ts().value());
                case UserMessage.Last m when floors.containsKey(m.id()) -> {
                    answered++;
                    assertThat(m.head().ts().value())
                            .as("Linearizable: an answer of %s", letter.from())
                            .isGreaterThanOrEqualTo(floors.getOrDefault(m.id(), 0L));
                }
                default -> {}
            }
            return true;
        }

        private void ask(SimulatedPeer from, SimulatedPeer whom) {
            RequestId id = RequestId.random(story.simulation.random());
            floors.put(id, newest);
            var ask = new UserMessage.AskLast(id, HOME, Timestamp.NONE);
            story.simulation.network().again(new Letter(from, whom, ask));
        }

        /** For so long, ten times a second. */
        private void keepAsking(SimulatedPeer from, SimulatedPeer whom, Duration time) {
            for (long i = 0; i < time.toMillis() / 100; i++) {
                ask(from, whom);
                story.runFor(Duration.ofMillis(100));
            }
        }
    }

    private static Story withOneSave(long seed, Rules rules) {
        Story story = Story.leasing(4, seed, rules).untilGroupsHave(3);
        story.write("D", "Home");
        story.runFor(Duration.ofSeconds(10));
        return story;
    }

    private static List<SimulatedPeer> othersThan(SimulatedPeer peer, Story story) {
        return story.simulation.peers().stream().filter(each -> !each.equals(peer)).toList();
    }

    @Test
    void aMajoritysLeaseAnswersReadsForItsTimeAndNoLonger() {
        Story story = withOneSave(1, new Rules());
        Reader reader = new Reader(story);
        SimulatedPeer master = story.masterOf("Home");
        SimulatedPeer other = othersThan(master, story).getFirst();
        reader.ask(other, master);
        story.runFor(Duration.ofMillis(200));
        long before = prepares(story);
        for (int i = 0; i < 15; i++) {
            reader.ask(other, master);
            story.runFor(Duration.ofMillis(100));
        }
        assertThat(prepares(story)).isEqualTo(before);
        assertThat(reader.answered).isEqualTo(16);
        story.runFor(Leases.LENGTH);
        reader.ask(other, master);
        story.runFor(Duration.ofMillis(200));
        assertThat(prepares(story)).isGreaterThan(before);
        assertThat(reader.answered).isEqualTo(17);
    }

    private static boolean isMember(SimulatedPeer peer) {
        return peer.role(MasterGroups.class)
                .cells()
                .acceptor(new CellMap(2).cellOf(HOME))
                .filter(Acceptor::isServing)
                .isPresent();
    }

    private static long prepares(Story story) {
        return story.simulation.network().sentByType().getOrDefault("GroupMessage.Prepare", 0L);
    }

    /**
     * The master is cut off from its group, not from its readers; its clock is slow, the others'
     * are fast, and one of them restarts.
     */
    private static void masterIsCutOff(long seed, Rules rules) {
        Story story = withOneSave(seed, rules);
        Cast cast = new Cast(story);
        SimulatedPeer master = cast.master;
        SimulatedPeer guest = cast.guest;
        List<SimulatedPeer> others = othersThan(master, story);
        master.clockRate(SLOW);
        others.forEach(each -> each.clockRate(FAST));
        Reader reader = new Reader(story);
        reader.keepAsking(guest, master, Duration.ofSeconds(1));
        SimulatedPeer member = cast.members.getFirst();
        if (seed % 2 == 0) {
            member.crash();
            member.restart();
            member.clockRate(FAST);
        }
        others.forEach(each -> {
            story.simulation.network().cut(master, each);
            if (!each.equals(guest)) story.simulation.network().cut(each, master);
        });
        story.write(guest.name(), "Home");
        reader.keepAsking(guest, master, Duration.ofSeconds(10));
        assertThat(reader.newest).as("others went on").isGreaterThan(1);
        story.endsWell();
    }

    /** The master's process stands still for longer than its lease while the others go on. */
    private static void masterIsPaused(long seed, Rules rules) {
        Story story = withOneSave(seed, rules);
        SimulatedPeer master = story.masterOf("Home");
        SimulatedPeer other = othersThan(master, story).getFirst();
        Reader reader = new Reader(story);
        reader.keepAsking(other, master, Duration.ofSeconds(1));
        master.pause();
        story.write(other.name(), "Home");
        story.simulation.mustReach("a save", Story.LONG, story.desk(other.name())::isIdle);
        // Its author may be the new master: then the answer is no letter.
        reader.newest = story.lastOf("Home").value();
        assertThat(reader.newest).isEqualTo(2);
        reader.ask(other, master);
        story.runFor(Duration.ofMillis(500));
        master.resume();
        story.runFor(Duration.ofSeconds(1));
        story.endsWell();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMasterThatIsCutOffAnswersNothingOld(long seed) {
        masterIsCutOff(seed, new Rules());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMasterThatStoodStillAnswersNothingOld(long seed) {
        masterIsPaused(seed, new Rules());
    }

    @Test
    void aLeaseWithoutEndIsFound() {
        Rules endless = Mutation.LEASE_WITHOUT_END.rules();
        assertThatThrownBy(() -> masterIsPaused(1, endless))
                .hasStackTraceContaining("Linearizable");
        assertThatThrownBy(() -> masterIsCutOff(1, endless))
                .hasStackTraceContaining("Linearizable");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stormsWithClocksThatDriftBreakNothing(long seed) {
        Story story = Story.leasing(3 + (int) (seed % 3), seed, new Rules());
        for (SimulatedPeer peer : story.simulation.peers())
            peer.clockRate(story.simulation.random().nextBoolean() ? FAST : SLOW);
        StormTest.storm(story, seed);
    }

    private static final class Cast {
        private final SimulatedPeer master;
        private final SimulatedPeer guest;
        private final List<SimulatedPeer> members;

        private Cast(Story story) {
            master = story.masterOf("Home");
            List<SimulatedPeer> others = othersThan(master, story);
            guest = others.stream().filter(each -> !isMember(each)).findFirst().orElseThrow();
            members = others.stream().filter(LeaseTest::isMember).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void manyReadersDoNotKeepOutAMemberThatLeaves(long seed) {
        Story story = withOneSave(seed, new Rules());
        Cast cast = new Cast(story);
        Reader reader = new Reader(story);
        Ask leaving = cast.members.getFirst().ask(new GroupRequest.LeaveGroups(Story.LONG));
        for (int i = 0; i < 300 && !leaving.isAnswered(); i++) {
            reader.ask(cast.guest, cast.master);
            story.runFor(Duration.ofMillis(100));
        }
        assertThat(leaving.isAnswered()).isTrue();
        assertThat(leaving.reply(GroupReply.Left.class).remaining()).isZero();
        story.endsWell();
    }

    @Test
    void recoveryByHandWaitsForTheLeaseOfAMasterThatIsCalledGone() {
        // Nothing was written, so there is nothing to look for in the log.
        Story story = Story.leasing(4, 1, new Rules()).untilGroupsHave(3);
        Cast cast = new Cast(story);
        Reader reader = new Reader(story);
        reader.keepAsking(cast.guest, cast.master, Duration.ofSeconds(3));
        SimulatedPeer survivor = cast.members.getLast();
        cast.members.getFirst().crash();
        story.simulation.network().cut(cast.master, survivor);
        story.simulation.network().cut(survivor, cast.master);
        Ask recovering =
                survivor.ask(
                        new GroupRequest.RecoverCell(
                                new CellMap(2).cellOf(HOME), List.of(survivor.id()), List.of()));
        story.simulation.mustReach("recovery", Story.LONG, recovering::isAnswered);
        assertThat(recovering.reply(GroupReply.Recovered.class).members())
                .containsExactly(survivor.id());
        long before = reader.answered;
        reader.keepAsking(cast.guest, cast.master, Duration.ofSeconds(1));
        assertThat(reader.answered).isEqualTo(before);
    }

    @Test
    void whoIsRefusedGetsItsChance() {
        Acceptor acceptor = new Acceptor(ANN, STANDING);
        Leases leases = new Leases(true);
        assertThat(isLeased(leases.lending(PREPARE, acceptor, Duration.ZERO))).isTrue();
        assertThat(leases.refuses(CELL, ANN, Duration.ZERO)).isFalse();
        assertThat(leases.refuses(CELL, BOB, Duration.ZERO)).isTrue();
        Duration over = Leases.CHANCE;
        assertThat(isLeased(leases.lending(PREPARE, acceptor, over.minusMillis(1)))).isFalse();
        assertThat(isLeased(leases.lending(PREPARE, acceptor, over))).isTrue();
    }

    private static boolean isLeased(Acceptor.Decision decision) {
        return ((GroupMessage.Promise) decision.answer()).leased();
    }

    @Test
    void whoRestartsKeepsToWhatItMayHaveLent() {
        Leases never = new Leases(false);
        never.begin(STANDING, Duration.ZERO);
        assertThat(never.isLentToAnother(CELL, BOB, Duration.ZERO)).isFalse();
        // Whether leases are still given does not matter.
        Leases again = new Leases(false);
        again.remember();
        again.begin(STANDING, Duration.ZERO);
        assertThat(again.isLentToAnother(CELL, ANN, Duration.ZERO)).isFalse();
        assertThat(again.isLentToAnother(CELL, BOB, Leases.LENGTH.minusMillis(1))).isTrue();
        assertThat(again.isLentToAnother(CELL, BOB, Leases.LENGTH)).isFalse();
    }

    @Test
    void theFirstLeaseOfALifeIsWrittenBeforeItIsGiven() {
        Acceptor acceptor = new Acceptor(ANN, STANDING);
        Leases leases = new Leases(true);
        assertThat(leases.lending(PREPARE, acceptor, Duration.ZERO).writes())
                .containsExactly(GroupRecords.leases());
        assertThat(leases.lending(PREPARE, acceptor, Duration.ZERO).writes()).isEmpty();
        assertThat(new Leases(false).lending(PREPARE, acceptor, Duration.ZERO).answer())
                .isEqualTo(acceptor.prepare(PREPARE).answer());
    }
}
