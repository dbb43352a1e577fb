package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Row;
import org.p2pltr.env.TestWorld;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.retrieval.ScanNotice;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.SimulatedPeer;

/** What a peer believes of epochs that it has not seen. Source: master-group.md §10. */
class OtherEpochsTest {
    private static final PeerId SELF = Entries.SIGNER.identity().id();
    private static final PeerId MEMBER = stranger(1);
    private static final PeerId GOSSIP = stranger(2);
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final Genesis GENESIS = Entries.GENESIS;
    private static final Cell CELL = GENESIS.cells().cellOf(HOME);
    private static final long NEXT = 1L << 32 | 5;
    private static final long LAST = Long.MAX_VALUE;

    private MasterGroups groups;

    @BeforeEach
    void aFounderWithOneDocument() {
        groups = new MasterGroups(SELF, GENESIS, GroupSettings.DEFAULT, Entries.KEYS.verifier());
        for (Write write : Founding.found(GENESIS))
            if (write instanceof Write.Put(var family, Bytes key, Bytes value))
                groups.remember(family, new Row(key, value));
        PatchEntry entry = Entries.of(HOME, 1).getFirst();
        Ballot ballot = new Ballot(ConfigNumber.FIRST, 1, SELF);
        Register register = new Register(ballot, entry.header(), List.of(entry));
        var write = new GroupMessage.Held(HOME, register);
        says(SELF, new GroupMessage.Accept(CELL, ballot, List.of(write), List.of()));
        assertThat(own().registers()).containsOnlyKeys(HOME);
    }

    @Test
    void anEpochThatNoRecoveryCanHaveMadeIsRefusedWhereverItIsNamed() {
        Lineage lineage = recovery(LAST);
        var over = new GroupMessage.Why.OldEpoch(LAST);
        Ballot ballot = own().standing().promised();
        List<GroupMessage> all =
                List.of(
                        hint(LAST),
                        new GroupMessage.Announce(lineage, false),
                        new GroupMessage.Pull(lineage, new GroupMessage.Place.Start(), List.of()),
                        new GroupMessage.PullRefused(CELL, ConfigNumber.FIRST, over),
                        new GroupMessage.Nack(CELL, ballot, over),
                        new GroupMessage.Nack(CELL, ballot, new GroupMessage.Why.Newer(lineage)),
                        new GroupMessage.Collect(CELL, LAST, new GroupMessage.Place.Start()));
        for (GroupMessage message : all) {
            List<Effect> effects = says(MEMBER, message);
            assertThat(writes(effects)).as("writes after %s", message).isEmpty();
            assertThat(effects.toString()).contains("EpochRefused");
        }
        assertThat(own().isServing()).isTrue();
        assertThat(own().standing().epochSeen()).isZero();
    }

    @Test
    void aLaterEpochOfHearsayIsAskedForAndNothingIsGivenUp() {
        for (GroupMessage message :
                List.of(hint(NEXT), new GroupMessage.Announce(recovery(NEXT), false))) {
            assertThat(writes(says(GOSSIP, message))).as("%s", message).isEmpty();
            assertThat(own().isServing()).isTrue();
            assertThat(own().registers()).containsOnlyKeys(HOME);
        }
        GroupMessage.Pull question =
                new GroupMessage.Pull(
                        own().standing().newest(), new GroupMessage.Place.Start(), List.of());
        setUpAgain();
        assertThat(says(GOSSIP, hint(NEXT))).contains(new Effect.Send(MEMBER, question));
        var answer =
                new GroupMessage.PullRefused(
                        CELL, ConfigNumber.FIRST, new GroupMessage.Why.Newer(recovery(NEXT)));
        assertThat(reports(says(MEMBER, answer)))
                .contains(new GroupEvent.Exported(CELL, 0, 1))
                .contains(new GroupEvent.EpochRaised(CELL, NEXT));
        assertThat(own().isServing()).isFalse();
    }

    private void setUpAgain() {
        aFounderWithOneDocument();
    }

    @Test
    void whatWasPutAsideIsToldToARecovery() {
        var held = new GroupMessage.Held(HOME, own().registers().firstEntry().getValue());
        says(MEMBER, new GroupMessage.Announce(recovery(NEXT), false));
        assertThat(own().registers()).isEmpty();
        var collect =
                new GroupMessage.Collect(CELL, NEXT + (1L << 32), new GroupMessage.Place.Start());
        assertThat(says(GOSSIP, collect))
                .filteredOn(Effect.Send.class::isInstance)
                .extracting(each -> ((Effect.Send) each).message())
                .first()
                .isInstanceOfSatisfying(
                        GroupMessage.Collected.class,
                        told -> assertThat(told.registers()).containsExactly(held));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void entriesThatOnlyASurvivorHoldsStayInTheTail(int unpublished) {
        List<PatchEntry> all = Entries.of(HOME, 300);
        PatchEntry last = all.get(9);
        Ballot ballot = new Ballot(ConfigNumber.FIRST, 1, SELF);
        var survivors = new TreeMap<DocumentKey, Register>();
        survivors.put(HOME, new Register(ballot, last.header(), all.subList(10 - unpublished, 10)));
        RecoveryScan scan = new RecoveryScan(Entries.NETWORK, ballot, survivors, List.of());
        Turn turn = new Turn(TestWorld.seeded(1));
        scan.ask(() -> 1, turn);
        scan.scanned(new ScanNotice.Scanned(1, HOME, all.subList(10, 200), 0), () -> 2, turn);
        scan.scanned(new ScanNotice.Scanned(2, HOME, all.subList(200, 300), 0), () -> 3, turn);
        scan.scanned(new ScanNotice.Scanned(3, HOME, List.of(), 0), () -> 4, turn);
        assertThat(scan.isComplete()).isTrue();
        assertThat(scan.registers().sequencedValues().getFirst().unpublished())
                .isEqualTo(
                        unpublished == 0
                                ? all.subList(300 - Publishing.MAX_TAIL_ENTRIES, 300)
                                : all);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPeerThatSleptCannotRecoverACellThatWentOn(long seed) {
        Story story = Story.of(4, seed).untilGroupsHave(3);
        Cell cell = new CellMap(2).cellOf(HOME);
        SimulatedPeer master = story.masterOf("Home");
        List<PeerId> group = config(master, cell).members();
        SimulatedPeer sleeper =
                story.simulation.peers().stream()
                        .filter(each -> group.contains(each.id()) && each != master)
                        .findFirst()
                        .orElseThrow();
        sleeper.crash();
        story.simulation.mustReach(
                "it is replaced", Story.LONG, () -> hasGoneOn(story, cell, sleeper.id()));
        sleeper.restart();
        Ask asked =
                sleeper.ask(new GroupRequest.RecoverCell(cell, List.of(sleeper.id()), List.of()));
        story.simulation.mustReach("an answer", Story.LONG, asked::isAnswered);
        assertThat(asked.reply(GroupReply.NotRecovered.class).why())
                .contains("has gone on without this peer");
        story.write(master.name(), "Home");
        story.endsWell();
    }

    private static boolean hasGoneOn(Story story, Cell cell, PeerId without) {
        return story.simulation.peers().stream()
                .filter(SimulatedPeer::isUp)
                .filter(each -> each.role(MasterGroups.class).cells().master(cell).isPresent())
                .anyMatch(each -> !config(each, cell).has(without));
    }

    private static Config config(SimulatedPeer peer, Cell cell) {
        return peer.role(MasterGroups.class)
                .cells()
                .acceptor(cell)
                .orElseThrow()
                .standing()
                .config();
    }

    private Acceptor own() {
        return groups.cells().acceptor(CELL).orElseThrow();
    }

    @Test
    void aGroupThatWasInstalledJustNowIsSpokenOfWhenItIsDurable() {
        Lineage lineage = recovery(NEXT, MEMBER, SELF);
        ConfigNumber number = lineage.number();
        says(MEMBER, new GroupMessage.Announce(lineage, false));
        var source = new GroupMessage.Source.Live(Ballot.lowest(number));
        var start = new GroupMessage.Place.Start();
        says(
                MEMBER,
                new GroupMessage.State(CELL, number, start, source, List.of(), List.of(), false));
        assertThat(own().standing().config()).isEqualTo(lineage.config());
        assertThat(laneOfTheAnswerToAskGroups()).isEqualTo(new Lane("cell " + CELL));
        says(SELF, new GroupMessage.Installed(CELL, number, true));
        assertThat(laneOfTheAnswerToAskGroups()).isEqualTo(Lane.MAIN);
    }

    private Lane laneOfTheAnswerToAskGroups() {
        var received = new Event.Received(GOSSIP, new GroupMessage.AskGroups(List.of(CELL)));
        return groups.on(received, TestWorld.seeded(1)).list().stream()
                .filter(each ->
                        each.effect() instanceof Effect.Send(PeerId _, Message message)
                                && message instanceof GroupMessage.TellGroups)
                .findFirst()
                .orElseThrow()
                .lane();
    }

    private static Lineage recovery(long epoch) {
        return recovery(epoch, MEMBER);
    }

    private static Lineage recovery(long epoch, PeerId... members) {
        Config first = GENESIS.firstConfig(CELL);
        ConfigNumber number = new ConfigNumber(epoch, 1);
        return new Lineage(first, new Config(CELL, number, List.of(members), first.digest()));
    }

    private static GroupMessage hint(long epoch) {
        return new GroupMessage.TellGroups(
                List.of(new UserMessage.GroupHint(CELL, epoch, 1, List.of(MEMBER))));
    }

    private List<Effect> says(PeerId from, GroupMessage message) {
        var received = new Event.Received(from, message);
        return groups.on(received, TestWorld.seeded(1)).list().stream()
                .map(each ->
                        each.effect() instanceof Effect.AtOnce(Effect now) ? now : each.effect())
                .toList();
    }

    private static List<Effect> writes(List<Effect> effects) {
        return effects.stream().filter(Effect.Persist.class::isInstance).toList();
    }

    private static List<PeerEvent> reports(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Report.class::isInstance)
                .map(each -> ((Effect.Report) each).event())
                .toList();
    }

    private static PeerId stranger(int number) {
        return new PeerId(Hash.of(Bytes.utf8("stranger " + number)));
    }
}
