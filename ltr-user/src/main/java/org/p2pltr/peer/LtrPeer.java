package org.p2pltr.peer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One peer with all its roles: the only door for those outside. Every method may be called from any
 * thread; futures are completed off the peer's loop. A name that is not allowed fails the future
 * with IllegalArgumentException. Source: architecture.md.
 */
// The roles are assembled in a later change; until then every method says so.
@SuppressWarnings("DoNotCallSuggester")
public final class LtrPeer implements AutoCloseable {
    /** A typed save: most bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 1024 * 1024;

    private LtrPeer() {}

    /**
     * Opens the data directory, keys, store and network, and starts. Blocks until other peers can
     * reach this one.
     *
     * @throws PeerStartException one clear line: directory in use, port taken, damaged core, no
     *     answer from a member
     */
    public static LtrPeer start(PeerSettings settings) throws PeerStartException {
        throw new PeerStartException("the roles are not assembled yet: " + settings.name());
    }

    /** A page's local view; empty if nobody made this page as far as known here. */
    public CompletableFuture<Optional<PageView>> page(String name) {
        throw notYet();
    }

    /** A page as of a validated timestamp; empty if there is no such one here. */
    public CompletableFuture<Optional<PageView>> pageAt(String name, long ts) {
        throw notYet();
    }

    /** Stores a tentative patch, durable when the future completes; a stale base is reconciled. */
    public CompletableFuture<SaveOutcome> save(PageSave save) {
        throw notYet();
    }

    /** Stores a deleting patch; refused if there is no such page. */
    public CompletableFuture<SaveOutcome> delete(String name, String author) {
        throw notYet();
    }

    /**
     * Takes back a save that has no timestamp yet; refused once it is published. Its text is kept
     * as a draft.
     */
    public CompletableFuture<SaveOutcome> discard(String name, String patchId) {
        throw notYet();
    }

    /**
     * Patches in rising order: timestamps from {@code from} on, then tentative ones; at most {@code
     * limit} (1 to 1,000).
     */
    public CompletableFuture<List<HistoryLine>> history(String name, long from, int limit) {
        throw notYet();
    }

    /**
     * Known pages in order of name, after {@code after} (empty: from the first), at most {@code
     * limit} (1 to 1,000).
     */
    public CompletableFuture<List<PageLine>> pages(String prefix, String after, int limit) {
        throw notYet();
    }

    /**
     * Publishes and retrieves now, whatever the back-off; completes when quiet or after some
     * seconds.
     */
    public CompletableFuture<SyncOutcome> sync() {
        throw notYet();
    }

    /**
     * Works offline ({@code false}) or comes back; completes with the new state. Not remembered at
     * a restart.
     */
    public CompletableFuture<Boolean> online(boolean online) {
        throw notYet();
    }

    /** This peer. */
    public CompletableFuture<PeerView> peer() {
        throw notYet();
    }

    /** Known peers, this one included, in ring order. */
    public CompletableFuture<List<KnownPeerView>> peers() {
        throw notYet();
    }

    /** Where a document lives. */
    public CompletableFuture<LookupView> lookup(String name) {
        throw notYet();
    }

    /** The durable sequence of changes after a number, at most {@code limit} (1 to 1,000). */
    public CompletableFuture<List<PageChange>> changes(long after, int limit) {
        throw notYet();
    }

    /** Texts that are kept but not saved, in order of page and time. */
    public CompletableFuture<List<DraftView>> drafts() {
        throw notYet();
    }

    /** Removes a draft; completes with false if there is none. */
    public CompletableFuture<Boolean> removeDraft(String draftId) {
        throw notYet();
    }

    /**
     * Tells what happens from now on, on a thread of the peer that must not be blocked, until the
     * answer is closed.
     */
    public Subscription listen(Consumer<PeerReport> listener) {
        throw notYet();
    }

    /** Ends a {@link #listen}. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Stops: what was answered is on disk. A second call does nothing. */
    @Override
    public void close() {}

    private static UnsupportedOperationException notYet() {
        return new UnsupportedOperationException("the roles are not assembled yet");
    }
}
