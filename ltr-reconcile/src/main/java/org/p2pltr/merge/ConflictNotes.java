package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Bias;
import org.p2pltr.text.Change;
import org.p2pltr.text.MalformedChangeException;
import org.p2pltr.text.Positions;

/**
 * The conflicts noted in the document's attributes while my changes are put onto theirs: those that
 * were there, less those I settled, plus those I noted, plus those found now; each with its place
 * in the merged text.
 */
final class ConflictNotes {
    /**
     * So many changes of a queue carry the notes so far; then only the last one does, or a long
     * queue would swell.
     */
    private static final int MAX_CARRIERS = 16;

    private List<Conflict> mine;
    private List<Conflict> merged;

    /** My changes on the merged text that the places of {@code merged} have not followed yet. */
    private final List<Change> since = new ArrayList<>();

    private int carriers;
    private boolean unwritten;

    ConflictNotes(Attributes base, Attributes onTheirs) {
        this.mine = read(base.values().getOrDefault(Attributes.CONFLICTS, ""));
        this.merged = read(onTheirs.values().getOrDefault(Attributes.CONFLICTS, ""));
    }

    /**
     * My next change of the attributes with the notes as they must be after it; as it is, if there
     * is nothing to note.
     *
     * @param text the same change's text, on the merged text
     * @param last no change follows, so what is not written yet must be
     */
    AttributeChange next(
            Change text, AttributeChange attributes, List<Conflict> found, boolean last) {
        since.add(text);
        boolean mineTouches = attributes.touches(Attributes.CONFLICTS);
        if (mineTouches) follow(attributes);
        if (!found.isEmpty()) {
            movePlaces();
            merged.addAll(found);
            unwritten = true;
        }
        boolean carries = mineTouches || (unwritten && (last || carriers < MAX_CARRIERS));
        return carries ? written(attributes) : attributes;
    }

    /** Takes over what my change noted and settled. */
    private void follow(AttributeChange attributes) {
        movePlaces();
        Set<Conflict> before = anywhere(mine);
        mine = read(attributes.set().getOrDefault(Attributes.CONFLICTS, ""));
        Set<Conflict> now = anywhere(mine);
        merged.removeIf(
                conflict -> before.contains(conflict.at(0)) && !now.contains(conflict.at(0)));
        mine.stream().filter(conflict -> !before.contains(conflict.at(0))).forEach(merged::add);
    }

    private AttributeChange written(AttributeChange attributes) {
        movePlaces();
        carriers++;
        unwritten = false;
        return merged.isEmpty()
                ? attributes.without(Attributes.CONFLICTS)
                : attributes.with(Attributes.CONFLICTS, ConflictCodec.encode(merged));
    }

    private void movePlaces() {
        if (since.isEmpty()) return;
        Change moved = Change.composeAll(since.getFirst().lengthBefore(), since);
        since.clear();
        Positions positions = new Positions(moved);
        List<Conflict> after = new ArrayList<>();
        for (Conflict conflict : merged) {
            int place = Math.min(conflict.place(), moved.lengthBefore());
            after.add(conflict.at(positions.after(place, Bias.BEFORE)));
        }
        merged = after;
    }

    /** Places move with every edit; a conflict is known by its texts. */
    private static Set<Conflict> anywhere(List<Conflict> conflicts) {
        return conflicts.stream()
                .map(conflict -> conflict.at(0))
                .collect(Collectors.toCollection(LinkedHashSet::new));
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
