package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstStoriesTest {
    @Test
    void aFounderAloneGivesTimestamps() {
        Story story = Story.of(1, 1);
        for (int i = 0; i < 10; i++) story.write("A", "Home");
        story.endsWell();
        assertThat(story.lastOf("Home").value()).isEqualTo(10);
    }

    @Test
    void groupsGrowFromOneToThree() {
        Story story = Story.of(3, 2).untilGroupsHave(3);
        for (int i = 0; i < 10; i++) story.write("ABC".substring(i % 3, i % 3 + 1), "Home");
        story.endsWell();
        assertThat(story.lastOf("Home").value()).isEqualTo(10);
    }

    @Test
    void anotherMemberTakesOverWhenTheMasterCrashes() {
        Story story = Story.of(3, 3).untilGroupsHave(3);
        story.write("A", "Home");
        story.runFor(Duration.ofSeconds(2));
        var master = story.masterOf("Home");
        master.crash();
        String other = master.name().equals("A") ? "B" : "A";
        story.write(other, "Home");
        story.simulation.mustReach(
                "validated", Duration.ofSeconds(10), () -> story.desk(other).isIdle());
        story.endsWell();
        assertThat(story.lastOf("Home").value()).isEqualTo(2);
    }
}
