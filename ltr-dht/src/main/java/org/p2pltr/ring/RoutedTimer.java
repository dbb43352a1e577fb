package org.p2pltr.ring;

import org.p2pltr.env.Timer;

/** What the routed ring wants to be reminded of. */
sealed interface RoutedTimer extends Timer {

    /** Time to probe the neighbours and to look for silence. */
    record Heartbeat() implements RoutedTimer {}

    /** Time to repeat a message of a join or leave, if it is still the last one. */
    record Again(long number) implements RoutedTimer {}

    /** A lookup, or one question of it, should have been answered. */
    record LookupLate(long number, int asked) implements RoutedTimer {}

    /** Time to ask for a step again, if it is still the last one asked for. */
    record StepAgain(long number, int asked) implements RoutedTimer {}
}
