package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.id.PeerId;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.SimulatedPeer;

/** Members come, go and die; what the groups hold stays. */
class MembershipTest {
    private static final List<String> DOCUMENTS = List.of("Home", "News", "Help", "Ideas");

    private static void writeAll(Story story, String author) {
        for (String document : DOCUMENTS) story.write(author, document);
        story.runFor(Duration.ofSeconds(5));
    }

    private static void allAreAt(Story story, long ts) {
        story.endsWell();
        for (String document : DOCUMENTS)
            assertThat(story.lastOf(document).value()).as(document).isEqualTo(ts);
    }

    /** The newest configurations that anybody serves. */
    private static List<Config> groups(Story story) {
        List<Config> groups = new ArrayList<>();
        for (SimulatedPeer peer : story.simulation.peers()) {
            if (!peer.isUp()) continue;
            peer.role(MasterGroups.class).cells().acceptors().values().stream()
                    .filter(Acceptor::isServing)
                    .forEach(each -> groups.add(each.standing().config()));
        }
        return groups;
    }

    private static void mustLeave(Story story, String name) {
        Ask leaving = story.peer(name).ask(new GroupRequest.LeaveGroups(Story.LONG));
        story.simulation.mustReach(name + " has left", Story.LONG, leaving::isAnswered);
        assertThat(leaving.reply(GroupReply.Left.class).remaining()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aLeaverHandsOverAllItsCellsAndIsNotTakenInAgain(long seed) {
        Story story = Story.of(4, seed, 3, 16).untilGroupsHave(3);
        writeAll(story, "B");
        mustLeave(story, "A");
        PeerId leaver = story.peer("A").id();
        // It is in the ring until it ends.
        story.runFor(Duration.ofSeconds(20));
        assertThat(groups(story)).isNotEmpty().noneMatch(group -> group.has(leaver));
        story.peer("A").shutDown();
        writeAll(story, "C");
        story.untilGroupsHave(3);
        allAreAt(story, 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void threeShrinkToOneAndGrowAgain(long seed) {
        Story story = Story.of(3, seed).untilGroupsHave(3);
        writeAll(story, "A");
        mustLeave(story, "B");
        story.peer("B").shutDown();
        story.untilGroupsHave(1);
        writeAll(story, "C");
        story.join("D");
        story.untilGroupsHave(3);
        writeAll(story, "D");
        allAreAt(story, 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aDeadMemberIsReplacedAfterTheTimeOut(long seed) {
        Story story = Story.of(4, seed).untilGroupsHave(3);
        writeAll(story, "B");
        SimulatedPeer dead = story.masterOf("Home");
        dead.crash();
        story.runFor(Duration.ofSeconds(20));
        assertThat(groups(story)).anyMatch(group -> group.has(dead.id()));
        // Who was dropped just before is not taken in at once.
        story.runFor(Story.SETTINGS.replaceAfter().plus(Peers.LEAVING));
        assertThat(groups(story)).isNotEmpty().noneMatch(group -> group.has(dead.id()));
        writeAll(story, dead.name().equals("C") ? "D" : "C");
        allAreAt(story, 2);
    }
}
