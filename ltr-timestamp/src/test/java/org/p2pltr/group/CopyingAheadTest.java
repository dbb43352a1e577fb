package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Write;
import org.p2pltr.sim.Letter;
import org.p2pltr.sim.SimulatedPeer;

/** A large cell changes its group: most of its state moves before anything stands still. */
class CopyingAheadTest {
    private static final int DOCUMENTS = 5_000;
    private static final Cell CELL = new Cell(0);

    private final Story story = Story.of(1, 1, 3, 1);
    private final SimulatedPeer founder = story.peer("A");
    private final List<Duration> times = new ArrayList<>();
    private final List<Long> bytes = new ArrayList<>();

    /** From the choice of the next group until a majority has its state: time and bytes. */
    private void watch() {
        story.simulation.onReport((_, event) -> {
            boolean begins = event instanceof GroupEvent.NextChosen;
            boolean ends = event instanceof GroupEvent.ConfigInstalled && times.size() < 3;
            if (!begins && !ends) return;
            times.add(story.simulation.now());
            bytes.add(story.simulation.network().bytes());
        });
    }

    private Register register(DocumentKey document, long n) {
        PatchEntry only = Entries.of(document, 1).getFirst();
        Ballot ballot = new Ballot(ConfigNumber.FIRST, n, founder.id());
        return new Register(ballot, only.header(), List.of());
    }

    private static DocumentKey page(int number) {
        return new DocumentKey("Page " + number);
    }

    private void fill() {
        founder.shutDown();
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++)
            writes.add(GroupRecords.write(CELL, page(i), register(page(i), 1)));
        founder.disk().commit(writes, () -> {});
        founder.disk().close();
        founder.restart();
    }

    private static Map<DocumentKey, Head> heads(SimulatedPeer peer) {
        Map<DocumentKey, Head> heads = new TreeMap<>();
        peer.role(MasterGroups.class)
                .cells()
                .acceptor(CELL)
                .orElseThrow()
                .registers()
                .forEach((document, register) -> heads.put(document, register.head()));
        return heads;
    }

    private void mustAllHold(Map<DocumentKey, Head> expected) {
        for (String name : List.of("A", "B", "C"))
            assertThat(heads(story.peer(name)).equals(expected)).as(name).isTrue();
    }

    private void growToThree() {
        story.join("B");
        story.join("C");
        story.untilGroupsHave(3);
    }

    @Test
    void littleMovesWhileTheCellStandsStill() {
        fill();
        var before = heads(founder);
        assertThat(before).hasSize(DOCUMENTS);
        watch();
        growToThree();
        mustAllHold(before);
        assertThat(times).hasSize(3);
        // Announce, pull and answer: three ways, of some 10 ms each, and the disks.
        assertThat(times.getLast().minus(times.getFirst())).isLessThan(Duration.ofMillis(100));
        assertThat(bytes.getFirst()).as("copied ahead").isGreaterThan(2 * DOCUMENTS * 200L);
        assertThat(bytes.getLast() - bytes.getFirst())
                .as("moved while all stands still, by three members")
                .isLessThan(DOCUMENTS * 10L);
        story.write("C", "Page 7");
        story.runFor(Duration.ofSeconds(10));
        assertThat(story.desk("C").diverged).isZero();
    }

    @Test
    void whatIsNoLongerTrueIsFetchedAgain() {
        fill();
        var before = heads(founder);
        List<String> lied = new ArrayList<>();
        story.simulation
                .network()
                .gate(letter -> {
                    String to = letter.to().name();
                    // The network keeps the order: the lie is there before the newcomer hears of
                    // its group.
                    if (letter.message() instanceof GroupMessage.Announce && !lied.contains(to)) {
                        lied.add(to);
                        story.simulation.network().again(lie(to));
                    }
                    return true;
                });
        growToThree();
        assertThat(lied).contains("B", "C");
        mustAllHold(before);
    }

    /** A copy with a document that has another register, one too many, and many missing. */
    private Letter lie(String to) {
        List<GroupMessage.Held> registers =
                List.of(
                        new GroupMessage.Held(page(3), register(page(3), 7)),
                        new GroupMessage.Held(page(9_999), register(page(9_999), 1)));
        var page =
                new GroupMessage.Ahead(
                        CELL, ConfigNumber.FIRST, new GroupMessage.Place.Start(), registers, false);
        return new Letter(founder, story.peer(to), page);
    }

    @Test
    void aNewcomerThatTakesNoPageIsNotWaitedForWhenAMajorityIsReady() {
        story.untilGroupsHave(1);
        story.write("A", "Home");
        // B never says that it has a page; A and C are two of three.
        story.simulation
                .network()
                .gate(letter ->
                        !(letter.message() instanceof GroupMessage.AheadKept)
                                || !letter.from().name().equals("B"));
        growToThree();
        story.endsWell();
        assertThat(story.lastOf("Home").value()).isEqualTo(1);
    }

    @Test
    void noGroupIsProposedThatCouldNotBegin() {
        story.untilGroupsHave(1);
        story.write("A", "Home");
        story.simulation
                .network()
                .gate(letter -> !(letter.message() instanceof GroupMessage.AheadKept));
        List<GroupEvent> chosen = new ArrayList<>();
        story.simulation.onReport((_, event) -> {
            if (event instanceof GroupEvent.NextChosen next) chosen.add(next);
        });
        story.join("B");
        story.join("C");
        story.runFor(Story.LONG);
        assertThat(chosen).isEmpty();
        story.simulation.network().gate(_ -> true);
        story.untilGroupsHave(3);
        story.endsWell();
    }
}
