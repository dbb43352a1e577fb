package org.p2pltr.merge;

/**
 * A region while it still grows: a range of the base text, and which spans of either side are
 * inside it.
 */
record Draft(int start, int end, int theirStart, int theirEnd, int myStart, int myEnd) {

    Draft around(Span span) {
        return over(Math.min(start, span.start()), Math.max(end, span.end()));
    }

    Draft over(int newStart, int newEnd) {
        return new Draft(newStart, newEnd, theirStart, theirEnd, myStart, myEnd);
    }

    Draft withTheirs(int from, int to) {
        return new Draft(start, end, from, to, myStart, myEnd);
    }

    Draft withMine(int from, int to) {
        return new Draft(start, end, theirStart, theirEnd, from, to);
    }

    /** True if the one before reaches into this one, or they share a span. */
    boolean meets(Draft before) {
        return before.end > start || before.theirEnd > theirStart || before.myEnd > myStart;
    }

    Draft joined(Draft before) {
        return new Draft(
                Math.min(before.start, start),
                Math.max(before.end, end),
                Math.min(before.theirStart, theirStart),
                Math.max(before.theirEnd, theirEnd),
                Math.min(before.myStart, myStart),
                Math.max(before.myEnd, myEnd));
    }
}
