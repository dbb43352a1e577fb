package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/**
 * A page that one side removed while the other edited it: the edit wins, the page stays, and it is
 * said. Source: reconciliation.md, rule 4; attributes.
 */
final class Removal {
    private static final Text YES = Text.of("true");

    private Removal() {}

    /**
     * True if the one removed the page and the other did something to it that is not its removal.
     */
    static boolean isUndoneBy(DocumentState base, StateChange removal, StateChange edit) {
        return !base.attributes().isDeleted()
                && removes(removal)
                && !edit.isIdentity()
                && !removes(edit);
    }

    /** Told when they removed what I edited. */
    static Conflict byThem() {
        return new Conflict.InAttribute(Attributes.DELETED, Text.EMPTY, YES, Text.EMPTY);
    }

    /** Told when I removed what they edited. */
    static Conflict byMe() {
        return new Conflict.InAttribute(Attributes.DELETED, Text.EMPTY, Text.EMPTY, YES);
    }

    /**
     * Their change as I merge with it: if they emptied the page, as if they had left the text
     * alone.
     */
    static StateChange keepingText(StateChange theirs) {
        return empties(theirs.text())
                ? new StateChange(
                        Change.identity(theirs.text().lengthBefore()), theirs.attributes())
                : theirs;
    }

    /**
     * What turns the removed page into the one that {@link #keepingText} yields, no longer removed.
     */
    static StateChange restoring(DocumentState base, StateChange theirs) {
        Change text =
                empties(theirs.text())
                        ? theirs.text().invert(base.text())
                        : Change.identity(theirs.text().lengthAfter());
        return new StateChange(text, AttributeChange.NONE.without(Attributes.DELETED));
    }

    /** The first of my changes that removes the page. */
    static int firstOf(List<StateChange> queue) {
        int index = 0;
        while (!removes(queue.get(index))) index++;
        return index;
    }

    /** My changes without the removal: from it on the text stays, if I emptied the page. */
    static List<StateChange> withoutRemoval(List<StateChange> queue, boolean emptied) {
        int removal = firstOf(queue);
        List<StateChange> kept = new ArrayList<>();
        for (int i = 0; i < queue.size(); i++) {
            StateChange change = queue.get(i);
            boolean keepsText = emptied && i >= removal;
            Change text =
                    keepsText
                            ? Change.identity(queue.get(removal).text().lengthBefore())
                            : change.text();
            kept.add(new StateChange(text, change.attributes().leaving(Attributes.DELETED)));
        }
        return kept;
    }

    static boolean empties(Change text) {
        return text.lengthBefore() > 0 && text.lengthAfter() == 0;
    }

    private static boolean removes(StateChange change) {
        return "true".equals(change.attributes().set().get(Attributes.DELETED));
    }
}
