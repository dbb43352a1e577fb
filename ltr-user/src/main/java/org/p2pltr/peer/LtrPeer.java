package org.p2pltr.peer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.p2pltr.disk.RocksStore;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Request;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.GroupReply;
import org.p2pltr.group.GroupRequest;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerContact;
import org.p2pltr.keys.Keys;
import org.p2pltr.logpeer.LogRequest;
import org.p2pltr.netty.NettyNetwork;
import org.p2pltr.replica.Revision;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;
import org.p2pltr.sync.UserSettings;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Text;

/**
 * One peer with all its roles: the only door for those outside. Every method may be called from any
 * thread; futures are completed off the peer's loop. A name that is not allowed fails the future
 * with IllegalArgumentException, a closed peer with IllegalStateException. Source: architecture.md.
 */
public final class LtrPeer implements AutoCloseable {
    /** A typed save: most bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = UserSettings.MAX_TYPED_BYTES;

    private final PeerSettings settings;
    private final List<Consumer<PeerReport>> listeners;
    private final RunningPeer peer;
    private final PeerContact self;
    private final Genesis genesis;
    private final NettyNetwork network;
    private final RocksStore store;
    private final CompletableFuture<String> oldCopy;

    private LtrPeer(
            PeerSettings settings,
            PeerStart.Started started,
            List<Consumer<PeerReport>> listeners,
            CompletableFuture<String> oldCopy) {
        this.settings = settings;
        this.listeners = listeners;
        this.peer = started.peer();
        this.self = started.self();
        this.genesis = started.genesis();
        this.network = started.network();
        this.store = started.store();
        this.oldCopy = oldCopy;
    }

    /**
     * Opens the data directory, keys, store and network, and starts. Blocks until other peers can
     * reach this one.
     *
     * @throws PeerStartException one clear line: directory in use, port taken, damaged core, no
     *     answer from a member
     */
    public static LtrPeer start(PeerSettings settings) throws PeerStartException {
        return start(settings, Keys.ED25519);
    }

    /** The same in a network of other signatures, as measurements need. */
    public static LtrPeer start(PeerSettings settings, Keys keys) throws PeerStartException {
        List<Consumer<PeerReport>> listeners = new CopyOnWriteArrayList<>();
        CompletableFuture<LtrPeer> whole = new CompletableFuture<>();
        CompletableFuture<String> oldCopy = new CompletableFuture<>();
        PeerStart.Started started =
                PeerStart.start(
                        settings,
                        keys,
                        event -> tell(listeners, event),
                        why -> {
                            if (why instanceof OldCopyException)
                                oldCopy.complete(Restoring.advice(why, settings));
                            tell(listeners, new PeerReport.Stopped(String.valueOf(why)));
                            // The thread that fails is the peer's own: closing would wait for
                            // itself.
                            var _ = whole.thenAcceptAsync(LtrPeer::close);
                        });
        LtrPeer peer = new LtrPeer(settings, started, listeners, oldCopy);
        whole.complete(peer);
        return peer;
    }

    private static void tell(List<Consumer<PeerReport>> listeners, PeerEvent event) {
        if (listeners.isEmpty()) return;
        Views.reports(event).forEach(report -> tell(listeners, report));
        ServiceViews.progress(event).ifPresent(report -> tell(listeners, report));
        tell(listeners, new PeerReport.Said(Instant.now(), EventWords.of(event)));
    }

    private static void tell(List<Consumer<PeerReport>> listeners, PeerReport report) {
        for (Consumer<PeerReport> listener : listeners) listener.accept(report);
    }

    /** A page's local view; empty if nobody made this page as far as known here. */
    public CompletableFuture<Optional<PageView>> page(String name) {
        return checked(() -> peer.ask(new UserRequest.ReadPage(DocumentKey.of(name)), Views::page));
    }

    /**
     * A page as of a validated timestamp; empty if there is no such one here. Its revision is
     * empty.
     */
    public CompletableFuture<Optional<PageView>> pageAt(String name, long ts) {
        return checked(() -> {
            Request request = new UserRequest.ReadPageAt(DocumentKey.of(name), new Timestamp(ts));
            return peer.ask(request, Views::page);
        });
    }

    /** Stores a tentative patch, durable when the future completes; a stale base is reconciled. */
    public CompletableFuture<SaveOutcome> save(PageSave save) {
        return checked(() -> {
            String base = save.base() instanceof PageSave.Base.Revision(String r) ? r : "";
            Request request =
                    new UserRequest.SavePage(
                            DocumentKey.of(save.name()),
                            Text.of(save.text()),
                            new AttributeChange(save.set(), save.removed()),
                            start(save.base()),
                            save.comment(),
                            author(save.author()));
            return peer.ask(request, reply -> Views.saved(reply, base));
        });
    }

    static UserRequest.Start start(PageSave.Base base) {
        return switch (base) {
            case PageSave.Base.None() -> new UserRequest.Start.Nothing();
            case PageSave.Base.Revision(String revision) ->
                    new UserRequest.Start.From(new Revision(revision));
        };
    }

    private String author(String name) {
        return name.isBlank() ? settings.name() : name;
    }

    /** Stores a deleting patch; refused if there is no such page. */
    public CompletableFuture<SaveOutcome> delete(String name, String author) {
        return checked(() -> {
            Request request = new UserRequest.DeletePage(DocumentKey.of(name), author(author));
            return peer.ask(request, reply -> Views.saved(reply, ""));
        });
    }

    /**
     * Takes back a save that has no timestamp yet. Its text is kept as a draft. Refused once it was
     * sent to be published, until its answer is here: it may be validated already.
     */
    public CompletableFuture<SaveOutcome> discard(String name, String patchId) {
        return checked(() -> {
            Request request = new UserRequest.DiscardPatch(DocumentKey.of(name), patch(patchId));
            return peer.ask(request, reply -> Views.saved(reply, ""));
        });
    }

    /**
     * Makes one save of some that have no timestamp yet and follow each other; of all that can be
     * if none is named. Refused as {@link #discard} is.
     */
    public CompletableFuture<SaveOutcome> squash(String name, List<String> patchIds) {
        return checked(() -> {
            List<PatchId> patches = patchIds.stream().map(LtrPeer::patch).toList();
            Request request = new UserRequest.SquashPatches(DocumentKey.of(name), patches);
            return peer.ask(request, reply -> Views.saved(reply, ""));
        });
    }

    /**
     * Takes back a validated patch, whatever came after it, with a new tentative one.
     *
     * @param comment for people, at most 500 bytes of UTF-8; empty: it names the patch
     */
    public CompletableFuture<UndoOutcome> undo(
            String name, long ts, String author, String comment) {
        return checked(() -> {
            String words = comment.isBlank() ? "Undid patch " + ts : comment;
            Request request =
                    new UserRequest.UndoPatch(
                            DocumentKey.of(name), new Timestamp(ts), author(author), words);
            return peer.ask(request, Views::undone);
        });
    }

    private static PatchId patch(String patchId) {
        if (!patchId.matches("[0-9a-f]{" + 2 * PatchId.LENGTH + "}"))
            throw new IllegalArgumentException(
                    "a patch id is "
                            + 2 * PatchId.LENGTH
                            + " hexadecimal digits in lower case, not '"
                            + patchId
                            + "'");
        return new PatchId(Bytes.hex(patchId));
    }

    /**
     * Patches in rising order: timestamps from {@code from} on, then tentative ones; at most {@code
     * limit} (1 to 1,000), fewer when they are large: then more follow the last one.
     */
    public CompletableFuture<List<HistoryLine>> history(String name, long from, int limit) {
        return checked(() -> {
            Request request =
                    new UserRequest.ReadHistory(DocumentKey.of(name), new Timestamp(from), limit);
            return peer.ask(request, reply -> Views.history(reply, self.id()));
        });
    }

    /**
     * Known pages in order of name, after {@code after} (empty: from the first), at most {@code
     * limit} (1 to 1,000).
     */
    public CompletableFuture<List<PageLine>> pages(String prefix, String after, int limit) {
        return checked(
                () -> peer.ask(new UserRequest.ListPages(prefix, after, limit), Views::pages));
    }

    /**
     * Publishes and retrieves now, whatever the back-off; completes when quiet or after some
     * seconds.
     */
    public CompletableFuture<SyncOutcome> sync() {
        return peer.ask(
                new UserRequest.SyncNow(),
                reply -> {
                    UserReply.Synced synced = (UserReply.Synced) reply;
                    return new SyncOutcome(
                            synced.published(), synced.retrieved(), synced.pending());
                });
    }

    /**
     * Works offline ({@code false}) or comes back; completes with the new state. Not remembered at
     * a restart.
     */
    public CompletableFuture<Boolean> online(boolean online) {
        return peer.ask(
                new UserRequest.WorkOnline(online), reply -> ((UserReply.Standing) reply).online());
    }

    /** This peer. */
    public CompletableFuture<PeerView> peer() {
        var standing = peer.ask(new UserRequest.AskStanding(), r -> (UserReply.Standing) r);
        var totals = peer.ask(new LogRequest.LogTotalsAsked(), r -> (LogRequest.Totals) r);
        var groups = peer.ask(new GroupRequest.GroupsAsked(), r -> (GroupReply.GroupsView) r);
        return standing.thenCompose(s -> totals.thenCombine(groups, (t, g) -> view(s, t, g)));
    }

    private PeerView view(
            UserReply.Standing standing, LogRequest.Totals totals, GroupReply.GroupsView groups) {
        return new PeerView(
                Views.hex(self.id()),
                settings.name(),
                settings.listen(),
                self.address().toString(),
                genesis.network().toString(),
                self.id().position().toString(),
                standing.online(),
                standing.pending(),
                standing.documents(),
                Math.toIntExact(groups.mastered()),
                groups.cells().size(),
                totals.entries());
    }

    /** Known peers, this one included, in ring order. */
    public CompletableFuture<List<KnownPeerView>> peers() {
        return peer.ask(new RingRequest.PeersAsked(), Views::peers);
    }

    /** Where a document lives, with the places of its newest segment. */
    public CompletableFuture<LookupView> lookup(String name) {
        return checked(
                () -> page(name).thenCompose(p -> lookupAt(name, p.map(PageView::ts).orElse(0L))));
    }

    /** Where a document lives, with the places of the segment of a timestamp (0: the first). */
    public CompletableFuture<LookupView> lookupAt(String name, long ts) {
        return checked(() -> new Lookup(peer, genesis).of(DocumentKey.of(name), new Timestamp(ts)));
    }

    /** The cells that this peer looks after, in order. */
    public CompletableFuture<List<CellLine>> cells() {
        return peer.ask(new GroupRequest.GroupsAsked(), ServiceViews::cells);
    }

    /**
     * The documents whose timestamps this peer looks after, in order of name after {@code after}
     * (empty: from the first), at most {@code limit} (1 to 1,000).
     */
    public CompletableFuture<List<TimestampLine>> timestamps(String after, int limit) {
        return checked(() ->
                peer.ask(
                        new GroupRequest.DocumentsAsked(known(after), limit),
                        ServiceViews::timestamps));
    }

    /**
     * What this peer keeps of the P2P-Log, in order of name after {@code after} (empty: from the
     * first), at most {@code limit} (1 to 1,000).
     */
    public CompletableFuture<List<KeptLine>> kept(String after, int limit) {
        return checked(() ->
                peer.ask(
                        new LogRequest.LogDocumentsAsked(known(after), limit), ServiceViews::kept));
    }

    /** What an operator can do for cells that lost the majority of their group for good. */
    public CellRecovery recovery() {
        return new CellRecovery(peer, self.id(), genesis);
    }

    /** What the network was made with. */
    public NetworkView network() {
        return ServiceViews.network(genesis);
    }

    /** What went over the network since the start. */
    public TrafficView traffic() {
        return ServiceViews.traffic(network.counts());
    }

    /** How many syncs the disk was asked for since the start: one for many writes. */
    public long syncs() {
        return store.syncs();
    }

    /**
     * Completes if other peers prove that this data directory is an old or doubled copy, with a
     * line that says so and what helps. The peer has stopped then, and the process should end.
     */
    public CompletableFuture<String> oldCopy() {
        return oldCopy.copy();
    }

    /** False once it is closed or stopped by itself. */
    public boolean isRunning() {
        return !peer.isClosed();
    }

    /** A wrong name must fail here: a role that throws takes the peer down. */
    private static String known(String name) {
        return name.isEmpty() ? name : DocumentKey.of(name).name();
    }

    /** The durable sequence of changes after a number, at most {@code limit} (1 to 1,000). */
    public CompletableFuture<List<PageChange>> changes(long after, int limit) {
        return checked(() -> peer.ask(new UserRequest.ReadChanges(after, limit), Views::changes));
    }

    /** The texts that are kept but not saved. */
    public PeerDrafts drafts() {
        return new PeerDrafts(peer);
    }

    /**
     * Tells what happens from now on, on a thread of the peer that must not be blocked, until the
     * answer is closed.
     */
    public Subscription listen(Consumer<PeerReport> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Ends a {@link #listen}. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Stops: what was answered is on disk. A second call does nothing. */
    @Override
    public void close() {
        peer.close();
    }

    /** What is wrong with the arguments fails the future, so that there is one way to be told. */
    static <T> CompletableFuture<T> checked(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
