package org.p2pltr.merge;

import java.util.List;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;

/**
 * Puts a person's unpublished changes onto what others published meanwhile. Implementations are
 * pure functions, may be called from any thread, and lose nothing that anybody typed. Source:
 * reconciliation.md, "Merging a tentative change".
 */
public interface ReconciliationEngine {
    /** The engine that every peer uses unless it was given another. */
    static ReconciliationEngine standard() {
        return new StandardEngine();
    }

    /**
     * Puts a queue of tentative changes onto the missing patches, in one pass.
     *
     * <p>Nothing is cut to fit a limit. Where both sides inserted much, the text that the changes
     * yield may be longer than {@link org.p2pltr.text.Text#MAX_LENGTH}: the caller checks before it
     * publishes, and keeps what is too long as a draft. Attributes always fit: a name of mine for
     * which their patches left no room is not set but told in a conflict.
     *
     * @param base the validated state the queue starts from
     * @param theirs the missing patches composed to one change of {@code base}
     * @param queue the tentative changes in the order saved, each made from what the one before it
     *     yields
     * @throws IllegalArgumentException if a change does not fit the text it should apply to
     */
    RebasedQueue rebase(DocumentState base, StateChange theirs, List<StateChange> queue);

    /** Puts one tentative change onto the missing patches; the same as a queue of one. */
    default Merge reconcile(DocumentState base, StateChange theirs, StateChange mine) {
        RebasedQueue rebased = rebase(base, theirs, List.of(mine));
        return new Merge(rebased.changes().getFirst(), rebased.conflicts());
    }
}
