package org.p2pltr.lab.checker;

/**
 * A named invariant. Looks only at what a sighting changes, so it costs next to nothing per event.
 */
public interface Check {
    /** Its name in docs, code and failures. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Something happened. Throws AssertionError that says what is broken. */
    default void sees(Sighting sighting) {}

    /** The network is healed and quiet. Throws AssertionError that says what is broken. */
    default void quiet(QuietNetwork network) {}
}
