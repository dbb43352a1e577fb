package org.p2pltr.text;

/**
 * Whose insertion comes first when two changes insert at the same position. Source:
 * reconciliation.md, "Change".
 */
public enum Priority {
    /** The transformed change's insertion stands before the other's. */
    FIRST,
    /** The transformed change's insertion stands after the other's. */
    SECOND;

    /**
     * The priority that the other change must be given, so that both orders end in the same text.
     */
    public Priority other() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
        };
    }
}
