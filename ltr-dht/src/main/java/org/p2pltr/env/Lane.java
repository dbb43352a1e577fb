package org.p2pltr.env;

/**
 * One instance of a role, such as one cell or one document: what is returned in a lane after a
 * {@link Effect.Persist} of the same lane waits for that write. Lanes of different roles never
 * meet.
 */
public record Lane(String value) {
    /** For roles that have one instance only. */
    public static final Lane MAIN = new Lane("");
}
