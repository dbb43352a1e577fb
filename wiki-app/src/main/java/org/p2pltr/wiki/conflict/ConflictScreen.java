package org.p2pltr.wiki.conflict;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Comparison;
import org.p2pltr.diff.Row;
import org.p2pltr.merge.Conflict;
import org.p2pltr.peer.PageView;
import org.p2pltr.text.Text;
import org.p2pltr.wiki.page.PageAddress;
import org.p2pltr.wiki.page.StateView;

/**
 * A conflict as its screen shows it.
 *
 * @param theirs what they made of the base, new words marked; empty: they deleted it
 * @param result what the present choice will put in its place
 * @param parts the result as theirs and mine, if both stay
 * @param choosable false if the passage was edited since or is not known
 */
record ConflictScreen(
        String title,
        String address,
        String key,
        int number,
        int count,
        String where,
        List<Line> base,
        List<Line> theirs,
        List<Line> mine,
        String choice,
        String result,
        List<String> parts,
        boolean choosable,
        boolean passage,
        Origin origin,
        StateView state) {

    /** A line of text in pieces. */
    record Line(List<Piece> pieces) {}

    /** A piece of a line; new ones are to be marked. */
    record Piece(String text, boolean isNew) {}

    static ConflictScreen of(
            PageView page, OpenConflict open, Choice choice, Origin origin, StateView state) {
        List<OpenConflict> all = OpenConflict.of(page);
        Conflict conflict = open.conflict();
        Resolution resolution = new Resolution(page, open);
        boolean choosable = resolution.canChoose();
        return new ConflictScreen(
                page.title(),
                PageAddress.of(page.name()),
                open.key(),
                all.indexOf(open) + 1,
                all.size(),
                open.where(),
                plain(conflict.base()),
                compared(conflict.base(), conflict.theirs()),
                compared(conflict.base(), conflict.mine()),
                choice.word(),
                resolution.result(choice),
                choice == Choice.BOTH ? parts(conflict) : List.of(),
                choosable,
                conflict instanceof Conflict.InText,
                origin,
                state);
    }

    private static List<String> parts(Conflict conflict) {
        if (!(conflict instanceof Conflict.InText)) return List.of();
        boolean both = !conflict.theirs().isEmpty() && !conflict.mine().isEmpty();
        return both ? List.of(conflict.theirs().string(), conflict.mine().string()) : List.of();
    }

    private static List<Line> plain(Text text) {
        return text.string()
                .lines()
                .map(line -> new Line(List.of(new Piece(line, false))))
                .toList();
    }

    /** The newer text in lines; words that the base has not are new. */
    private static List<Line> compared(Text base, Text now) {
        Comparison comparison = Comparison.between(base, now, now.length() + 1);
        if (comparison.sections().isEmpty()) return plain(now);
        List<Line> lines = new ArrayList<>();
        for (Comparison.Section section : comparison.sections())
            for (Row row : section.rows())
                switch (row) {
                    case Row.Kept kept -> lines.add(line(kept.text(), false));
                    case Row.MovedHere moved -> lines.add(line(moved.text(), false));
                    case Row.Added(int line, var runs) ->
                            lines.add(
                                    new Line(
                                            runs.stream()
                                                    .map(r -> new Piece(r.text(), r.changed()))
                                                    .toList()));
                    case Row.Removed _, Row.MovedAway _ -> {}
                }
        return lines;
    }

    private static Line line(String text, boolean isNew) {
        return new Line(List.of(new Piece(text, isNew)));
    }
}
