package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;

class PublishQueueTest {
    private static final Duration START = Duration.ofSeconds(5);
    private static final PeerId ANN = peer("ann");
    private static final PeerId BOB = peer("bob");
    private static final PeerId EVE = peer("eve");

    private final PublishQueue queue = new PublishQueue();

    private static PeerId peer(String name) {
        return new PeerId(Hash.of(Bytes.utf8(name)));
    }

    private static PublishQueue.Place place(PeerId author, long id, long expectedTs) {
        Head expected = new Head(new Timestamp(expectedTs), new ChainHash(Hash.of(Bytes.EMPTY)));
        return new PublishQueue.Place(author, new RequestId(id), expected, List.of(), START);
    }

    private Optional<Long> next(Duration now) {
        return queue.next(now).map(place -> place.id().value());
    }

    @Test
    void whoCameFirstIsServedFirstAndAResendKeepsItsPlace() {
        assertThat(queue.add(place(ANN, 1, 7))).isTrue();
        assertThat(queue.add(place(BOB, 2, 7))).isTrue();
        assertThat(queue.add(place(ANN, 3, 7))).isTrue();
        assertThat(next(START)).contains(3L);
        assertThat(next(START)).contains(2L);
        assertThat(next(START)).isEmpty();
    }

    @Test
    void aLateCopyDoesNotTakeThePlaceOfANewerPublish() {
        assertThat(queue.add(place(ANN, 2, 8))).isTrue();
        assertThat(queue.add(place(ANN, 1, 7))).isTrue();
        assertThat(next(START)).contains(2L);
        assertThat(next(START)).isEmpty();
    }

    @Test
    void nobodyElseIsServedDuringATurn() {
        queue.grant(ANN, START);
        assertThat(queue.add(place(BOB, 2, 7))).isTrue();
        assertThat(queue.serves(ANN, START)).isTrue();
        assertThat(queue.serves(EVE, START)).isFalse();
        assertThat(next(START)).isEmpty();
        queue.used(ANN);
        assertThat(queue.serves(ANN, START)).isFalse();
        assertThat(next(START)).contains(2L);
    }

    @Test
    void anUnusedTurnPassesOn() {
        queue.grant(ANN, START);
        assertThat(queue.add(place(BOB, 2, 7))).isTrue();
        // Asked again in its turn, an author does not make it longer.
        queue.grant(ANN, START.plus(PublishQueue.TURN).minusMillis(1));
        Duration over = START.plus(PublishQueue.TURN);
        assertThat(next(over.minusMillis(1))).isEmpty();
        assertThat(next(over)).contains(2L);
        assertThat(queue.isIdle(over)).isTrue();
    }

    @Test
    void whoWaitsTooLongIsSentAway() {
        queue.grant(EVE, START);
        assertThat(queue.add(place(ANN, 1, 7))).isTrue();
        Duration over = START.plus(PublishQueue.LONGEST_WAIT);
        assertThat(queue.takeExpired(over.minusMillis(1))).isEmpty();
        assertThat(queue.takeExpired(over)).extracting(each -> each.id().value()).containsOnly(1L);
        assertThat(queue.isIdle(over)).isTrue();
    }

    @Test
    void moreThanTheMostPlacesAreRefused() {
        for (int i = 0; i < PublishQueue.MAX_PLACES; i++)
            assertThat(queue.add(place(peer("author " + i), i, 7))).isTrue();
        assertThat(queue.add(place(ANN, 99, 7))).isFalse();
        assertThat(queue.add(place(peer("author 0"), 100, 7))).isTrue();
        assertThat(next(START)).contains(100L);
    }
}
