package org.p2pltr.group;

import java.time.Duration;

/** When to send again: after a first wait, then after twice as long each time, up to a most. */
final class Resend {
    private final Duration most;
    private Duration pause;
    private Duration due;

    Resend(Duration now, Duration first, Duration most) {
        this.most = most;
        this.pause = first;
        this.due = now.plus(first);
    }

    /** One whose first sending is still to come. */
    static Resend startingAt(Duration due, Duration first, Duration most) {
        Resend resend = new Resend(due, first, most);
        resend.due = due;
        return resend;
    }

    /** True once per wait: it is time, and the next wait has begun. */
    boolean isDue(Duration now) {
        if (now.compareTo(due) < 0) return false;
        due = now.plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(most) < 0 ? doubled : most;
        return true;
    }
}
