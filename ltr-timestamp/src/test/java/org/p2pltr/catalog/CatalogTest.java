package org.p2pltr.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

class CatalogTest {
    private static final Cell CELL = new Cell(3);
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));
    private static final PeerId BOB = new PeerId(Hash.of(Bytes.utf8("bob")));
    private static final UserMessage.Cursor NEW = new UserMessage.Cursor(CELL, 0, 0);

    private final Catalog catalog = new Catalog(CELL, 77);
    private final TreeMap<PeerId, List<UserMessage.Heads>> pushed = new TreeMap<>();
    private Duration now = Duration.ZERO;

    private void changed(Catalog in, String document, long ts) {
        Head head = new Head(new Timestamp(ts), new ChainHash(Hash.of(Bytes.utf8("hash " + ts))));
        Label label = new Label(Bytes.utf8("a title of forty bytes, as people give.."));
        in.changed(
                new UserMessage.DocumentHead(new DocumentKey(document), head, label),
                now,
                (to, heads) -> pushed.computeIfAbsent(to, _ -> new ArrayList<>()).add(heads));
    }

    private List<UserMessage.Heads> pushedTo(PeerId peer) {
        return pushed.getOrDefault(peer, List.of());
    }

    private static List<String> names(List<UserMessage.Heads> answer) {
        return answer.stream()
                .flatMap(heads -> heads.heads().stream())
                .map(head -> head.document().name())
                .toList();
    }

    @Test
    void aNewcomerLearnsTenThousandPagesInOneRequestAndAFewAnswers() {
        for (int i = 0; i < 10_000; i++) changed(catalog, "Page number " + i, 1 + i % 7);
        List<UserMessage.Heads> answer = catalog.subscribe(ANN, NEW, now);
        assertThat(answer).hasSizeLessThanOrEqualTo(8);
        assertThat(names(answer)).hasSize(10_000).doesNotHaveDuplicates();
        for (UserMessage.Heads each : answer)
            assertThat(each.heads().size() * 150).isLessThan(2 * Catalog.PAGE_BYTES);
        // The renewal after that moves the cursor to the present without telling all again.
        UserMessage.Cursor upTo = answer.getLast().upTo();
        int again = names(catalog.subscribe(ANN, upTo, now)).size();
        assertThat(again).isLessThan(10_000);
    }

    @Test
    void aLostPageComesAgainWithTheNextRenewal() {
        for (int i = 0; i < 10_000; i++) changed(catalog, "Page number " + i, 1);
        List<String> known = new ArrayList<>();
        UserMessage.Cursor cursor = NEW;
        int requests = 0;
        // Only the last message of each answer arrives.
        while (known.stream().distinct().count() < 10_000) {
            UserMessage.Heads last = catalog.subscribe(ANN, cursor, now).getLast();
            known.addAll(names(List.of(last)));
            cursor = last.upTo();
            assertThat(++requests).isLessThan(20);
        }
        assertThat(names(catalog.subscribe(ANN, cursor, now))).isEmpty();
    }

    @Test
    void everyChangeIsToldToAllSubscribersAndALostOneComesWithTheRenewal() {
        UserMessage.Cursor cursor = catalog.subscribe(ANN, NEW, now).getLast().upTo();
        catalog.subscribe(BOB, NEW, now);
        changed(catalog, "Home", 1);
        changed(catalog, "News", 1);
        changed(catalog, "Home", 2);
        assertThat(names(pushedTo(ANN))).containsExactly("Home", "News", "Home");
        assertThat(names(pushedTo(BOB))).containsExactly("Home", "News", "Home");
        // What was pushed does not move the cursor, as it may be lost.
        assertThat(pushedTo(ANN)).extracting(UserMessage.Heads::upTo).containsOnly(cursor);
        List<UserMessage.Heads> renewal = catalog.subscribe(ANN, cursor, now);
        assertThat(names(renewal)).containsExactly("News", "Home");
        assertThat(names(catalog.subscribe(ANN, renewal.getLast().upTo(), now))).isEmpty();
    }

    @Test
    void aSubscriberOfAnotherSessionHearsAll() {
        changed(catalog, "Home", 1);
        UserMessage.Cursor cursor = catalog.subscribe(ANN, NEW, now).getLast().upTo();
        Catalog next = new Catalog(CELL, 78);
        changed(next, "News", 1);
        changed(next, "Home", 1);
        assertThat(names(next.subscribe(ANN, cursor, now))).containsExactly("News", "Home");
    }

    @Test
    void aSubscriptionThatIsNotRenewedEnds() {
        catalog.subscribe(ANN, NEW, now);
        now = Duration.ofSeconds(UserMessage.LEASE_SECONDS);
        changed(catalog, "Home", 1);
        assertThat(pushed).containsKey(ANN);
        pushed.clear();
        now = now.plusSeconds(1);
        changed(catalog, "Home", 2);
        assertThat(pushed).isEmpty();
        assertThat(catalog.subscribers()).isEmpty();
    }
}
