package org.p2pltr.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.group.Genesis;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.logpeer.TsRange;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Segment;
import org.p2pltr.retrieval.LogLookup;
import org.p2pltr.ring.RingReply;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;

/**
 * Asks the ring, the log and the User Peer where a document lives, and puts the answers together.
 */
final class Lookup {
    private final RunningPeer peer;
    private final CellMap cells;
    private final LogSettings settings;

    Lookup(RunningPeer peer, Genesis genesis) {
        this.peer = peer;
        this.cells = genesis.cells();
        this.settings = new LogSettings(genesis.logHashes(), genesis.segment());
    }

    CompletableFuture<LookupView> of(DocumentKey document, Timestamp last) {
        Cell cell = cells.cellOf(document);
        RingPosition start = cells.positionOf(cell);
        Timestamp newest = last.value() == 0 ? last.next() : last;
        var path =
                peer.ask(
                        new RingRequest.LookupAsked(start),
                        r -> ((RingReply.Responsible) r).path());
        var group =
                peer.ask(new UserRequest.AskGroup(document), r -> ((UserReply.Group) r).members());
        var places =
                peer.ask(
                        new LogLookup.WhoHolds(document, newest),
                        r -> places((LogLookup.Holders) r, newest));
        return path.thenCombine(group, (way, members) -> view(document, cell, way, members))
                .thenCombine(places, Lookup::with);
    }

    private LookupView view(
            DocumentKey document, Cell cell, List<PeerId> path, List<PeerId> members) {
        return new LookupView(
                document.name(),
                CellMap.positionOf(document).toString(),
                cell.number(),
                cells.positionOf(cell).toString(),
                path.stream().map(Views::hex).toList(),
                members.stream().map(Views::hex).toList(),
                List.of());
    }

    private static LookupView with(LookupView view, List<LookupView.LogPlace> places) {
        return new LookupView(
                view.name(),
                view.keyPosition(),
                view.cell(),
                view.cellPosition(),
                view.path(),
                view.group(),
                places);
    }

    private List<LookupView.LogPlace> places(LogLookup.Holders holders, Timestamp newest) {
        Segment segment = Segment.of(holders.document(), newest, settings);
        TreeMap<Integer, List<LookupView.Holder>> byFunction = new TreeMap<>();
        for (LogLookup.Holder holder : holders.holders())
            byFunction
                    .computeIfAbsent(holder.place().function(), _ -> new ArrayList<>())
                    .add(holder(holder, segment));
        List<LookupView.LogPlace> places = new ArrayList<>();
        byFunction.forEach((function, peers) ->
                places.add(
                        new LookupView.LogPlace(
                                function, segment.position(function).toString(), peers)));
        return places;
    }

    private LookupView.Holder holder(LogLookup.Holder holder, Segment segment) {
        long first = segment.first(settings).value();
        long last = segment.last(settings).value();
        List<Long> held = new ArrayList<>();
        for (TsRange range : holder.held())
            LongStream.rangeClosed(
                            Math.max(first, range.first().value()),
                            Math.min(last, range.last().value()))
                    .forEach(held::add);
        return new LookupView.Holder(Views.hex(holder.place().peer()), holder.answered(), held);
    }
}
