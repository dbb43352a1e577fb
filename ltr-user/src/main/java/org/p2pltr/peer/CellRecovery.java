package org.p2pltr.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Reply;
import org.p2pltr.group.Config;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.GroupReply;
import org.p2pltr.group.GroupRequest;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogRequest;
import org.p2pltr.ring.KnownPeer;
import org.p2pltr.ring.RingReply;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;

/**
 * What an operator can do for cells that lost the majority of their group for good. Part of {@link
 * LtrPeer}'s door; any thread may call it. Source: master-group.md §10.
 */
public final class CellRecovery {
    /** Most cells recovered at a time; the others follow. */
    static final int AT_ONCE = 32;

    private static final int PAGES = 1_000;

    private final RunningPeer peer;
    private final PeerId self;
    private final Genesis genesis;

    CellRecovery(RunningPeer peer, PeerId self, Genesis genesis) {
        this.peer = peer;
        this.self = self;
        this.genesis = genesis;
    }

    /** A cell without majority, and who of its group is left. */
    private record Lost(GroupReply.Voice voice, List<PeerId> gone, List<PeerId> survivors) {
        LostCell shown() {
            return new LostCell(
                    voice.cell().number(),
                    voice.number().toString(),
                    gone.stream().map(Views::hex).toList(),
                    survivors.stream().map(Views::hex).toList(),
                    voice.documents(),
                    voice.over());
        }
    }

    /**
     * The cells whose state this peer holds and whose group has no majority that answers now. They
     * may still come back: only a person knows whether they are gone for good.
     */
    public CompletableFuture<List<LostCell>> lost() {
        return lostCells().thenApply(all -> all.stream().map(Lost::shown).toList());
    }

    private CompletableFuture<List<Lost>> lostCells() {
        var voices = peer.ask(new GroupRequest.VoicesAsked(), r -> (GroupReply.Voices) r);
        var known = peer.ask(new RingRequest.PeersAsked(), r -> (RingReply.KnownPeers) r);
        return voices.thenCombine(
                known,
                (all, peers) -> {
                    List<PeerId> live = live(peers.peers());
                    return all.cells().stream()
                            .filter(voice -> voice.hasLostItsMajority(live::contains))
                            .map(voice -> lost(voice, live))
                            .toList();
                });
    }

    private static List<PeerId> live(List<KnownPeer> peers) {
        return peers.stream()
                .filter(p ->
                        p.state() == KnownPeer.State.SELF || p.state() == KnownPeer.State.ALIVE)
                .map(p -> p.contact().id())
                .toList();
    }

    private Lost lost(GroupReply.Voice voice, List<PeerId> live) {
        List<PeerId> all = voice.holders(self);
        List<PeerId> survivors =
                all.stream().filter(live::contains).limit(Config.MAX_MEMBERS).toList();
        return new Lost(voice, all.stream().filter(p -> !live.contains(p)).toList(), survivors);
    }

    /**
     * Recovers these cells from their survivors, those that have lost their majority. What only the
     * lost peers held is lost, until its authors publish it again; it cannot be undone.
     */
    public CompletableFuture<List<RecoveryOutcome>> recover(List<Integer> cells) {
        var known = documents();
        return lostCells()
                .thenCompose(lost -> {
                    List<Lost> wanted =
                            lost.stream()
                                    .filter(each -> cells.contains(each.voice().cell().number()))
                                    .toList();
                    return known.thenCompose(all -> recover(wanted, all, new ArrayList<>()));
                })
                .thenApply(done -> withRefused(cells, done));
    }

    private CompletableFuture<List<RecoveryOutcome>> recover(
            List<Lost> rest, Map<Cell, List<DocumentKey>> documents, List<RecoveryOutcome> done) {
        if (rest.isEmpty()) return CompletableFuture.completedFuture(done);
        List<Lost> now = rest.subList(0, Math.min(AT_ONCE, rest.size()));
        List<CompletableFuture<RecoveryOutcome>> asked =
                now.stream().map(cell -> recover(cell, documents)).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenCompose(_ -> {
                    asked.forEach(each -> done.add(each.join()));
                    return recover(rest.subList(now.size(), rest.size()), documents, done);
                });
    }

    private CompletableFuture<RecoveryOutcome> recover(
            Lost lost, Map<Cell, List<DocumentKey>> documents) {
        Cell cell = lost.voice().cell();
        return peer.ask(
                new GroupRequest.RecoverCell(
                        cell, lost.survivors(), documents.getOrDefault(cell, List.of())),
                reply -> outcome(cell, reply));
    }

    private static RecoveryOutcome outcome(Cell cell, Reply reply) {
        return switch (reply) {
            case GroupReply.Recovered done ->
                    new RecoveryOutcome.Recovered(
                            cell.number(),
                            done.members().stream().map(Views::hex).toList(),
                            done.documents(),
                            done.entries(),
                            done.unheard());
            case GroupReply.NotRecovered(String why) ->
                    new RecoveryOutcome.Failed(cell.number(), why);
            default -> throw Views.unexpected(reply);
        };
    }

    private static List<RecoveryOutcome> withRefused(
            List<Integer> cells, List<RecoveryOutcome> done) {
        List<RecoveryOutcome> all = new ArrayList<>(done);
        for (int cell : cells)
            if (done.stream().noneMatch(each -> each.cell() == cell))
                all.add(
                        new RecoveryOutcome.Failed(
                                cell, "it has its majority, or this peer is not in its group"));
        return List.copyOf(all);
    }

    /**
     * All pages known here, and those of which this peer's part of the log has anything: the log is
     * looked through for them, too.
     */
    private CompletableFuture<Map<Cell, List<DocumentKey>>> documents() {
        SortedSet<DocumentKey> all = new TreeSet<>();
        return collect(this::pages, "", all)
                .thenCompose(_ -> collect(this::inTheLog, "", all))
                .thenApply(found ->
                        found.stream().collect(Collectors.groupingBy(genesis.cells()::cellOf)));
    }

    private CompletableFuture<List<DocumentKey>> pages(String after) {
        return peer.ask(
                new UserRequest.ListPages("", after, PAGES),
                reply ->
                        ((UserReply.Pages) reply)
                                .lines().stream().map(UserReply.PageLine::document).toList());
    }

    private CompletableFuture<List<DocumentKey>> inTheLog(String after) {
        return peer.ask(
                new LogRequest.LogDocumentsAsked(after, PAGES),
                reply ->
                        ((LogRequest.Kept) reply)
                                .documents().stream()
                                        .map(LogRequest.KeptDocument::document)
                                        .toList());
    }

    /** All of a listing that is read page by page, each from a name on. */
    private static CompletableFuture<SortedSet<DocumentKey>> collect(
            Function<String, CompletableFuture<List<DocumentKey>>> listing,
            String after,
            SortedSet<DocumentKey> found) {
        return listing.apply(after)
                .thenCompose(page -> {
                    found.addAll(page);
                    return page.size() < PAGES
                            ? CompletableFuture.completedFuture(found)
                            : collect(listing, page.getLast().name(), found);
                });
    }

    /** What this peer held in epochs that were ended without it, by epoch, cell and page. */
    public CompletableFuture<List<PutAside>> putAside() {
        return peer.ask(new GroupRequest.ExportsAsked(), CellRecovery::putAside);
    }

    private static List<PutAside> putAside(Reply reply) {
        if (!(reply instanceof GroupReply.Exported exported)) throw Views.unexpected(reply);
        return exported.lines().stream()
                .map(line ->
                        new PutAside(
                                line.epoch(),
                                line.cell().number(),
                                line.document().name(),
                                line.head().ts().value(),
                                line.head().hash().value().value().asHex(),
                                line.unpublished().stream().map(CellRecovery::patch).toList()))
                .toList();
    }

    private static PutAside.Patch patch(PatchEntry entry) {
        EntryBody fields = entry.fields();
        return new PutAside.Patch(
                entry.ts().value(),
                fields.patch().toString(),
                fields.authorName(),
                fields.time(),
                fields.comment());
    }
}
