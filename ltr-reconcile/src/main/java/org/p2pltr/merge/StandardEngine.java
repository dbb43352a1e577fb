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
        Change myText =
                Change.composeAll(
                        base.text().length(), queue.stream().map(StateChange::text).toList());
        AttributeChange myAttributes =
                queue.stream()
                        .map(StateChange::attributes)
                        .reduce(AttributeChange.NONE, AttributeChange::compose);
        TextRebase text = new TextRebase(base.text(), theirs.text(), myText);
        AttributeRebase attributes =
                new AttributeRebase(base.attributes(), theirs.attributes(), myAttributes);
        ConflictNotes notes =
                new ConflictNotes(base.attributes(), theirs.attributes().apply(base.attributes()));
        List<StateChange> rebased = new ArrayList<>();
        for (StateChange mine : queue) {
            Change textOnTheirs = text.next(mine.text());
            AttributeChange attributesOnTheirs = attributes.next(mine.attributes());
            List<Conflict> found = new ArrayList<>(attributes.conflictsOf(mine.attributes()));
            found.addAll(text.conflictsOfLast());
            rebased.add(
                    new StateChange(
                            textOnTheirs, notes.next(textOnTheirs, attributesOnTheirs, found)));
        }
        List<Conflict> all = new ArrayList<>(attributes.conflicts());
        all.addAll(text.conflicts());
        return new RebasedQueue(rebased, all);
    }
}
