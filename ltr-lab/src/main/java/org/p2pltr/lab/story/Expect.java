package org.p2pltr.lab.story;

/** What a scenario must come to. */
final class Expect {
    private Expect() {}

    /** Throws AssertionError if a number is not the one wanted. */
    static void equal(String what, long wanted, long is) {
        if (is != wanted) throw new AssertionError(what + ": " + is + " instead of " + wanted);
    }

    /** Throws AssertionError if it does not hold. */
    static void that(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
