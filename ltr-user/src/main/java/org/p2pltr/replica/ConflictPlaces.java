package org.p2pltr.replica;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Bias;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.MalformedChangeException;
import org.p2pltr.text.StateChange;

/** Where conflicts noted in a document are after a save that says nothing about them. */
final class ConflictPlaces {
    private ConflictPlaces() {}

    /** The change with the noted conflicts at their new places; as it is, if none moves. */
    static StateChange followed(DocumentState before, StateChange change) {
        String noted = before.attributes().get(Attributes.CONFLICTS).orElse("");
        // What notes or settles conflicts has their places right.
        if (noted.isEmpty()
                || change.text().isIdentity()
                || change.attributes().touches(Attributes.CONFLICTS)) return change;
        String moved = moved(noted, change.text());
        return moved.equals(noted)
                ? change
                : new StateChange(
                        change.text(), change.attributes().with(Attributes.CONFLICTS, moved));
    }

    /** The conflicts noted in a document; none if somebody wrote something else there. */
    static List<Conflict> noted(DocumentState state) {
        return state.attributes()
                .get(Attributes.CONFLICTS)
                .map(ConflictPlaces::read)
                .orElse(List.of());
    }

    private static List<Conflict> read(String noted) {
        try {
            return ConflictCodec.decode(noted);
        } catch (MalformedChangeException notOurs) {
            return List.of();
        }
    }

    private static String moved(String noted, Change text) {
        List<Conflict> conflicts = read(noted);
        // Somebody wrote the attribute by hand: there is no place in it.
        if (conflicts.isEmpty()) return noted;
        List<Conflict> after = new ArrayList<>();
        for (Conflict each : conflicts) {
            int place = Math.min(each.place(), text.lengthBefore());
            after.add(each.at(text.mapPosition(place, Bias.BEFORE)));
        }
        return ConflictCodec.encode(after);
    }
}
