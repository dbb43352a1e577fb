package org.p2pltr.logpeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Entries;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Message;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.TestWorld;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Segment;

/** The Log-Peer by its events and effects. */
class LogPeerTest {
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));

    private final TreeMap<Bytes, Bytes> headers = new TreeMap<>();
    private final TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    private LogPeer peer = newPeer();

    private static LogPeer newPeer() {
        return new LogPeer(LogSettings.DEFAULT, Entries.verifier());
    }

    @Test
    void anEntryIsStoredAndOnlyThenAcknowledged() {
        PatchEntry entry = Entries.chain(HOME, 1, 10).getFirst();
        List<Effect> effects = hear(new LogMessage.LogPut(HOME, List.of(entry), false));
        assertThat(effects.getFirst()).isInstanceOf(Effect.Persist.class);
        assertThat(effects.get(1))
                .isEqualTo(
                        new Effect.Send(ANN, new LogMessage.Stored(HOME, List.of(Slot.of(entry)))));
    }

    @Test
    void askedTwiceItAnswersTwiceAndStoresOnce() {
        PatchEntry entry = Entries.chain(HOME, 1, 10).getFirst();
        var put = new LogMessage.LogPut(HOME, List.of(entry), false);
        hear(put);
        assertThat(hear(put))
                .containsExactly(
                        new Effect.Send(ANN, new LogMessage.Stored(HOME, List.of(Slot.of(entry)))));
    }

    @Test
    void anEntryThatItsAuthorDidNotSignIsRefused() {
        PatchEntry bad = Entries.badlySigned(Entries.chain(HOME, 1, 10).getFirst());
        List<Effect> effects = hear(new LogMessage.LogPut(HOME, List.of(bad), false));
        assertThat(sent(effects))
                .containsExactly(
                        new LogMessage.NotStored(HOME, Slot.of(bad), LogMessage.Refusal.MALFORMED));
        assertThat(reports(effects)).hasOnlyElementsOfType(LogEvent.EntryRefused.class);
        assertThat(entries).isEmpty();
    }

    @Test
    void anEntryOfAnotherDocumentIsRefused() {
        PatchEntry other = Entries.chain(new DocumentKey("Other"), 1, 10).getFirst();
        List<Effect> effects = hear(new LogMessage.LogPut(HOME, List.of(other), false));
        assertThat(sent(effects)).hasOnlyElementsOfType(LogMessage.NotStored.class);
    }

    @Test
    void fourRivalsAreKeptAndReportedAndAFifthIsRefused() {
        List<PatchEntry> rivals = new ArrayList<>();
        Head start = Head.start(Entries.NETWORK, HOME);
        for (int i = 0; i < 5; i++) rivals.add(Entries.after(start, HOME, "liar " + i, 5));
        for (int i = 0; i < 4; i++) {
            List<Effect> effects =
                    hear(new LogMessage.LogPut(HOME, rivals.subList(i, i + 1), false));
            assertThat(sent(effects)).hasOnlyElementsOfType(LogMessage.Stored.class);
            assertThat(reports(effects).stream().filter(LogEvent.RivalFound.class::isInstance))
                    .hasSize(i == 0 ? 0 : 1);
        }
        List<Effect> fifth = hear(new LogMessage.LogPut(HOME, rivals.subList(4, 5), false));
        assertThat(sent(fifth))
                .containsExactly(
                        new LogMessage.NotStored(
                                HOME, Slot.of(rivals.get(4)), LogMessage.Refusal.FULL));
        assertThat(entries).hasSize(4);
    }

    @Test
    void itAnswersWithWhatItHoldsRivalsIncludedAPageAtATime() {
        List<PatchEntry> chain = Entries.chain(HOME, 5, 400_000);
        hear(new LogMessage.LogPut(HOME, chain, false));
        TsRange range = new TsRange(new Timestamp(2), new Timestamp(9));
        var first =
                (LogMessage.Entries)
                        sent(hear(new LogMessage.LogGet(7, HOME, range, true))).getFirst();
        assertThat(first.question()).isEqualTo(7);
        assertThat(first.through()).isEqualTo(new Timestamp(3));
        assertThat(first.entries()).isEqualTo(chain.subList(1, 3));
        var headersOnly =
                (LogMessage.Headers)
                        sent(hear(new LogMessage.LogGet(8, HOME, range, false))).getFirst();
        assertThat(headersOnly.through()).isEqualTo(new Timestamp(9));
        assertThat(headersOnly.headers())
                .isEqualTo(chain.subList(1, 5).stream().map(PatchEntry::header).toList());
    }

    @Test
    void afterARestartItHoldsTheSame() {
        List<PatchEntry> chain = Entries.chain(HOME, 3, 10);
        hear(new LogMessage.LogPut(HOME, chain, false));
        Hash before = peer.holdings().digest(new Segment(HOME, 0));
        restart();
        assertThat(peer.holdings().digest(new Segment(HOME, 0))).isEqualTo(before);
        assertThat(bare(new Event.Asked(new AskId(1), new LogRequest.LogHoldingsAsked(HOME))))
                .containsExactly(
                        new Effect.Answer(
                                new AskId(1),
                                new LogRequest.Held(
                                        HOME,
                                        List.of(new TsRange(new Timestamp(1), new Timestamp(3))))));
    }

    @Test
    void itListsItsDocumentsInOrderOfNameAndInParts() {
        DocumentKey zoo = new DocumentKey("Zoo");
        List<PatchEntry> home = Entries.chain(HOME, 3, 10);
        hear(new LogMessage.LogPut(HOME, List.of(home.get(0), home.get(2)), false));
        hear(new LogMessage.LogPut(zoo, Entries.chain(zoo, 2, 10), false));
        long bytes = (long) home.get(0).size() + home.get(2).size();
        assertThat(documents("", 1))
                .containsExactly(
                        new LogRequest.KeptDocument(
                                HOME,
                                List.of(
                                        new TsRange(new Timestamp(1), new Timestamp(1)),
                                        new TsRange(new Timestamp(3), new Timestamp(3))),
                                2,
                                bytes));
        assertThat(documents("Home", 10))
                .extracting(LogRequest.KeptDocument::document)
                .containsExactly(zoo);
    }

    private List<LogRequest.KeptDocument> documents(String after, int limit) {
        var asked = new LogRequest.LogDocumentsAsked(after, limit);
        Effect.Answer answer =
                (Effect.Answer) bare(new Event.Asked(new AskId(1), asked)).getFirst();
        return ((LogRequest.Kept) answer.reply()).documents();
    }

    @Test
    void aDamagedHeaderRowIsDroppedAtTheStart() {
        hear(new LogMessage.LogPut(HOME, Entries.chain(HOME, 3, 10), false));
        Bytes key = headers.firstKey();
        headers.put(key, Bytes.utf8("nonsense"));
        List<Effect> effects = restart();
        assertThat(reports(effects)).hasOnlyElementsOfType(LogEvent.DamagedRowDropped.class);
        assertThat(peer.holdings().slots(new Segment(HOME, 0))).hasSize(2);
        assertThat(headers).doesNotContainKey(key);
        assertThat(entries).doesNotContainKey(key);
    }

    @Test
    void aDamagedOrLostBodyIsDroppedWhenItIsRead() {
        hear(new LogMessage.LogPut(HOME, Entries.chain(HOME, 3, 10), false));
        entries.put(entries.firstKey(), entries.firstEntry().getValue().plus(Bytes.utf8("!")));
        entries.remove(entries.lastKey());
        TsRange range = new TsRange(new Timestamp(1), new Timestamp(3));
        List<Effect> effects = hear(new LogMessage.LogGet(7, HOME, range, true));
        assertThat(((LogMessage.Entries) sent(effects).getFirst()).entries()).hasSize(1);
        assertThat(reports(effects)).hasSize(2);
        assertThat(peer.holdings().slots(new Segment(HOME, 0))).hasSize(1);
    }

    @Test
    void copiesFromRepairAreNotAnswered() {
        var put = new LogMessage.LogPut(HOME, Entries.chain(HOME, 2, 10), true);
        assertThat(sent(hear(put))).isEmpty();
        assertThat(entries).hasSize(2);
    }

    private List<Effect> restart() {
        peer = newPeer();
        headers.forEach((key, value) -> peer.remember(LogRecords.HEADERS, new Row(key, value)));
        return bare(new Event.Started());
    }

    private List<Effect> hear(Message message) {
        return bare(new Event.Received(ANN, message));
    }

    /** The effects of an event, with the disk's and the computer's part done at once. */
    private List<Effect> bare(Event event) {
        Effects effects = peer.on(event, TestWorld.seeded(1));
        List<Effect> left = new ArrayList<>();
        for (Effect effect : effects.bare()) {
            switch (effect) {
                case Effect.Compute(var task) -> left.addAll(bare(new Event.Computed(task.run())));
                case Effect.Read(Range range, int rows, int _, var tag) ->
                        left.addAll(bare(new Event.Found(tag, rows(range, rows), false)));
                case Effect.Persist persist -> {
                    persist.writes().forEach(this::write);
                    left.add(persist);
                }
                case Effect.AtOnce(Effect inner) -> left.add(inner);
                case Effect.Send _,
                        Effect.Call _,
                        Effect.Know _,
                        Effect.StartTimer _,
                        Effect.Tell _,
                        Effect.Announce _,
                        Effect.Answer _,
                        Effect.Report _ ->
                        left.add(effect);
            }
        }
        return left;
    }

    private List<Row> rows(Range range, int most) {
        return family(range.family()).subMap(range.from(), range.to()).entrySet().stream()
                .limit(most)
                .map(e -> new Row(e.getKey(), e.getValue()))
                .toList();
    }

    private void write(Write write) {
        switch (write) {
            case Write.Put(Family family, Bytes key, Bytes value) -> family(family).put(key, value);
            case Write.Delete(Family family, Bytes key) -> family(family).remove(key);
            case Write.DeleteRange _ -> throw new AssertionError("not used by the log");
        }
    }

    private SortedMap<Bytes, Bytes> family(Family family) {
        return family.equals(LogRecords.HEADERS) ? headers : entries;
    }

    private static List<Message> sent(List<Effect> effects) {
        List<Message> sent = new ArrayList<>();
        for (Effect effect : effects)
            if (effect instanceof Effect.Send send) sent.add(send.message());
        return sent;
    }

    private static List<PeerEvent> reports(List<Effect> effects) {
        List<PeerEvent> reports = new ArrayList<>();
        for (Effect effect : effects)
            if (effect instanceof Effect.Report report) reports.add(report.event());
        return reports;
    }
}
