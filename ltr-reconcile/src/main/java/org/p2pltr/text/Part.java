package org.p2pltr.text;

/**
 * One step of a change, reading the old text from left to right. Source: reconciliation.md,
 * "Change".
 */
public sealed interface Part {
    /** Number of UTF-16 units kept, deleted or inserted; at least 1. */
    int length();

    /** Keep the next {@code length} units. */
    record Retain(int length) implements Part {
        /** Refuses a length below 1. */
        public Retain {
            requirePositive(length);
        }
    }

    /** Leave the next {@code length} units out. */
    record Delete(int length) implements Part {
        /** Refuses a length below 1. */
        public Delete {
            requirePositive(length);
        }
    }

    /** Put {@code text} here. */
    record Insert(Text text) implements Part {
        /** Refuses the empty text. */
        public Insert {
            requirePositive(text.length());
        }

        @Override
        public int length() {
            return text.length();
        }
    }

    private static void requirePositive(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a part's length must be 1 or more, is " + length);
        }
    }
}
