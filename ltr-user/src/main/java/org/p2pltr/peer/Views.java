package org.p2pltr.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Reply;
import org.p2pltr.id.PeerId;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.replica.PageLabel;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.ring.KnownPeer;
import org.p2pltr.ring.RingEvent;
import org.p2pltr.ring.RingReply;
import org.p2pltr.sync.Currency;
import org.p2pltr.sync.UserEvent;
import org.p2pltr.sync.UserReply;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.MalformedChangeException;

/** Turns what roles answer and report into the plain values of the door. */
final class Views {
    private Views() {}

    static String hex(PeerId peer) {
        return peer.value().value().asHex();
    }

    private static String hex(Head head) {
        return head.hash().value().value().asHex();
    }

    static Optional<PageView> page(Reply reply) {
        return switch ((UserReply) reply) {
            case UserReply.Page page -> Optional.of(page(page));
            case UserReply.OldPage old -> Optional.of(old(old));
            case UserReply.NoPage _ -> Optional.empty();
            case UserReply other -> throw unexpected(other);
        };
    }

    private static PageView page(UserReply.Page page) {
        Replica replica = page.replica();
        return new PageView(
                replica.document().name(),
                replica.local().text().string(),
                replica.local().attributes().values(),
                replica.revision().value(),
                replica.head().ts().value(),
                hex(replica.head()),
                replica.tentative().size(),
                conflicts(replica.local()),
                page.newest().time(),
                page.newest().author(),
                state(replica.head(), page.currency()));
    }

    private static PageView old(UserReply.OldPage old) {
        PageLabel label = old.label();
        // What is old stands to the network as it always will; it is nothing that an editor starts
        // from.
        return new PageView(
                old.document().name(),
                old.state().text().string(),
                old.state().attributes().values(),
                "",
                old.head().ts().value(),
                hex(old.head()),
                0,
                conflicts(old.state()),
                label.time(),
                label.author(),
                new PageState.Version(old.head().ts().value(), label.time()));
    }

    private static PageState state(Head head, Currency currency) {
        long ts = head.ts().value();
        return switch (currency) {
            case Currency.Waiting(int tentative, String why) ->
                    new PageState.Waiting(tentative, why);
            case Currency.Publishing(int tentative) -> new PageState.Publishing(tentative);
            case Currency.Behind(var newest) -> new PageState.Retrieving(ts, newest.value());
            case Currency.Newest(var checkedAt) -> new PageState.Version(ts, checkedAt);
            case Currency.Unknown() -> new PageState.Unchecked(ts);
        };
    }

    private static int conflicts(DocumentState state) {
        String value = state.attributes().get(Attributes.CONFLICTS).orElse("");
        if (value.isEmpty()) return 0;
        try {
            return ConflictCodec.decode(value).size();
        } catch (MalformedChangeException notOurs) {
            // Somebody wrote the attribute by hand: that is no conflict.
            return 0;
        }
    }

    static SaveOutcome saved(Reply reply, String base) {
        return switch ((UserReply) reply) {
            case UserReply.Saved(UserReply.Page page, var patch) ->
                    new SaveOutcome.Saved(page(page), patch.toString());
            case UserReply.UnknownBase(String draft) -> new SaveOutcome.UnknownBase(draft, base);
            case UserReply.Refused(String why) -> new SaveOutcome.Refused(why);
            case UserReply other -> throw unexpected(other);
        };
    }

    static MergeOutcome merged(Reply reply) {
        return switch ((UserReply) reply) {
            case UserReply.Merged(UserReply.Page page, var text, int conflicts) ->
                    new MergeOutcome.Merged(page(page), text.string(), conflicts);
            case UserReply.NoBase _ -> new MergeOutcome.UnknownBase();
            case UserReply.Refused(String why) -> new MergeOutcome.Refused(why);
            case UserReply other -> throw unexpected(other);
        };
    }

    static UndoOutcome undone(Reply reply) {
        return switch ((UserReply) reply) {
            case UserReply.Undone(UserReply.Page page, var patch, int conflicts) ->
                    new UndoOutcome.Undone(page(page), patch.toString(), conflicts);
            case UserReply.NoPage _ -> new UndoOutcome.NoPatch();
            case UserReply.Refused(String why) -> new UndoOutcome.Refused(why);
            case UserReply other -> throw unexpected(other);
        };
    }

    static List<HistoryLine> history(Reply reply, PeerId self) {
        if (!(reply instanceof UserReply.History(var entries, var tentative)))
            throw unexpected(reply);
        List<HistoryLine> lines = new ArrayList<>();
        for (PatchEntry entry : entries) lines.add(line(entry));
        for (TentativePatch patch : tentative)
            lines.add(
                    new HistoryLine(
                            HistoryLine.TENTATIVE,
                            patch.patch().toString(),
                            patch.author(),
                            hex(self),
                            patch.time(),
                            patch.comment(),
                            ""));
        return lines;
    }

    private static HistoryLine line(PatchEntry entry) {
        EntryBody fields = entry.fields();
        return new HistoryLine(
                entry.ts().value(),
                fields.patch().toString(),
                fields.authorName(),
                hex(entry.header().author()),
                fields.time(),
                fields.comment(),
                hex(entry.header().head()));
    }

    static List<PageLine> pages(Reply reply) {
        if (!(reply instanceof UserReply.Pages(var lines))) throw unexpected(reply);
        return lines.stream().map(Views::line).toList();
    }

    private static PageLine line(UserReply.PageLine line) {
        PageLabel label = line.label();
        return new PageLine(
                line.document().name(),
                label.title(),
                line.here().value(),
                line.newest().value(),
                line.tentative(),
                label.deleted(),
                label.time(),
                label.author(),
                label.comment());
    }

    static List<PageChange> changes(Reply reply) {
        if (!(reply instanceof UserReply.Changes(var lines))) throw unexpected(reply);
        return lines.stream()
                .map(c ->
                        new PageChange(
                                c.sequence(), c.document().name(), c.ts().value(), c.tentative()))
                .toList();
    }

    static DraftList drafts(Reply reply) {
        if (!(reply instanceof UserReply.Drafts(var drafts, boolean more))) throw unexpected(reply);
        return new DraftList(drafts.stream().map(Views::draft).toList(), more);
    }

    private static DraftView draft(UserReply.Draft d) {
        int editor = d.id().length() - PeerDrafts.EDITOR_DIGITS;
        return new DraftView(
                d.id(),
                d.id().substring(editor),
                d.document().name(),
                d.text(),
                d.base(),
                d.author(),
                d.comment(),
                d.tags(),
                d.startTags(),
                d.keptAt());
    }

    static DraftKept kept(Reply reply) {
        return switch (reply) {
            case UserReply.DraftStored(String id, var at) -> new DraftKept.Kept(id, at);
            case UserReply.Refused(String why) -> new DraftKept.Refused(why);
            default -> throw unexpected(reply);
        };
    }

    static List<KnownPeerView> peers(Reply reply) {
        if (!(reply instanceof RingReply.KnownPeers(var peers))) throw unexpected(reply);
        return peers.stream().map(Views::peer).toList();
    }

    private static KnownPeerView peer(KnownPeer peer) {
        KnownPeerView.State state =
                switch (peer.state()) {
                    case SELF -> KnownPeerView.State.SELF;
                    case ALIVE -> KnownPeerView.State.LIVE;
                    case SUSPECTED -> KnownPeerView.State.SUSPECTED;
                    case REMEMBERED -> KnownPeerView.State.REMEMBERED;
                    case LEFT -> KnownPeerView.State.LEFT;
                };
        PeerId id = peer.contact().id();
        return new KnownPeerView(
                hex(id),
                peer.contact().address().toString(),
                id.position().toString(),
                state,
                peer.name(),
                peer.roundTrip(),
                peer.heardAgo());
    }

    /** What an event means to those outside, beside its words. */
    static List<PeerReport> reports(PeerEvent event) {
        return switch (event) {
            case UserEvent.Saved e ->
                    List.of(
                            new PeerReport.PatchSaved(e.document().name(), e.patch().toString()),
                            changed(e.document(), e.ts(), e.tentative()));
            case UserEvent.Validated e ->
                    List.of(validated(e), changed(e.document(), e.head().ts(), e.tentative()));
            case UserEvent.Applied e ->
                    List.of(changed(e.document(), e.head().ts(), e.tentative()));
            case UserEvent.Discarded e -> List.of(changed(e.document(), e.ts(), e.tentative()));
            case UserEvent.Squashed e -> List.of(changed(e.document(), e.ts(), e.tentative()));
            case UserEvent.StandingChanged e ->
                    List.of(changed(e.document(), e.ts(), e.tentative()));
            case UserEvent.Kept e -> List.of(kept(e));
            case UserEvent.OnlineChanged(boolean online, int pending) ->
                    List.of(new PeerReport.SyncChanged(online, pending));
            case RingEvent _ -> List.of(new PeerReport.PeersChanged());
            default -> List.of();
        };
    }

    private static PeerReport changed(DocumentKey document, Timestamp ts, int tentative) {
        return new PeerReport.PageChanged(document.name(), ts.value(), tentative);
    }

    private static PeerReport validated(UserEvent.Validated event) {
        return new PeerReport.PatchesValidated(
                event.document().name(),
                event.head().ts().value(),
                event.patches().stream().map(PatchId::toString).toList());
    }

    private static PeerReport kept(UserEvent.Kept event) {
        return new PeerReport.PatchKept(
                event.document().name(),
                event.ts().value(),
                event.peers().stream().map(Views::hex).toList(),
                event.places());
    }

    static IllegalStateException unexpected(Reply reply) {
        return new IllegalStateException("not an answer to this: " + reply);
    }
}
