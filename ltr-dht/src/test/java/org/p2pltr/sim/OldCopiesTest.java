package org.p2pltr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.start.Forgiving;
import org.p2pltr.start.StartEvent;

/** Old and doubled copies of a simulated disk are refused as real ones are. */
class OldCopiesTest {
    private final List<PeerEvent> events = new ArrayList<>();
    private Simulation simulation;
    private SimulatedPeer ann;
    private SimulatedPeer bob;

    @BeforeEach
    void start() {
        start(Simulation.seeded(1));
    }

    private void start(Simulation fresh) {
        simulation = fresh.onReport((_, event) -> events.add(event));
        ann = simulation.addPeer("Ann", _ -> List.of(gossip("Bob")));
        bob = simulation.addPeer("Bob", _ -> List.of(gossip("Ann")));
        simulation.runFor(Duration.ofSeconds(2));
    }

    private static Gossip gossip(String... friends) {
        List<PeerAddress> all = new ArrayList<>();
        for (String each : friends) all.add(new PeerAddress(each, 7400));
        return new Gossip(all);
    }

    /** Bob's disk as it was before its last start. */
    private SimulatedDisk.Image backupOfBob() {
        bob.shutDown();
        SimulatedDisk.Image backup = bob.disk().image();
        bob.restart();
        bob.ask(new Gossip.Tell("after the backup"));
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(ann.role(Gossip.class).heard()).contains("after the backup");
        return backup;
    }

    @Test
    void anOldCopyIsRefusedAndStops() {
        bob.goBack(backupOfBob());
        bob.restart();
        bob.ask(new Gossip.Tell("from the past"));
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(bob.isUp()).isFalse();
        assertThat(events).anyMatch(StartEvent.RunsOnOldCopy.class::isInstance);
        assertThat(events).anyMatch(StartEvent.StartRefused.class::isInstance);
        assertThat(ann.role(Gossip.class).heard()).doesNotContain("from the past");
        // Else its counter would pass the one that was seen.
        bob.restart();
        assertThat(bob.isUp()).isFalse();
    }

    @Test
    void whoWasDownMeanwhileRemembersToo() {
        SimulatedDisk.Image backup = backupOfBob();
        ann.crash();
        bob.goBack(backup);
        bob.restart();
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(bob.isUp()).isTrue();
        ann.restart();
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(bob.isUp()).isFalse();
    }

    @Test
    void withoutTheRuleAnOldCopyIsHeard() {
        start(Simulation.seeded(1).remembering(Forgiving::new));
        bob.goBack(backupOfBob());
        bob.restart();
        bob.ask(new Gossip.Tell("from the past"));
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(ann.role(Gossip.class).heard()).contains("from the past");
    }

    @Test
    void ofTwoOnCopiesOfOneDiskTheOneThatIsMetLaterStops() {
        bob.shutDown();
        SimulatedPeer twin = simulation.addTwin("Bobs-twin", bob);
        twin.ask(new Gossip.Tell("from the twin"));
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(ann.role(Gossip.class).heard()).contains("from the twin");
        bob.restart();
        bob.ask(new Gossip.Tell("from Bob"));
        assertThat(bob.start().number()).isEqualTo(twin.start().number());
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(twin.isUp()).isTrue();
        assertThat(bob.isUp()).isFalse();
        assertThat(ann.role(Gossip.class).heard()).doesNotContain("from Bob");
    }

    @Test
    void aRestoredOneIsAnotherPeerWithTheRowsThatAreKept() {
        PeerId before = bob.id();
        bob.goBack(backupOfBob());
        bob.restore(List.of(Range.all(Gossip.HEARD)));
        bob.restart();
        bob.ask(new Gossip.Tell("from the new one"));
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(bob.isUp()).isTrue();
        assertThat(bob.id()).isNotEqualTo(before);
        assertThat(bob.start().number()).isEqualTo(1);
        assertThat(ann.role(Gossip.class).heard()).contains("from the new one");
    }
}
