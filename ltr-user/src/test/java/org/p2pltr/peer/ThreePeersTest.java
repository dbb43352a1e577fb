package org.p2pltr.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.Eventually;

/** Three real peers in one process, over real sockets and disks. */
class ThreePeersTest {
    private static final TimingSettings FAST =
            new TimingSettings(Duration.ofSeconds(2), Duration.ofMillis(500), false);

    @TempDir private Path directory;
    private final List<LtrPeer> peers = new ArrayList<>();
    private final List<PeerSettings> settings = new ArrayList<>();

    private void startThree() throws Exception {
        for (String name : List.of("ann", "bob", "cyd")) {
            settings.add(settings(name));
            peers.add(LtrPeer.start(settings.getLast()));
        }
    }

    private PeerSettings settings(String name) throws IOException {
        PeerSettings mine =
                PeerSettings.in(directory.resolve(name))
                        .listeningAt(Ports.freeAddress())
                        .named(name)
                        .network(new NetworkSettings(16, 3, 3, 64))
                        .timing(FAST);
        return settings.isEmpty() ? mine : mine.joining(List.of(settings.getFirst().listen()));
    }

    @AfterEach
    void closeAll() {
        peers.forEach(LtrPeer::close);
    }

    private PageView page(LtrPeer peer) {
        return peer.page("Home").join().orElseThrow();
    }

    private static void save(LtrPeer peer, PageSave save) {
        assertThat(peer.save(save).join()).isInstanceOf(SaveOutcome.Saved.class);
    }

    private void awaitText(LtrPeer peer, String text, long ts) {
        Eventually.until(
                "'" + text + "' at " + ts,
                () ->
                        peer.page("Home")
                                .join()
                                .filter(p -> p.text().equals(text) && p.ts() == ts)
                                .isPresent());
    }

    private void awaitAllKnowEachOther(int count) {
        Eventually.until(
                "all know each other", () -> peers.stream().allMatch(peer -> live(peer) == count));
    }

    private static long live(LtrPeer peer) {
        return peer.peers().join().stream()
                .filter(known -> known.state() != KnownPeerView.State.REMEMBERED)
                .filter(known -> known.state() != KnownPeerView.State.SUSPECTED)
                .count();
    }

    @Test
    void peersThatKnewEachOtherMeetAgainWithoutTheOneTheyJoinedThrough() throws Exception {
        startThree();
        awaitAllKnowEachOther(3);
        closeAll();
        peers.clear();
        for (PeerSettings left : settings.subList(1, 3))
            peers.add(LtrPeer.start(left.joining(List.of())));
        awaitAllKnowEachOther(2);
    }

    @Test
    void theStoryOfAPage() throws Exception {
        startThree();
        LtrPeer ann = peers.get(0);
        LtrPeer bob = peers.get(1);
        awaitAllKnowEachOther(3);
        save(ann, PageSave.of("Home", "one\ntwo\n").by("Ann"));
        for (LtrPeer peer : peers) awaitText(peer, "one\ntwo\n", 1);

        bob.online(false).join();
        save(bob, PageSave.of("Home", "one\ntwo\nby Bob\n").basedOn(page(bob).revision()));
        save(ann, PageSave.of("Home", "by Ann\none\ntwo\n").basedOn(page(ann).revision()));
        awaitText(ann, "by Ann\none\ntwo\n", 2);
        assertThat(page(bob).state()).isInstanceOf(PageState.Waiting.class);
        bob.online(true).join();
        for (LtrPeer peer : peers) awaitText(peer, "by Ann\none\ntwo\nby Bob\n", 3);

        List<HistoryLine> history = ann.history("Home", 1, 100).join();
        assertThat(history).extracting(HistoryLine::ts).containsExactly(1L, 2L, 3L);
        assertThat(bob.history("Home", 1, 100).join()).isEqualTo(history);
        assertThat(bob.pageAt("Home", 1).join().orElseThrow().text()).isEqualTo("one\ntwo\n");
        LookupView lookup = bob.lookup("Home").join();
        assertThat(lookup.group()).isNotEmpty();
        assertThat(lookup.logPlaces()).isNotEmpty();
    }

    @Test
    void theMastersEndIsSurvivedAndItCatchesUp() throws Exception {
        startThree();
        save(peers.getFirst(), PageSave.of("Home", "1\n"));
        for (LtrPeer peer : peers) awaitText(peer, "1\n", 1);
        Eventually.until(
                "the group has three members",
                () -> peers.get(1).lookup("Home").join().group().size() == 3);
        String master = peers.get(1).lookup("Home").join().group().getFirst();
        int gone = place(master);
        peers.get(gone).close();
        List<LtrPeer> left = new ArrayList<>(peers);
        left.remove(gone);
        save(left.getFirst(), PageSave.of("Home", "2\n").basedOn(page(left.getFirst()).revision()));
        for (LtrPeer peer : left) awaitText(peer, "2\n", 2);
        peers.set(gone, LtrPeer.start(settings.get(gone)));
        awaitText(peers.get(gone), "2\n", 2);
        List<Long> all = LongStream.rangeClosed(1, 2).boxed().toList();
        for (LtrPeer peer : peers)
            assertThat(peer.history("Home", 1, 10).join())
                    .extracting(HistoryLine::ts)
                    .isEqualTo(all);
    }

    @Test
    void whatAPeerSaysOfItsServicesIsWhatTheOthersSayOfIt() throws Exception {
        startThree();
        save(peers.getFirst(), PageSave.of("Home", "1\n"));
        for (LtrPeer peer : peers) awaitText(peer, "1\n", 1);
        Eventually.until(
                "each keeps the entry and is in the group",
                () ->
                        peers.stream()
                                .allMatch(p ->
                                        !p.kept("", 10).join().isEmpty()
                                                && !p.timestamps("", 10).join().isEmpty()));
        LookupView lookup = peers.getFirst().lookup("Home").join();
        for (LtrPeer peer : peers) {
            String id = peer.peer().join().id();
            TimestampLine line = peer.timestamps("", 10).join().getFirst();
            assertThat(line.lastTs()).isEqualTo(1);
            assertThat(line.cell()).isEqualTo(lookup.cell());
            boolean isMaster = line.part() == CellPart.MASTER_KEY;
            assertThat(line.members()).hasSize(3);
            assertThat(line.members().getFirst().equals(id)).isEqualTo(isMaster);
            assertThat(peer.cells().join())
                    .filteredOn(cell -> cell.cell() == lookup.cell())
                    .extracting(CellLine::part, CellLine::documents)
                    .containsExactly(tuple(line.part(), 1));
            KeptLine kept = peer.kept("", 10).join().getFirst();
            assertThat(kept.spans()).containsExactly(new KeptLine.Span(1, 1));
            assertThat(holder(lookup, id).holds()).containsExactly(1L);
            assertThat(peer.kept("Home", 10).join()).isEmpty();
            assertThat(peer.traffic().messagesIn()).isPositive();
        }
    }

    private static LookupView.Holder holder(LookupView lookup, String peer) {
        return lookup.logPlaces().stream()
                .flatMap(place -> place.peers().stream())
                .filter(holder -> holder.peer().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPageOfOneMebibyteReachesTheOthers() throws Exception {
        startThree();
        String most = "0123456789abcde\n".repeat(LtrPeer.MAX_TEXT_BYTES / 16);
        save(peers.getFirst(), PageSave.of("Home", most));
        for (LtrPeer peer : peers) awaitText(peer, most, 1);
        PageSave more = PageSave.of("Home", most + "x").basedOn(page(peers.get(1)).revision());
        assertThat(peers.get(1).save(more).join())
                .isInstanceOfSatisfying(
                        SaveOutcome.Refused.class,
                        why -> assertThat(why.why()).contains("1048576"));
    }

    private int place(String id) {
        for (int i = 0; i < peers.size(); i++)
            if (peers.get(i).peer().join().id().equals(id)) return i;
        throw new IllegalStateException("no peer " + id);
    }
}
