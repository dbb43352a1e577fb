package org.p2pltr.logpeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Entries;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Effect;
import org.p2pltr.env.RecordedEffects;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.TestWorld;
import org.p2pltr.env.Timer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.ring.RingNotice;

/** The writer by its events and effects. */
class LogWriterTest {
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final RoleName GROUPS = new RoleName("groups");
    private static final List<PeerId> PEERS =
            IntStream.range(0, 8)
                    .mapToObj(i -> new PeerId(Hash.of(Bytes.utf8("peer " + i))))
                    .toList();
    private static final List<PatchEntry> CHAIN = Entries.chain(HOME, 2, 20);
    private static final PatchEntry ENTRY = CHAIN.getFirst();
    private static final LogMessage.LogPut PUT = new LogMessage.LogPut(HOME, List.of(ENTRY), false);

    private final RecordedEffects writer =
            RecordedEffects.of(new LogWriter(LogSettings.DEFAULT), TestWorld.seeded(1)).start();

    @Test
    void anEntryIsSentToAllSixPlacesOnceTheyAreLocated() {
        put(ENTRY);
        assertThat(writer.sent(LogMessage.LogPut.class)).isEmpty();
        locate(PEERS);
        for (PeerId place : PEERS.subList(0, 6))
            assertThat(writer.sentTo(place)).containsExactly(PUT);
        assertThat(writer.last()).hasSize(6);
    }

    @Test
    void theAskerHearsOfEachDistinctPeerOnceAndNothingIsSentWhenAllHaveIt() {
        put(ENTRY);
        Timer resend = writer.timers().getFirst();
        locate(PEERS);
        for (int i = 0; i < 6; i++) {
            stored(PEERS.get(i));
            assertThat(writer.told(GROUPS))
                    .containsExactly(
                            new LogNotice.EntryStored(
                                    HOME, ENTRY.ts(), ENTRY.hash(), PEERS.subList(0, i + 1), 6));
            stored(PEERS.get(i));
            assertThat(writer.told(GROUPS)).isEmpty();
        }
        assertThat(writer.elapses(resend).last()).isEmpty();
    }

    @Test
    void aPeerThatWasNotAskedDoesNotCount() {
        put(ENTRY);
        locate(PEERS);
        stored(PEERS.get(7));
        assertThat(writer.told(GROUPS)).isEmpty();
    }

    @Test
    void whoeverDoesNotAnswerIsSentToAgainMoreAndMoreSeldom() {
        put(ENTRY);
        Timer resend = writer.timers().getFirst();
        locate(PEERS);
        stored(PEERS.get(2));
        Duration last = Duration.ZERO;
        for (int i = 0; i < 8; i++) {
            writer.elapses(resend);
            assertThat(writer.sentTo(PEERS.get(2))).isEmpty();
            assertThat(writer.sentTo(PEERS.get(3))).containsExactly(PUT);
            Duration pause = writer.last(Effect.StartTimer.class).getFirst().after();
            assertThat(pause)
                    .isGreaterThanOrEqualTo(i < 5 ? last : Duration.ofSeconds(9))
                    .isLessThan(Duration.ofMillis(12_501));
            last = pause;
        }
    }

    @Test
    void whenTheRingChangesTheNewPlacesGetItToo() {
        put(ENTRY);
        locate(PEERS);
        PEERS.subList(0, 5).forEach(this::stored);
        writer.isTold(new RingNotice.RingChanged());
        assertThat(writer.last(Effect.Tell.class)).hasSize(3);
        locate(PEERS.subList(0, 5), 4);
        // The silent place is gone: five of five have it, so there is nothing left to do.
        writer.isTold(new RingNotice.RingChanged());
        assertThat(writer.last()).isEmpty();
    }

    @Test
    void askedAgainItTellsHowFarItIs() {
        put(ENTRY);
        locate(PEERS);
        stored(PEERS.get(4));
        put(ENTRY);
        assertThat(writer.told(GROUPS))
                .containsExactly(
                        new LogNotice.EntryStored(
                                HOME, ENTRY.ts(), ENTRY.hash(), List.of(PEERS.get(4)), 6));
        assertThat(writer.sent(LogMessage.LogPut.class)).isEmpty();
    }

    @Test
    void aPlaceThatRefusesIsNotAskedAgain() {
        put(ENTRY);
        Timer resend = writer.timers().getFirst();
        locate(PEERS);
        PEERS.subList(0, 5).forEach(this::stored);
        writer.receives(
                PEERS.get(5),
                new LogMessage.NotStored(HOME, Slot.of(ENTRY), LogMessage.Refusal.FULL));
        assertThat(writer.elapses(resend).last()).isEmpty();
    }

    @Test
    void theSecondEntryOfASegmentGoesOutWithoutAskingTheRing() {
        put(ENTRY);
        locate(PEERS);
        put(CHAIN.get(1));
        assertThat(writer.sent(LogMessage.LogPut.class))
                .hasSize(6)
                .containsOnly(new LogMessage.LogPut(HOME, CHAIN.subList(1, 2), false));
    }

    private void put(PatchEntry entry) {
        writer.isTold(new LogNotice.PutEntries(GROUPS, HOME, List.of(entry)));
    }

    private void stored(PeerId peer) {
        writer.receives(peer, new LogMessage.Stored(HOME, List.of(Slot.of(ENTRY))));
    }

    private void locate(List<PeerId> peers) {
        locate(peers, 1);
    }

    private void locate(List<PeerId> peers, long firstQuestion) {
        for (Effect.Tell ask : List.copyOf(writer.all(Effect.Tell.class)))
            if (ask.notice() instanceof RingNotice.Locate locate
                    && locate.question() >= firstQuestion)
                writer.isTold(new RingNotice.Located(locate.question(), locate.position(), peers));
    }
}
