package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.p2pltr.diff.Diff;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/**
 * A merge whose moved paragraphs are put where they went before anything else: then an edit inside
 * one is an edit like any other. Used once. Source: issue 4; reconciliation.md.
 */
final class MoveFollowing {
    /**
     * The most moves that one merge follows. Each costs a difference of the whole page; what is
     * moved beyond them stands in both places if the other side edited it, and that is told.
     */
    static final int MAX_MOVES = 16;

    private DocumentState base;
    private StateChange theirs;
    private List<StateChange> queue;

    /** My moves on their text, which my first change starts with. */
    private final List<Change> myMoves = new ArrayList<>();

    MoveFollowing(DocumentState base, StateChange theirs, List<StateChange> queue) {
        this.base = base;
        this.theirs = theirs;
        this.queue = queue;
    }

    /** Three changes of one base, which may have moved: what is left to merge. */
    record Rest(
            DocumentState base, StateChange theirs, List<StateChange> queue, StateChange mine) {}

    /** Follows the moves, has the rest merged, and puts mine in front of it. */
    RebasedQueue run(Function<Rest, RebasedQueue> merge) {
        StateChange mine = StandardEngine.composed(base, queue);
        for (int moves = 0; moves < MAX_MOVES && followsOne(mine); moves++) {
            mine = StandardEngine.composed(base, queue);
        }
        RebasedQueue rebased = merge.apply(new Rest(base, theirs, queue, mine));
        if (myMoves.isEmpty()) return rebased;
        StateChange onMoved = rebased.changes().getFirst();
        List<Change> all = new ArrayList<>(myMoves);
        all.add(onMoved.text());
        Change text = Change.composeAll(myMoves.getFirst().lengthBefore(), all);
        return new RebasedQueue(
                List.of(new StateChange(text, onMoved.attributes())), rebased.conflicts());
    }

    private boolean followsOne(StateChange mine) {
        Optional<Swap> theirMove = Moves.first(base.text(), theirs.text(), mine.text());
        theirMove.ifPresent(this::followTheirs);
        if (theirMove.isPresent()) return true;
        // In a longer queue later changes were made where I moved it to; there the edit stays and
        // my copy is told.
        if (queue.size() != 1) return false;
        Optional<Swap> myMove = Moves.first(base.text(), mine.text(), theirs.text());
        myMove.ifPresent(move -> followMine(move, mine));
        return myMove.isPresent();
    }

    private void followTheirs(Swap move) {
        Text moved = move.asChange(base.text()).apply(base.text());
        Change theirRest = Diff.between(moved, theirs.text().apply(base.text()));
        List<StateChange> carried = new ArrayList<>();
        Swap next = move;
        for (StateChange change : queue) {
            Swap.Carried one = next.carry(change.text());
            carried.add(new StateChange(one.change(), change.attributes()));
            next = one.swap();
        }
        base = new DocumentState(moved, base.attributes());
        theirs = new StateChange(theirRest, theirs.attributes());
        queue = carried;
    }

    private void followMine(Swap move, StateChange mine) {
        Text moved = move.asChange(base.text()).apply(base.text());
        Change myRest = Diff.between(moved, mine.text().apply(base.text()));
        Swap.Carried carried = move.carry(theirs.text());
        myMoves.add(carried.swap().asChange(theirs.text().apply(base.text())));
        base = new DocumentState(moved, base.attributes());
        theirs = new StateChange(carried.change(), theirs.attributes());
        queue = List.of(new StateChange(myRest, mine.attributes()));
    }
}
