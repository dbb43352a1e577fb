package org.p2pltr.sim;

/** A named promise that must hold after every event of a simulation. */
public interface Check {
    /** Its name, the same in docs, code and failures. */
    String name();

    /** Throws {@link AssertionError} or another exception that says what is wrong. */
    void check(Simulation simulation);
}
