package org.p2pltr.wiki.peer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.p2pltr.peer.CellLine;
import org.p2pltr.peer.HistoryLine;
import org.p2pltr.peer.KeptLine;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.LookupView;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.NetworkView;
import org.p2pltr.peer.PageLine;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.PeerReport;
import org.p2pltr.peer.PeerView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.peer.SyncOutcome;
import org.p2pltr.peer.TimestampLine;
import org.p2pltr.peer.TrafficView;
import org.p2pltr.peer.UndoOutcome;
import org.springframework.stereotype.Service;

/**
 * The peer as the web asks it: each call waits for the peer's answer. Throws
 * IllegalArgumentException for a name that is not allowed and {@link PeerSilentException} when
 * there is no answer in time.
 */
@Service
public class WikiPeer {
    /** How long a page's request waits for the peer, in seconds. */
    static final int PATIENCE_SECONDS = 30;

    private final LtrPeer peer;

    WikiPeer(LtrPeer peer) {
        this.peer = peer;
    }

    /** See {@link LtrPeer#page}. */
    public Optional<PageView> page(String name) {
        return await(peer.page(name));
    }

    /** See {@link LtrPeer#pageAt}. */
    public Optional<PageView> pageAt(String name, long ts) {
        return await(peer.pageAt(name, ts));
    }

    /** See {@link LtrPeer#save}. */
    public SaveOutcome save(PageSave save) {
        return await(peer.save(save));
    }

    /** See {@link LtrPeer#delete}. */
    public SaveOutcome delete(String name, String author) {
        return await(peer.delete(name, author));
    }

    /** See {@link LtrPeer#discard}. */
    public SaveOutcome discard(String name, String patchId) {
        return await(peer.discard(name, patchId));
    }

    /** See {@link LtrPeer#squash}. */
    public SaveOutcome squash(String name, List<String> patchIds) {
        return await(peer.squash(name, patchIds));
    }

    /** See {@link LtrPeer#undo}. */
    public UndoOutcome undo(String name, long ts, String author, String comment) {
        return await(peer.undo(name, ts, author, comment));
    }

    /** See {@link LtrPeer#history}. */
    public List<HistoryLine> history(String name, long from, int limit) {
        return await(peer.history(name, from, limit));
    }

    /** See {@link LtrPeer#pages}. */
    public List<PageLine> pages(String prefix, String after, int limit) {
        return await(peer.pages(prefix, after, limit));
    }

    /** See {@link LtrPeer#sync}. */
    public SyncOutcome sync() {
        return await(peer.sync());
    }

    /** See {@link LtrPeer#online}. */
    public boolean online(boolean online) {
        return await(peer.online(online));
    }

    /** See {@link LtrPeer#peer}. */
    public PeerView peer() {
        return await(peer.peer());
    }

    /** See {@link LtrPeer#peers}. */
    public List<KnownPeerView> peers() {
        return await(peer.peers());
    }

    /** See {@link LtrPeer#lookup}. */
    public LookupView lookup(String name) {
        return await(peer.lookup(name));
    }

    /**
     * Tells what happens from now on, on a thread of the peer that must not be blocked, until the
     * answer is run.
     */
    public Runnable listen(Consumer<PeerReport> listener) {
        return peer.listen(listener)::close;
    }

    /** See {@link LtrPeer#lookupAt}. */
    public LookupView lookupAt(String name, long ts) {
        return await(peer.lookupAt(name, ts));
    }

    /** See {@link LtrPeer#cells}. */
    public List<CellLine> cells() {
        return await(peer.cells());
    }

    /** See {@link LtrPeer#timestamps}. */
    public List<TimestampLine> timestamps(String after, int limit) {
        return await(peer.timestamps(after, limit));
    }

    /** See {@link LtrPeer#kept}. */
    public List<KeptLine> kept(String after, int limit) {
        return await(peer.kept(after, limit));
    }

    /** See {@link LtrPeer#network}. */
    public NetworkView network() {
        return peer.network();
    }

    /** See {@link LtrPeer#traffic}. */
    public TrafficView traffic() {
        return peer.traffic();
    }

    /** See {@link LtrPeer#isRunning}. */
    public boolean isRunning() {
        return peer.isRunning();
    }

    static <T> T await(CompletableFuture<T> answer) {
        return await(answer, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    static <T> T await(CompletableFuture<T> answer, Duration patience) {
        try {
            return answer.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) throw wrong;
            throw new PeerSilentException("the peer could not answer", e);
        } catch (TimeoutException e) {
            throw new PeerSilentException(
                    "the peer did not answer within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerSilentException("this server is stopping", e);
        }
    }
}
