package org.p2pltr.diff;

import java.util.List;

/**
 * One line of a comparison as a person reads it. Lines count from 1. Source: wiki.md, history and
 * conflict screens.
 */
public sealed interface Row {

    /** The line without its line end. */
    String text();

    /** A line that both texts have, shown around the others. */
    record Kept(int oldLine, int nowLine, String text) implements Row {}

    /** A line, or an older form of one, that the new text has not. */
    record Removed(int oldLine, List<Run> runs) implements Row {
        /** Copies the list. */
        public Removed {
            runs = List.copyOf(runs);
        }

        @Override
        public String text() {
            return Run.join(runs);
        }
    }

    /** A line, or a newer form of one, that the old text has not. */
    record Added(int nowLine, List<Run> runs) implements Row {
        /** Copies the list. */
        public Added {
            runs = List.copyOf(runs);
        }

        @Override
        public String text() {
            return Run.join(runs);
        }
    }

    /** A line of a block that stands elsewhere now. */
    record MovedAway(int oldLine, int toNowLine, String text) implements Row {}

    /** A line of a block that stood elsewhere before. */
    record MovedHere(int nowLine, int fromOldLine, String text) implements Row {}

    /** A piece of a line; a changed one is to be marked. */
    record Run(String text, boolean changed) {
        private static String join(List<Run> runs) {
            StringBuilder joined = new StringBuilder();
            runs.forEach(run -> joined.append(run.text));
            return joined.toString();
        }
    }
}
