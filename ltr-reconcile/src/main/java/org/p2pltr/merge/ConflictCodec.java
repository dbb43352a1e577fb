package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.p2pltr.text.MalformedChangeException;
import org.p2pltr.text.Text;

/**
 * Conflicts as the value of the attribute {@code conflicts}, in which they travel with the patch.
 *
 * <p>Form: the line {@code conflicts 1}, then for each conflict one line and its texts without
 * anything between: {@code text place baseLength theirsLength mineLength}, {@code attribute
 * nameLength baseLength theirsLength mineLength} (the name stands before the texts), or {@code long
 * place} for one whose texts are left out. Lengths are in UTF-16 units. Source: reconciliation.md,
 * "Merging"; architecture.md, "Limits".
 */
public final class ConflictCodec {
    /**
     * The most bytes of UTF-8 that the texts of all conflicts of one patch may have; beyond, texts
     * are left out, those of passages first: their words are in the page or its versions, but my
     * value of an attribute is in its conflict only.
     */
    public static final int MAX_TEXT_BYTES = 64 * 1024;

    /**
     * The most conflicts one patch tells, those in attributes first; the last one then stands for
     * all that follow.
     */
    public static final int MAX_CONFLICTS = 1_000;

    private static final String HEAD = "conflicts 1\n";

    private ConflictCodec() {}

    /** The attribute's value; texts over the limits are left out as these say. */
    public static String encode(List<Conflict> conflicts) {
        StringBuilder value = new StringBuilder(HEAD);
        withinLimits(conflicts).forEach(conflict -> append(value, conflict));
        return value.toString();
    }

    /** In their order, but those in attributes get their room first. */
    private static Collection<Conflict> withinLimits(List<Conflict> conflicts) {
        List<Integer> byNeed =
                IntStream.range(0, conflicts.size())
                        .boxed()
                        .sorted(Comparator.comparing(i -> !isInAttribute(conflicts.get(i))))
                        .limit(MAX_CONFLICTS)
                        .toList();
        SortedMap<Integer, Conflict> kept = new TreeMap<>();
        int bytesLeft = MAX_TEXT_BYTES;
        for (int index : byNeed) {
            Conflict conflict = conflicts.get(index);
            int bytes = textBytes(conflict);
            boolean fits = bytes <= bytesLeft;
            if (fits) bytesLeft -= bytes;
            kept.put(index, fits ? conflict : new Conflict.LeftOut(conflict.place()));
        }
        return kept.values();
    }

    private static boolean isInAttribute(Conflict conflict) {
        return switch (conflict) {
            case Conflict.InAttribute _ -> true;
            case Conflict.InText _, Conflict.LeftOut _ -> false;
        };
    }

    /**
     * The conflicts of an attribute's value, which may come from anybody.
     *
     * @throws MalformedChangeException if it is not exactly what {@link #encode} writes
     */
    public static List<Conflict> decode(String value) {
        List<Conflict> conflicts = new Reader(value).conflicts();
        if (conflicts.size() > MAX_CONFLICTS || !encode(conflicts).equals(value)) {
            throw new MalformedChangeException(
                    "conflicts are not in their only form, or over a limit");
        }
        return conflicts;
    }

    private static int textBytes(Conflict conflict) {
        int texts =
                conflict.base().utf8().length
                        + conflict.theirs().utf8().length
                        + conflict.mine().utf8().length;
        return switch (conflict) {
            case Conflict.InText _, Conflict.LeftOut _ -> texts;
            case Conflict.InAttribute attribute -> texts + attribute.name().length();
        };
    }

    private static void append(StringBuilder value, Conflict conflict) {
        switch (conflict) {
            case Conflict.InText text -> value.append("text ").append(text.place());
            case Conflict.LeftOut(int place) -> {
                value.append("long ").append(place).append('\n');
                return;
            }
            case Conflict.InAttribute attribute ->
                    value.append("attribute ").append(attribute.name().length());
        }
        value.append(' ').append(conflict.base().length());
        value.append(' ').append(conflict.theirs().length());
        value.append(' ').append(conflict.mine().length()).append('\n');
        if (conflict instanceof Conflict.InAttribute attribute) value.append(attribute.name());
        value.append(conflict.base()).append(conflict.theirs()).append(conflict.mine());
    }

    /** Reads from left to right; anything odd is refused. */
    private static final class Reader {
        private final String value;
        private int position;

        Reader(String value) {
            this.value = value;
        }

        List<Conflict> conflicts() {
            if (!value.startsWith(HEAD))
                throw malformed("does not begin with '" + HEAD.strip() + "'");
            position = HEAD.length();
            List<Conflict> conflicts = new ArrayList<>();
            while (position < value.length()) conflicts.add(conflict());
            return conflicts;
        }

        private Conflict conflict() {
            String[] line = line().split(" ", -1);
            if (line.length == 2 && line[0].equals("long"))
                return new Conflict.LeftOut(number(line[1]));
            if (line.length != 5) throw malformed("unknown line");
            int first = number(line[1]);
            return switch (line[0]) {
                case "text" ->
                        new Conflict.InText(first, text(line[2]), text(line[3]), text(line[4]));
                case "attribute" ->
                        new Conflict.InAttribute(
                                text(line[1]).string(),
                                text(line[2]),
                                text(line[3]),
                                text(line[4]));
                default -> throw malformed("unknown line");
            };
        }

        private String line() {
            int end = value.indexOf('\n', position);
            if (end < 0) throw malformed("line without end");
            String line = value.substring(position, end);
            position = end + 1;
            return line;
        }

        private Text text(String length) {
            int end = position + number(length);
            if (end > value.length()) throw malformed("text ends too early");
            String text = value.substring(position, end);
            position = end;
            try {
                return Text.of(text);
            } catch (IllegalArgumentException splitPair) {
                throw new MalformedChangeException(
                        "text of a conflict splits a surrogate pair", splitPair);
            }
        }

        private int number(String digits) {
            // Nine digits always fit an int; longer numbers are no lengths of ours.
            if (digits.isEmpty()
                    || digits.length() > 9
                    || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw malformed("not a number");
            }
            return Integer.parseInt(digits);
        }

        private MalformedChangeException malformed(String what) {
            return new MalformedChangeException(
                    "conflicts: " + what + " (at unit " + position + ")");
        }
    }
}
