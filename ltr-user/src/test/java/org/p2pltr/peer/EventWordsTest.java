package org.p2pltr.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2pltr.block.BlockEvent;
import org.p2pltr.block.BlockName;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.group.Ballot;
import org.p2pltr.group.Config;
import org.p2pltr.group.ConfigNumber;
import org.p2pltr.group.GroupEvent;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.logpeer.LogEvent;
import org.p2pltr.loop.LoopEvent;
import org.p2pltr.ring.RingEvent;
import org.p2pltr.sync.UserEvent;

class EventWordsTest {
    private static final DocumentKey HOME = DocumentKey.of("Home");
    private static final PeerId ANN = peer("ann");
    private static final PeerId BOB = peer("bob");

    private static PeerId peer(String name) {
        return new PeerId(Hash.of(Bytes.of(name.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatHappenedToAPageIsASentence() {
        assertThat(EventWords.of(new UserEvent.Kept(HOME, new Timestamp(3), List.of(ANN, BOB), 3)))
                .isEqualTo(
                        "Home: Version 3 is kept by 2 of 3 Log-Peers (" + ANN + ", " + BOB + ").");
        assertThat(EventWords.of(new UserEvent.StandingChanged(HOME, new Timestamp(2), 1)))
                .isEqualTo("Home is at Version 2 here; 1 save waits.");
        assertThat(EventWords.of(new UserEvent.OnlineChanged(false, 2)))
                .isEqualTo("Working offline by choice; 2 saves wait.");
        assertThat(
                        EventWords.of(
                                new LogEvent.EntriesStored(
                                        HOME, ANN, List.of(new Timestamp(1), new Timestamp(2)))))
                .isEqualTo(
                        "This peer keeps 2 versions up to 2 of Home now, put here by " + ANN + ".");
    }

    @Test
    void whatHappenedInTheNetworkIsASentence() {
        assertThat(EventWords.of(new RingEvent.PeerSilent(ANN, Duration.ofSeconds(5))))
                .isEqualTo(ANN + " does not answer, for 5 s now.");
        BlockName block = new BlockName(new RingPosition(15), ANN.value());
        assertThat(EventWords.of(new BlockEvent.BlockPutBack(block, BOB)))
                .isEqualTo(
                        BOB
                                + " lacked block "
                                + ANN.value().brief()
                                + "@000000000000000f and has it again.");
        assertThat(EventWords.of(new LoopEvent.Overloaded(7)))
                .isEqualTo("This peer could not keep up and dropped 7 messages.");
        Config config =
                new Config(new Cell(17), new ConfigNumber(0, 1), List.of(ANN, BOB), ANN.value());
        assertThat(
                        EventWords.of(
                                new GroupEvent.TookOver(
                                        new Cell(17), new Ballot(config.number(), 2, ANN), config)))
                .startsWith("Cell 17: this peer is Master-key now, with " + ANN + ", " + BOB);
    }
}
