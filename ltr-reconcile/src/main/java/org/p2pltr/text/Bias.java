package org.p2pltr.text;

/**
 * On which side of text inserted exactly at it a position stays. Source: reconciliation.md,
 * "Change".
 */
public enum Bias {
    /** The position stays before the insertion. */
    BEFORE,
    /** The position moves behind the insertion. */
    AFTER
}
