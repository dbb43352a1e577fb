package org.p2pltr.replica;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Bias;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/**
 * The conflicts that one patch of a queue notes for others of it: in a long queue only the last
 * patch carries the notes, so they must not go when that one is discarded.
 */
final class NotesOfOthers {
    private NotesOfOthers() {}

    /** The queue without the patch at this place, whose last patch now notes what that one did. */
    static List<TentativePatch> kept(Replica before, int place, List<TentativePatch> without) {
        // What may have been sent stays as it is.
        if (without.size() <= before.sent()) return without;
        List<Conflict> notes = carried(before, place, before.tentative().get(place).change());
        if (notes.isEmpty()) return without;
        DocumentState under = before.after(place);
        StateChange later = Queue.composed(under, without.subList(place, without.size()));
        List<Conflict> all = new ArrayList<>(ConflictPlaces.noted(later.apply(under)));
        Set<Conflict> there = anywhere(all);
        for (Conflict note : notes)
            if (!there.contains(note.at(0))) all.add(moved(note, later.text()));
        return noting(without, all);
    }

    private static List<TentativePatch> noting(List<TentativePatch> queue, List<Conflict> notes) {
        List<TentativePatch> noting = new ArrayList<>(queue);
        TentativePatch last = noting.removeLast();
        StateChange change = last.change();
        String value = ConflictCodec.encode(notes);
        noting.add(
                last.changing(
                        new StateChange(
                                change.text(),
                                change.attributes().with(Attributes.CONFLICTS, value))));
        return noting;
    }

    /**
     * What the change at this place notes for those before it. One that carries notes has them all,
     * so there is nothing of others behind it.
     */
    private static List<Conflict> carried(Replica before, int place, StateChange change) {
        boolean alone = place == 0 || carries(before.tentative().get(place - 1).change());
        if (alone || !carries(change)) return List.of();
        DocumentState under = before.after(place);
        Set<Conflict> there = anywhere(ConflictPlaces.noted(under));
        Set<Conflict> unsettled = anywhere(ConflictPlaces.noted(before.local()));
        Change back = change.text().invert(under.text());
        List<Conflict> carried = new ArrayList<>();
        for (Conflict note : ConflictPlaces.noted(change.apply(under))) {
            Conflict without = moved(note, back);
            Conflict name = note.at(0);
            if (!there.contains(name)
                    && unsettled.contains(name)
                    && stands(without, under.text(), change)) carried.add(without);
        }
        return carried;
    }

    private static boolean carries(StateChange change) {
        return change.attributes().touches(Attributes.CONFLICTS);
    }

    /**
     * True if there is such a conflict without the change too. What was deleted by one and edited
     * by another is told by who deleted it; nothing shows who that was, so it goes.
     */
    private static boolean stands(Conflict note, Text without, StateChange change) {
        return switch (note) {
            case Conflict.InAttribute attribute -> !change.attributes().touches(attribute.name());
            case Conflict.LeftOut _ -> true;
            case Conflict.InText(int place, _, Text theirs, Text mine) ->
                    !mine.isEmpty()
                            && without.string().startsWith(theirs.string() + mine.string(), place);
        };
    }

    private static Conflict moved(Conflict note, Change text) {
        int place = Math.min(note.place(), text.lengthBefore());
        return note.at(text.mapPosition(place, Bias.BEFORE));
    }

    /** Places move with every edit; a conflict is known by its texts. */
    private static Set<Conflict> anywhere(List<Conflict> conflicts) {
        return conflicts.stream()
                .map(conflict -> conflict.at(0))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
