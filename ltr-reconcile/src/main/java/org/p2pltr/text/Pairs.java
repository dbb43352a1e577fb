package org.p2pltr.text;

import org.p2pltr.text.PartCursor.Kind;

/** The two operations that walk two changes side by side. */
final class Pairs {
    private Pairs() {}

    static Change compose(Change first, Change next) {
        ChangeBuilder both = new ChangeBuilder();
        PartCursor a = new PartCursor(first);
        PartCursor b = new PartCursor(next);
        while (!a.atEnd() || !b.atEnd()) {
            if (a.kind() == Kind.DELETE) {
                both.delete(a.remaining());
                a.skip(a.remaining());
            } else if (b.kind() == Kind.INSERT) {
                b.insertInto(both, b.remaining());
            } else {
                composeShared(a, b, both);
            }
        }
        return both.build();
    }

    /**
     * Both stand on units of the text between the two changes: {@code a} made them, {@code b} keeps
     * or deletes them.
     */
    private static void composeShared(PartCursor a, PartCursor b, ChangeBuilder both) {
        int count = Math.min(a.remaining(), b.remaining());
        boolean keeps = b.kind() == Kind.RETAIN;
        if (a.kind() == Kind.INSERT) {
            if (keeps) {
                a.insertInto(both, count);
            } else {
                a.dropInserted(count);
            }
        } else {
            if (keeps) {
                both.retain(count);
            } else {
                both.delete(count);
            }
            a.skip(count);
        }
        b.skip(count);
    }

    static Change transform(Change change, Change other, Priority mine) {
        ChangeBuilder result = new ChangeBuilder();
        PartCursor a = new PartCursor(change);
        PartCursor b = new PartCursor(other);
        while (!a.atEnd() || !b.atEnd()) {
            boolean aInserts = a.kind() == Kind.INSERT;
            boolean bInserts = b.kind() == Kind.INSERT;
            if (aInserts && (!bInserts || mine == Priority.FIRST)) {
                a.insertInto(result, a.remaining());
            } else if (bInserts) {
                result.retain(b.remaining());
                b.skip(b.remaining());
            } else {
                int count = Math.min(a.remaining(), b.remaining());
                // What the other deleted needs neither keeping nor deleting any more.
                if (b.kind() == Kind.RETAIN) {
                    if (a.kind() == Kind.RETAIN) {
                        result.retain(count);
                    } else {
                        result.delete(count);
                    }
                }
                a.skip(count);
                b.skip(count);
            }
        }
        return result.build();
    }
}
