package org.p2pltr.wiki.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.p2pltr.peer.PeerReport;

class ReceiptBookTest {
    private final AtomicLong nanos = new AtomicLong();
    private final ReceiptBook book = new ReceiptBook(nanos::get);

    @Test
    void aSaveIsTimedFromDiskToTimestampAndThenKept() {
        book.heard(new PeerReport.PatchSaved("Page", "p1"));
        nanos.set(61_000_000);
        book.heard(new PeerReport.PatchesValidated("Page", 42, List.of("p1")));
        assertThat(book.of("Page", 42))
                .contains(new Receipt(42, Duration.ofMillis(61), List.of(), 0));
        book.heard(new PeerReport.PatchKept("Page", 42, List.of("a", "b"), 6));
        assertThat(book.of("Page", 42))
                .contains(new Receipt(42, Duration.ofMillis(61), List.of("a", "b"), 6));
    }

    @Test
    void severalPatchesGetTimestampsUpToTheLast() {
        book.heard(new PeerReport.PatchSaved("Page", "p1"));
        book.heard(new PeerReport.PatchSaved("Page", "p2"));
        book.heard(new PeerReport.PatchesValidated("Page", 8, List.of("p1", "p2")));
        assertThat(book.of("Page", 7)).isPresent();
        assertThat(book.of("Page", 8)).isPresent();
        assertThat(book.of("Page", 9)).isEmpty();
    }

    @Test
    void nothingIsClaimedOfASaveFromBeforeTheStart() {
        book.heard(new PeerReport.PatchesValidated("Page", 1, List.of("unknown")));
        book.heard(new PeerReport.PatchKept("Page", 1, List.of("a"), 6));
        assertThat(book.of("Page", 1)).isEmpty();
    }

    @Test
    void aSaveThatLacksACopyIsCountedAfterAWhileAndNotForEver() {
        Duration least = Duration.ofSeconds(30);
        Duration most = Duration.ofMinutes(10);
        book.heard(new PeerReport.PatchSaved("Page", "p1"));
        book.heard(new PeerReport.PatchesValidated("Page", 1, List.of("p1")));
        book.heard(new PeerReport.PatchKept("Page", 1, List.of("a"), 3));
        nanos.set(Duration.ofSeconds(29).toNanos());
        assertThat(book.lacking(least, most)).isZero();
        nanos.set(Duration.ofSeconds(31).toNanos());
        assertThat(book.lacking(least, most)).isEqualTo(1);
        book.heard(new PeerReport.PatchKept("Page", 1, List.of("a", "b", "c"), 3));
        assertThat(book.lacking(least, most)).isZero();
        book.heard(new PeerReport.PatchKept("Page", 1, List.of("a"), 3));
        nanos.set(Duration.ofMinutes(11).toNanos());
        assertThat(book.lacking(least, most)).isZero();
    }

    @Test
    void onlyTheNewestAreRemembered() {
        for (int ts = 1; ts <= ReceiptBook.MOST + 1; ts++) {
            book.heard(new PeerReport.PatchSaved("Page", "p" + ts));
            book.heard(new PeerReport.PatchesValidated("Page", ts, List.of("p" + ts)));
        }
        assertThat(book.of("Page", 1)).isEmpty();
        assertThat(book.of("Page", 2)).isPresent();
    }
}
