package org.p2pltr.peer;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.Bytes;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;
import org.p2pltr.text.Text;

/**
 * The part of {@link LtrPeer}'s door for texts that are typed but not saved; the same rules hold.
 */
public final class PeerDrafts {
    static final int EDITOR_DIGITS = 2 * UserRequest.StoreDraft.EDITOR_BYTES;

    private final RunningPeer peer;

    PeerDrafts(RunningPeer peer) {
        this.peer = peer;
    }

    /** Keeps what is typed, over what the same editor kept before; on disk when it completes. */
    public CompletableFuture<DraftKept> keep(DraftTyped typed) {
        return LtrPeer.checked(() -> {
            UserRequest request =
                    new UserRequest.StoreDraft(
                            DocumentKey.of(typed.name()),
                            editor(typed.editor()),
                            typed.text(),
                            typed.baseRevision(),
                            typed.author(),
                            typed.comment(),
                            typed.tags(),
                            typed.startTags());
            return peer.ask(request, Views::kept);
        });
    }

    /** Drafts in order of their pages, after one (empty: from the first), at most so many. */
    public CompletableFuture<DraftList> list(String after, int limit) {
        return LtrPeer.checked(
                () -> peer.ask(new UserRequest.ReadDrafts(after, limit), Views::drafts));
    }

    /** The drafts of a page. */
    public CompletableFuture<DraftList> of(String name) {
        return LtrPeer.checked(
                () -> peer.ask(new UserRequest.ReadDraftsOf(DocumentKey.of(name)), Views::drafts));
    }

    /** One draft. */
    public CompletableFuture<Optional<DraftView>> find(String draftId) {
        return peer.ask(
                new UserRequest.ReadDraft(draftId),
                reply -> Views.drafts(reply).drafts().stream().findFirst());
    }

    /** Removes a draft; completes with false if there is none. */
    public CompletableFuture<Boolean> remove(String draftId) {
        return remove(draftId, Optional.empty());
    }

    /** Removes a draft, if it was not kept again since; completes with false if it was. */
    public CompletableFuture<Boolean> remove(String draftId, Instant keptAt) {
        return remove(draftId, Optional.of(keptAt));
    }

    /**
     * What a save of a typed text would make of the page's text, as somebody else's save may have
     * arrived while it was typed. Nothing is stored.
     */
    public CompletableFuture<MergeOutcome> merge(String name, String text, PageSave.Base base) {
        return LtrPeer.checked(() -> {
            UserRequest request =
                    new UserRequest.MergeTyped(
                            DocumentKey.of(name), Text.of(text), LtrPeer.start(base));
            return peer.ask(request, Views::merged);
        });
    }

    private CompletableFuture<Boolean> remove(String draftId, Optional<Instant> keptAt) {
        return peer.ask(
                new UserRequest.RemoveDraft(draftId, keptAt),
                reply -> ((UserReply.DraftRemoved) reply).removed());
    }

    /** Removes what an editor of a page kept, if it did. */
    public CompletableFuture<Boolean> remove(String name, String editor) {
        return LtrPeer.checked(
                () -> remove(UserRequest.StoreDraft.id(DocumentKey.of(name), editor(editor))));
    }

    private static Bytes editor(String name) {
        if (!name.matches("[0-9a-f]{" + EDITOR_DIGITS + "}"))
            throw new IllegalArgumentException(
                    "an editor's name is "
                            + EDITOR_DIGITS
                            + " hexadecimal digits in lower case, not '"
                            + name
                            + "'");
        return Bytes.hex(name);
    }
}
