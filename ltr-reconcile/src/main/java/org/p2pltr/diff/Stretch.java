package org.p2pltr.diff;

/**
 * Pieces {@code oldStart} to {@code oldEnd} of the old sequence became {@code nowStart} to {@code
 * nowEnd} of the new.
 */
record Stretch(int oldStart, int oldEnd, int nowStart, int nowEnd) {

    Stretch shifted(int byOld, int byNow) {
        return new Stretch(oldStart + byOld, oldEnd + byOld, nowStart + byNow, nowEnd + byNow);
    }

    /** From the start of this stretch to the end of that one. */
    Stretch until(Stretch last) {
        return new Stretch(oldStart, last.oldEnd, nowStart, last.nowEnd);
    }

    /** True if something was replaced by something, not only deleted or inserted. */
    boolean replaces() {
        return oldEnd > oldStart && nowEnd > nowStart;
    }
}
