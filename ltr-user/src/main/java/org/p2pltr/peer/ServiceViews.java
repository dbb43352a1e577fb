package org.p2pltr.peer;

import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.PatchId;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Reply;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.GroupReply;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogRequest;
import org.p2pltr.netty.TrafficCounts;
import org.p2pltr.sync.UserEvent;

/** Turns what roles answer about this peer's services into the plain values of the door. */
final class ServiceViews {
    private ServiceViews() {}

    static List<CellLine> cells(Reply reply) {
        if (!(reply instanceof GroupReply.GroupsView view)) throw Views.unexpected(reply);
        return view.cells().stream()
                .map(line ->
                        new CellLine(
                                line.cell().number(),
                                line.number().toString(),
                                part(line.part()),
                                hex(line.members()),
                                line.documents()))
                .toList();
    }

    static List<TimestampLine> timestamps(Reply reply) {
        if (!(reply instanceof GroupReply.DocumentsView view)) throw Views.unexpected(reply);
        return view.documents().stream()
                .map(line ->
                        new TimestampLine(
                                line.document().name(),
                                line.cell().number(),
                                part(line.part()),
                                hex(line.members()),
                                line.head().ts().value(),
                                line.head().hash().value().value().asHex(),
                                line.ballot().config() + "/" + line.ballot().n()))
                .toList();
    }

    static List<KeptLine> kept(Reply reply) {
        if (!(reply instanceof LogRequest.Kept kept)) throw Views.unexpected(reply);
        return kept.documents().stream()
                .map(line ->
                        new KeptLine(
                                line.document().name(),
                                line.ranges().stream()
                                        .map(range ->
                                                new KeptLine.Span(
                                                        range.first().value(),
                                                        range.last().value()))
                                        .toList(),
                                line.entries(),
                                line.bytes()))
                .toList();
    }

    static NetworkView network(Genesis genesis) {
        return new NetworkView(
                genesis.cells().cells(),
                genesis.groupSize(),
                genesis.logHashes(),
                genesis.segment());
    }

    static TrafficView traffic(TrafficCounts counts) {
        return new TrafficView(
                counts.framesIn(),
                counts.bytesIn(),
                counts.framesOut(),
                counts.bytesOut(),
                counts.dropped(),
                counts.malformed(),
                counts.sent().stream()
                        .map(s -> new TrafficView.Sent(s.kind(), s.frames(), s.bytes()))
                        .toList());
    }

    /** What arrived from the network, for those who count; empty if the event is another. */
    static Optional<PeerReport> progress(PeerEvent event) {
        if (!(event instanceof UserEvent.Applied applied)) return Optional.empty();
        return Optional.of(
                new PeerReport.Retrieved(
                        applied.document().name(),
                        applied.entries(),
                        applied.own().stream().map(PatchId::toString).toList()));
    }

    private static CellPart part(GroupReply.Part part) {
        return part == GroupReply.Part.MASTER ? CellPart.MASTER_KEY : CellPart.MASTER_SUCC;
    }

    private static List<String> hex(List<PeerId> peers) {
        return peers.stream().map(Views::hex).toList();
    }
}
