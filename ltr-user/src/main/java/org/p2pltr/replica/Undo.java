package org.p2pltr.replica;

/** What became of taking a validated patch back. */
public sealed interface Undo {
    /**
     * A new tentative patch takes it back.
     *
     * @param replica the copy with that patch
     * @param conflicts how many passages others had changed since; they stand as conflicts
     */
    record Undone(Replica replica, int conflicts) implements Undo {}

    /**
     * Nothing that the patch did is there as it left it.
     *
     * @param overwritten true if somebody changed it since; false if it is back to what was before
     */
    record NothingLeft(boolean overwritten) implements Undo {}
}
