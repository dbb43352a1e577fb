package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;

/**
 * The default engine: words inside lines for the text, name by name for the attributes. Source:
 * reconciliation.md.
 */
final class StandardEngine implements ReconciliationEngine {

    @Override
    public RebasedQueue rebase(DocumentState base, StateChange theirs, List<StateChange> queue) {
        if (queue.isEmpty()) return new RebasedQueue(List.of(), List.of());
        StateChange mine = composed(base, queue);
        if (Removal.isUndoneBy(base, theirs, mine)) {
            RebasedQueue rebased =
                    new Pass(base, Removal.keepingText(theirs), queue, mine)
                            .told(0, Removal.byThem())
                            .run();
            List<StateChange> changes = new ArrayList<>(rebased.changes());
            changes.set(0, Removal.restoring(base, theirs).compose(changes.getFirst()));
            return new RebasedQueue(changes, rebased.conflicts());
        }
        if (Removal.isUndoneBy(base, mine, theirs)) {
            List<StateChange> kept = Removal.withoutRemoval(queue, Removal.empties(mine.text()));
            return new Pass(base, theirs, kept, composed(base, kept))
                    .told(Removal.firstOf(queue), Removal.byMe())
                    .run();
        }
        return new MoveFollowing(base, theirs, queue)
                .run(rest -> new Pass(rest.base(), rest.theirs(), rest.queue(), rest.mine()).run());
    }

    /** The queue as one change. */
    static StateChange composed(DocumentState base, List<StateChange> queue) {
        Change text =
                Change.composeAll(
                        base.text().length(), queue.stream().map(StateChange::text).toList());
        AttributeChange attributes =
                queue.stream()
                        .map(StateChange::attributes)
                        .reduce(AttributeChange.NONE, AttributeChange::compose);
        return new StateChange(text, attributes);
    }

    /** One pass over the queue; used once. */
    private static final class Pass {
        private final List<StateChange> queue;
        private final TextRebase text;
        private final AttributeRebase attributes;
        private final ConflictNotes notes;
        private final List<Conflict> told = new ArrayList<>();
        private int toldAt = -1;

        Pass(DocumentState base, StateChange theirs, List<StateChange> queue, StateChange mine) {
            this.queue = queue;
            this.text = new TextRebase(base.text(), theirs.text(), mine.text(), queue.size() == 1);
            this.attributes =
                    new AttributeRebase(base.attributes(), theirs.attributes(), mine.attributes());
            this.notes =
                    new ConflictNotes(
                            base.attributes(), theirs.attributes().apply(base.attributes()));
        }

        /** One more conflict, told by the change with this index. */
        Pass told(int index, Conflict conflict) {
            toldAt = index;
            told.add(conflict);
            return this;
        }

        RebasedQueue run() {
            List<StateChange> rebased = new ArrayList<>();
            for (StateChange change : queue) {
                List<Conflict> found = new ArrayList<>(rebased.size() == toldAt ? told : List.of());
                Change textOnTheirs = text.next(change.text());
                found.addAll(attributes.conflictsOf(change.attributes()));
                found.addAll(text.conflictsOfLast());
                AttributeChange onTheirs = attributes.next(change.attributes());
                boolean last = rebased.size() == queue.size() - 1;
                rebased.add(
                        new StateChange(
                                textOnTheirs, notes.next(textOnTheirs, onTheirs, found, last)));
            }
            List<Conflict> all = new ArrayList<>(told);
            all.addAll(attributes.conflicts());
            all.addAll(text.conflicts());
            return new RebasedQueue(rebased, all);
        }
    }
}
