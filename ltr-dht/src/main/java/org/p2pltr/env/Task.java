package org.p2pltr.env;

/**
 * Heavy work on another thread: a pure function of the values it captured, without any part of a
 * role's state.
 */
@FunctionalInterface
public interface Task {
    /** Does the work. What it throws stops the peer: expected failures are cases of the result. */
    Result run();
}
