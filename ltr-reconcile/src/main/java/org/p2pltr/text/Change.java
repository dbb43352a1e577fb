package org.p2pltr.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What turns one text into another: retain, delete and insert over UTF-16 positions, in normal
 * form. Applying a change is exact: it fits texts of one length only. Every operation is linear in
 * the number of parts. Source: reconciliation.md, "Change".
 */
public final class Change {
    private final List<Part> parts;
    private final int lengthBefore;
    private final int lengthAfter;

    /** Takes over the list; only {@link ChangeBuilder} calls this, and it keeps the normal form. */
    Change(List<Part> parts) {
        this.parts = List.copyOf(parts);
        int before = 0;
        int after = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Retain(int length) -> {
                    before = Math.addExact(before, length);
                    after = Math.addExact(after, length);
                }
                case Part.Delete(int length) -> before = Math.addExact(before, length);
                case Part.Insert insert -> after = Math.addExact(after, insert.length());
            }
        }
        this.lengthBefore = before;
        this.lengthAfter = after;
    }

    /** The change that leaves a text of {@code length} units as it is. */
    public static Change identity(int length) {
        return new ChangeBuilder().retain(length).build();
    }

    /**
     * The change that makes these replacements in a text of {@code lengthBefore} units.
     *
     * @throws IllegalArgumentException if the hunks are not in order, overlap, or reach behind the
     *     end
     */
    public static Change of(int lengthBefore, List<Hunk> hunks) {
        ChangeBuilder builder = new ChangeBuilder();
        int position = 0;
        for (Hunk hunk : hunks) {
            if (hunk.start() < position || hunk.end() > lengthBefore) {
                throw new IllegalArgumentException(
                        "hunk "
                                + hunk.start()
                                + " to "
                                + hunk.end()
                                + " must lie between "
                                + position
                                + " and "
                                + lengthBefore);
            }
            builder.retain(hunk.start() - position).insert(hunk.inserted()).delete(hunk.deleted());
            position = hunk.end();
        }
        return builder.retain(lengthBefore - position).build();
    }

    /**
     * The change that does all of these, one after the other. Balanced, so a long history costs n
     * log n, not n².
     */
    public static Change composeAll(int lengthBefore, List<Change> changes) {
        return switch (changes.size()) {
            case 0 -> identity(lengthBefore);
            case 1 -> {
                requireFits("change", changes.getFirst().lengthBefore, "text", lengthBefore);
                yield changes.getFirst();
            }
            default -> {
                int half = changes.size() / 2;
                Change first = composeAll(lengthBefore, changes.subList(0, half));
                yield first.compose(
                        composeAll(first.lengthAfter, changes.subList(half, changes.size())));
            }
        };
    }

    /** The parts in order; never changes. */
    public List<Part> parts() {
        return parts;
    }

    /** Units of the text this change applies to. */
    public int lengthBefore() {
        return lengthBefore;
    }

    /** Units of the text this change yields. */
    public int lengthAfter() {
        return lengthAfter;
    }

    /** True if nothing is deleted or inserted. */
    public boolean isIdentity() {
        return parts.stream().allMatch(part -> part instanceof Part.Retain);
    }

    /** The places that differ, in order, with at least one kept unit between two of them. */
    public List<Hunk> hunks() {
        List<Hunk> hunks = new ArrayList<>();
        int position = 0;
        Text inserted = Text.EMPTY;
        for (Part part : parts) {
            switch (part) {
                case Part.Insert(Text text) -> inserted = text;
                case Part.Delete(int length) -> {
                    hunks.add(new Hunk(position, position + length, inserted));
                    inserted = Text.EMPTY;
                    position += length;
                }
                case Part.Retain(int length) -> {
                    if (!inserted.isEmpty()) hunks.add(new Hunk(position, position, inserted));
                    inserted = Text.EMPTY;
                    position += length;
                }
            }
        }
        if (!inserted.isEmpty()) hunks.add(new Hunk(position, position, inserted));
        return hunks;
    }

    /**
     * The text after this change.
     *
     * @throws IllegalArgumentException if the text has another length than the change expects (both
     *     are named), or a part would end inside a surrogate pair
     */
    public Text apply(Text text) {
        requireFits("change", lengthBefore, "text", text.length());
        StringBuilder after = new StringBuilder(lengthAfter);
        int position = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Retain(int length) -> {
                    after.append(text.string(), position, position + length);
                    position += length;
                }
                case Part.Delete(int length) -> position += length;
                case Part.Insert(Text inserted) -> after.append(inserted.string());
            }
            Surrogates.requireBoundary(text, position);
        }
        return Text.trusted(after.toString());
    }

    /**
     * The change that takes this one back.
     *
     * @param before the text this change applies to
     * @throws IllegalArgumentException as {@link #apply}
     */
    public Change invert(Text before) {
        requireFits("change", lengthBefore, "text", before.length());
        ChangeBuilder inverse = new ChangeBuilder();
        int position = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Retain(int length) -> {
                    inverse.retain(length);
                    position += length;
                }
                case Part.Delete(int length) -> {
                    Surrogates.requireBoundary(before, position);
                    inverse.insert(before, position, position + length);
                    position += length;
                }
                case Part.Insert insert -> inverse.delete(insert.length());
            }
            Surrogates.requireBoundary(before, position);
        }
        return inverse.build();
    }

    /**
     * The one change that does this and then {@code next}.
     *
     * @throws IllegalArgumentException if {@code next} expects another length than this one yields
     *     (both are named)
     */
    public Change compose(Change next) {
        requireFits("next change", next.lengthBefore, "text after the first", lengthAfter);
        return Pairs.compose(this, next);
    }

    /**
     * This change as it must read after {@code other}, where both were made from the same text.
     *
     * @param mine whether this change's insertions stand first where both insert at one position;
     *     the other change is to be transformed with {@link Priority#other()}, and then both orders
     *     end in the same text
     * @throws IllegalArgumentException if the two expect texts of different lengths (both are
     *     named)
     */
    public Change transform(Change other, Priority mine) {
        requireFits("other change", other.lengthBefore, "this change", lengthBefore);
        return Pairs.transform(this, other, mine);
    }

    /**
     * Where a position of the old text (0 to {@link #lengthBefore()}) is in the new one, for a
     * cursor. Many positions of one change: {@link Positions}, whose rules and errors these are.
     */
    public int mapPosition(int position, Bias bias) {
        return new Positions(this).after(position, bias);
    }

    private static void requireFits(String what, int length, String to, int otherLength) {
        if (length != otherLength) {
            throw new IllegalArgumentException(
                    what
                            + " fits a length of "
                            + length
                            + ", but the "
                            + to
                            + " has "
                            + otherLength);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Change change && change.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** A short notation for people: {@code =4 +"ab" -2 =3}. */
    @Override
    public String toString() {
        StringBuilder notation = new StringBuilder();
        for (Part part : parts) {
            if (!notation.isEmpty()) notation.append(' ');
            switch (part) {
                case Part.Retain(int length) -> notation.append('=').append(length);
                case Part.Delete(int length) -> notation.append('-').append(length);
                case Part.Insert(Text text) -> notation.append("+\"").append(text).append('"');
            }
        }
        return notation.toString();
    }
}
