package org.p2pltr.merge;

import org.p2pltr.text.Text;

/**
 * Two people changed one thing at once: the three versions, for the reader who chooses. A conflict
 * never blocks anything. Source: reconciliation.md, rule 4.
 */
public sealed interface Conflict {
    /** What both started from. */
    Text base();

    /** What the others, validated first, made of it; empty: they deleted it. */
    Text theirs();

    /** What the author of the later patch made of it; empty: deleted. */
    Text mine();

    /**
     * Position in the merged text, in UTF-16 units, where a reader should be told; attributes are
     * told at 0.
     */
    int place();

    /**
     * A passage of the text. The merged text has theirs at {@code place} and mine right behind it,
     * unless one side deleted what the other edited: then it has the edit only.
     */
    record InText(int place, Text base, Text theirs, Text mine) implements Conflict {
        /** Refuses a negative place. */
        public InText {
            requirePlace(place);
        }
    }

    /** A passage whose texts are too long to travel: the document's versions have them. */
    record LeftOut(int place) implements Conflict {
        /** Refuses a negative place. */
        public LeftOut {
            requirePlace(place);
        }

        @Override
        public Text base() {
            return Text.EMPTY;
        }

        @Override
        public Text theirs() {
            return Text.EMPTY;
        }

        @Override
        public Text mine() {
            return Text.EMPTY;
        }
    }

    /** An attribute that got two values; an absent value is the empty text. */
    record InAttribute(String name, Text base, Text theirs, Text mine) implements Conflict {
        @Override
        public int place() {
            return 0;
        }
    }

    /** This conflict where it is after its place has moved. */
    default Conflict at(int newPlace) {
        return switch (this) {
            case InText text -> new InText(newPlace, text.base, text.theirs, text.mine);
            case LeftOut _ -> new LeftOut(newPlace);
            case InAttribute attribute -> attribute;
        };
    }

    private static void requirePlace(int place) {
        if (place < 0) throw new IllegalArgumentException("place must be 0 or more, is " + place);
    }
}
