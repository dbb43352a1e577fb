package org.p2pltr.planted;

import org.p2pltr.env.Message;

/** Messages that are not what messages must be. */
@SuppressWarnings("all")
public final class FamilySins {
    private FamilySins() {}

    /** Can change after it was sent. */
    public static final class NotAValue implements Message {
        private int count;
    }

    /** Can get members that no switch knows. */
    public interface NotSealed extends Message {}
}
