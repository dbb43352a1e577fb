package org.p2pltr.lab.story;

/** One scenario: what happens on the stage. It ends with all healed and everything checked. */
@FunctionalInterface
interface Scenario {
    /** Plays it. Throws AssertionError that says what went wrong. */
    void play(Stage stage);
}
