package org.p2pltr.lab.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.wire.MalformedMessageException;

class ChurnBenchTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    /** What ours is held against must be a ring that works where nothing fails. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void thePeriodicRingFindsEverybodyOnceItHasSettled(long seed) {
        RoutedWorld world = RoutedWorld.ofChord(seed);
        world.grow(60);
        assertThat(world.members()).hasSize(60);
        for (int i = 0; i < 200; i++) world.ask();
        world.run(Duration.ofSeconds(10));
        assertThat(world.score()).isEqualTo(new RoutedWorld.Score(200, 0, 0));
    }

    @Test
    void thePeriodicRingClosesOverThoseWhoCrash() {
        RoutedWorld world = RoutedWorld.ofChord(4);
        world.grow(60);
        for (int i = 0; i < 12; i++) world.crash(world.any(world.members()));
        world.run(Duration.ofMinutes(5));
        for (int i = 0; i < 200; i++) world.ask();
        world.run(Duration.ofSeconds(30));
        assertThat(world.score()).isEqualTo(new RoutedWorld.Score(200, 0, 0));
    }

    @Test
    void bothAreMeasuredWhilePeersComeAndGo() {
        ChurnBench.Outcome outcome = new ChurnBench(1, 60, Duration.ofMinutes(2), NOWHERE).run();
        assertThat(outcome.rows()).hasSize(2);
        Duration all = ChurnBench.IDLE.multipliedBy(2).plusMinutes(2);
        for (Timeline timeline : List.of(outcome.ours(), outcome.chord())) {
            assertThat(timeline.all(Duration.ZERO, all)).isGreaterThan(4_000);
            assertThat(timeline.bytes()).hasSize(24).allMatch(point -> point.value() > 0);
        }
    }

    @Test
    void chordMessagesSurviveTheirBytes() throws MalformedMessageException {
        ChordCodec codec = new ChordCodec();
        byte[] bytes = new byte[Hash.LENGTH];
        new SplittableRandom(1).nextBytes(bytes);
        PeerId id = new PeerId(new Hash(Bytes.of(bytes)));
        PeerContact peer = new PeerContact(id, new PeerAddress("p1", 40_000));
        List<ChordMessage> all =
                List.of(
                        new ChordMessage.Check(1),
                        new ChordMessage.Alive(2),
                        new ChordMessage.Stabilize(3, peer),
                        new ChordMessage.Neighbours(4, List.of(peer, peer)),
                        new ChordMessage.Ask(5, new RingPosition(-1), true, List.of(id)),
                        new ChordMessage.Told(6, peer, false),
                        new ChordMessage.Found(7, List.of(peer)));
        for (ChordMessage message : all)
            assertThat(codec.decode(codec.numberOf(message), codec.encode(message)))
                    .isEqualTo(message);
    }
}
