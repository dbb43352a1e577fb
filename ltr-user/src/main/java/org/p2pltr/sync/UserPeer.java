package org.p2pltr.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Notice;
import org.p2pltr.env.Range;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Signer;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.retrieval.RetrievalNotice;
import org.p2pltr.ring.RingNotice;

/**
 * The User Peer: keeps replicas, publishes tentative patches, retrieves, follows the catalog, and
 * answers the outside. Source: master-group.md §6, architecture.md.
 */
public final class UserPeer implements Role {
    /** Its name in every peer. */
    public static final RoleName NAME = new RoleName("user");

    /** All that it keeps on disk. */
    public static final List<Family> FAMILIES = UserRows.ALL;

    private static final Lane LANE = Lane.MAIN;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration LONGEST_SYNC = Duration.ofSeconds(10);

    private final Shared shared;
    private final Documents documents;
    private final Desk desk;
    private final TreeMap<Long, SyncAsk> syncs = new TreeMap<>();

    /** Somebody waits for a sync: the counters when it began. */
    private record SyncAsk(AskId id, int published, int retrieved) {}

    /** A User Peer that signs with this peer's key. */
    public UserPeer(UserSettings settings, Signer signer) {
        this.shared = new Shared(settings, signer);
        this.documents = new Documents(shared);
        this.desk = new Desk(shared, documents);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(UserMessage.ToUser.class, UserRequest.class, RingNotice.class);
    }

    @Override
    public List<Range> remembers() {
        return List.of(
                Range.all(UserRows.DOCUMENTS),
                Range.all(UserRows.MARKS),
                Range.all(UserRows.CHANGES));
    }

    @Override
    public void remember(Family family, Row row) {
        if (family.equals(UserRows.MARKS)) {
            shared.index.rememberSequence(UserRows.number(row.value()));
        } else if (family.equals(UserRows.CHANGES)) {
            shared.index.rememberChange(UserRows.change(row));
        } else {
            shared.index.remember(UserRows.documentOf(row.key()), UserRows.document(row));
        }
    }

    @Override
    public Effects on(Event event, Environment world) {
        Turn turn = new Turn(world, new Effects.Collector(LANE));
        switch (event) {
            case Event.Started _ -> started(turn);
            case Event.Received(PeerId from, Message message) -> received(from, message, turn);
            case Event.Elapsed(var timer) -> elapsed((UserTimer) timer, turn);
            case Event.Told(Notice notice) -> told(notice, turn);
            case Event.Asked(AskId id, var request) -> asked(id, (UserRequest) request, turn);
            case Event.Found(var tag, var rows, boolean more) ->
                    found((UserRead) tag, rows, more, turn);
            case Event.Computed(var result) -> computed((UserResult) result, turn);
        }
        documents.settle(turn);
        answerSyncs(turn);
        return turn.out().effects();
    }

    private void started(Turn turn) {
        documents.allDue();
        shared.follower.tick(turn);
        turn.in(LANE).timer(TICK, new UserTimer.Tick());
        turn.in(LANE).timer(Desk.SWEEP_AFTER, new UserTimer.SweepBases());
    }

    private void received(PeerId from, Message message, Turn turn) {
        if (!(message instanceof UserMessage.ToUser known)) return;
        switch (known) {
            case UserMessage.Validated m -> answered(from, m.document(), m, turn);
            case UserMessage.Behind m -> answered(from, m.document(), m, turn);
            case UserMessage.Diverged m -> answered(from, m.document(), m, turn);
            case UserMessage.Last m -> answered(from, m.document(), m, turn);
            case UserMessage.Redirect m -> forEachBusy(from, m, turn);
            case UserMessage.Busy m -> forEachBusy(from, m, turn);
            case UserMessage.GroupsFound found -> found.groups().forEach(g -> heard(g, turn));
            case UserMessage.Heads heads -> heads(from, heads, turn);
            // Asked again with the next tick: peers that each take the other for the master would
            // go round at once.
            case UserMessage.NotSubscribed m ->
                    shared.follower.notSubscribed(from, m.groups(), turn);
            case UserMessage.Receipt m ->
                    turn.in(LANE)
                            .report(
                                    new UserEvent.Kept(
                                            m.document(), m.ts(), m.peers(), m.places()));
        }
    }

    private void answered(
            PeerId from, DocumentKey document, UserMessage.Outcome outcome, Turn turn) {
        documents.inMemory(document).ifPresent(here -> here.answered(from, outcome, turn));
    }

    /** Answers that name no document: the request's id finds it among those that wait for one. */
    private void forEachBusy(PeerId from, UserMessage.Outcome outcome, Turn turn) {
        for (DocumentSync each : documents.busy()) each.answered(from, outcome, turn);
    }

    private void heard(UserMessage.GroupHint hint, Turn turn) {
        if (!shared.masters.heard(hint)) return;
        for (DocumentSync each : documents.ofCell(hint.cell())) each.wake(turn);
        if (shared.isOnline()) shared.follower.tick(turn);
    }

    private void heads(PeerId from, UserMessage.Heads heads, Turn turn) {
        if (!shared.isOnline()) return;
        shared.follower.heard(from, heads.upTo(), turn);
        for (UserMessage.DocumentHead head : heads.heads()) {
            if (!shared.index.told(head.document(), head.head(), head.label())) continue;
            documents.isDue(head.document());
            documents.inMemory(head.document()).ifPresent(here -> here.wake(turn));
            Index.Line line = shared.line(head.document());
            turn.in(LANE)
                    .report(
                            new UserEvent.StandingChanged(
                                    head.document(), line.head().ts(), line.tentative()));
        }
    }

    private void elapsed(UserTimer timer, Turn turn) {
        switch (timer) {
            case UserTimer.ExchangeOver(DocumentKey document, long number) ->
                    documents.inMemory(document).ifPresent(here -> here.elapsed(number, turn));
            case UserTimer.Tick tick -> {
                if (shared.isOnline()) shared.follower.tick(turn);
                turn.in(LANE).timer(TICK, tick);
            }
            case UserTimer.AskOwners _ -> shared.masters.askOwners(turn);
            case UserTimer.SyncOver(AskId id) -> answerSync(id, turn);
            case UserTimer.SweepBases sweep -> {
                desk.sweepBases(turn);
                turn.in(LANE).timer(Desk.SWEEP_EVERY, sweep);
            }
        }
    }

    private void told(Notice notice, Turn turn) {
        switch (notice) {
            case RingNotice.Located located -> shared.masters.located(located, turn);
            case RingNotice.PeerSuspected(PeerId peer) -> {
                shared.masters.suspected(peer, turn);
                shared.follower.suspected(peer);
                for (DocumentSync each : documents.busy()) each.suspected(peer, turn);
                if (shared.isOnline()) shared.follower.tick(turn);
            }
            case RingNotice.PeerHeard(PeerId peer) -> {
                shared.masters.spoke(peer);
                documents.busy().forEach(each -> each.wake(turn));
            }
            case RingNotice.RingChanged _ -> documents.busy().forEach(each -> each.wake(turn));
            case RetrievalNotice.Retrieved r -> retrieved(r.document(), r, turn);
            case RetrievalNotice.Missing r -> retrieved(r.document(), r, turn);
            case RetrievalNotice.OtherHistory r -> retrieved(r.document(), r, turn);
            default -> {}
        }
    }

    private void retrieved(DocumentKey document, RetrievalNotice notice, Turn turn) {
        documents.inMemory(document).ifPresent(here -> here.retrieved(notice, turn));
    }

    private void asked(AskId id, UserRequest request, Turn turn) {
        switch (request) {
            case UserRequest.SyncNow _ -> syncNow(id, turn);
            case UserRequest.WorkOnline(boolean online) -> workOnline(id, online, turn);
            case UserRequest.ReadPage _,
                    UserRequest.ReadPageAt _,
                    UserRequest.SavePage _,
                    UserRequest.MergeTyped _,
                    UserRequest.DeletePage _,
                    UserRequest.DiscardPatch _,
                    UserRequest.SquashPatches _,
                    UserRequest.UndoPatch _,
                    UserRequest.ReadHistory _,
                    UserRequest.ListPages _,
                    UserRequest.ReadChanges _,
                    UserRequest.OfDrafts _,
                    UserRequest.AskStanding _,
                    UserRequest.AskGroup _ ->
                    desk.asked(id, request, turn);
        }
    }

    private void found(UserRead tag, List<Row> rows, boolean more, Turn turn) {
        switch (tag) {
            case UserRead.ReplicaRow(DocumentKey document) ->
                    documents.replicaFound(document, rows, turn);
            case UserRead.TentativeRows(DocumentKey document) ->
                    documents.queueFound(document, rows, turn);
            case UserRead.BaseRow(DocumentKey document) -> {
                Optional<UserRows.BaseRow> base = rows.stream().map(UserRows::base).findFirst();
                documents.inMemory(document).ifPresent(here -> here.baseFound(base, turn));
            }
            case UserRead.OwnHistory(DocumentKey document) -> {
                List<PatchEntry> entries = rows.stream().map(UserRows::entry).toList();
                documents.inMemory(document).ifPresent(here -> here.historyFound(entries, turn));
            }
            case UserRead.HistoryRows _,
                    UserRead.ReplayRows _,
                    UserRead.ChangeRows _,
                    UserRead.DraftRows _,
                    UserRead.DraftToRemove _,
                    UserRead.OldBases _ ->
                    desk.found(tag, rows, more, turn);
        }
    }

    private void computed(UserResult result, Turn turn) {
        switch (result) {
            case UserResult.OfDocument of ->
                    documents.inMemory(of.document()).ifPresent(here -> here.computed(of, turn));
            case UserResult.Replayed replayed -> desk.replayed(replayed, turn);
        }
    }

    private void workOnline(AskId id, boolean online, Turn turn) {
        if (online != shared.isOnline()) {
            shared.online(online);
            if (online) {
                documents.allDue();
                wakeAll(turn);
            } else {
                for (DocumentSync each : documents.busy()) each.rest();
            }
            turn.in(LANE).report(new UserEvent.OnlineChanged(online, shared.index.pending()));
        }
        turn.in(LANE).add(new Effect.Answer(id, desk.standing()));
    }

    private void wakeAll(Turn turn) {
        shared.follower.renewAll();
        shared.follower.tick(turn);
        for (DocumentSync each : documents.busy()) each.wake(turn);
    }

    private void syncNow(AskId id, Turn turn) {
        syncs.put(id.value(), new SyncAsk(id, shared.published(), shared.retrieved()));
        if (!shared.isOnline()) {
            answerSync(id, turn);
            return;
        }
        documents.allDue();
        wakeAll(turn);
        turn.in(LANE).timer(LONGEST_SYNC, new UserTimer.SyncOver(id));
    }

    private void answerSyncs(Turn turn) {
        if (syncs.isEmpty() || !shared.follower.isComplete() || !documents.isSettled()) return;
        for (SyncAsk each : new ArrayList<>(syncs.values())) answerSync(each.id(), turn);
    }

    private void answerSync(AskId id, Turn turn) {
        SyncAsk ask = syncs.remove(id.value());
        if (ask == null) return;
        UserReply.Synced synced =
                new UserReply.Synced(
                        shared.published() - ask.published(),
                        shared.retrieved() - ask.retrieved(),
                        shared.index.pending());
        turn.in(LANE).add(new Effect.Answer(id, synced));
    }
}
