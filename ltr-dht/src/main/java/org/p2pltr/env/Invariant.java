package org.p2pltr.env;

/**
 * A promise that the code keeps to itself. Broken, it stops the role loudly: carrying on wrong is
 * worse than stopping.
 */
public final class Invariant {
    private Invariant() {}

    /** Checks a named invariant. Throws {@link Broken} with its name if it does not hold. */
    public static void check(boolean holds, String name, Object... values) {
        if (!holds) throw broken(name, values);
    }

    /** What to throw when a named invariant does not hold. */
    public static Broken broken(String name, Object... values) {
        return new Broken(name + " is broken: " + java.util.Arrays.toString(values));
    }

    /** A broken invariant: the peer stops. */
    public static final class Broken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private Broken(String message) {
            super(message);
        }
    }
}
