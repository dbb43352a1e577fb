package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Bias;
import org.p2pltr.text.Change;
import org.p2pltr.text.MalformedChangeException;

/**
 * The conflicts noted in the document's attributes while my changes are put onto theirs: those that
 * were there, less those I settled, plus those I noted, plus those found now; each with its place
 * in the merged text.
 */
final class ConflictNotes {
    private List<Conflict> mine;
    private List<Conflict> merged;

    ConflictNotes(Attributes base, Attributes onTheirs) {
        this.mine = read(base.values().getOrDefault(Attributes.CONFLICTS, ""));
        this.merged = read(onTheirs.values().getOrDefault(Attributes.CONFLICTS, ""));
    }

    /**
     * My next change of the attributes with the notes as they must be after it; as it is, if there
     * is nothing to note.
     *
     * @param text the same change's text, on the merged text
     */
    AttributeChange next(Change text, AttributeChange attributes, List<Conflict> found) {
        boolean mineTouches = attributes.touches(Attributes.CONFLICTS);
        List<Conflict> mineBefore = mine;
        if (mineTouches) mine = read(attributes.set().getOrDefault(Attributes.CONFLICTS, ""));
        List<Conflict> after = new ArrayList<>();
        for (Conflict conflict : merged) {
            boolean settledByMe = holds(mineBefore, conflict) && !holds(mine, conflict);
            if (!settledByMe) after.add(conflict.at(placeAfter(text, conflict.place())));
        }
        for (Conflict conflict : mine) {
            if (!holds(mineBefore, conflict))
                after.add(conflict.at(Math.min(conflict.place(), text.lengthAfter())));
        }
        after.addAll(found);
        merged = after;
        if (found.isEmpty() && !mineTouches) return attributes;
        return after.isEmpty()
                ? attributes.without(Attributes.CONFLICTS)
                : attributes.with(Attributes.CONFLICTS, ConflictCodec.encode(after));
    }

    private static int placeAfter(Change text, int place) {
        return text.mapPosition(Math.min(place, text.lengthBefore()), Bias.BEFORE);
    }

    /** Places move with every edit; a conflict is known by its texts. */
    private static boolean holds(List<Conflict> conflicts, Conflict wanted) {
        return conflicts.stream().anyMatch(conflict -> conflict.at(0).equals(wanted.at(0)));
    }

    /**
     * A value that is not ours was put there by somebody who plays tricks: it is worth nothing to a
     * reader.
     */
    private static List<Conflict> read(String value) {
        if (value.isEmpty()) return List.of();
        try {
            return ConflictCodec.decode(value);
        } catch (MalformedChangeException notOurs) {
            return List.of();
        }
    }
}
