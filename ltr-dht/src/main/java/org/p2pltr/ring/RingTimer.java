package org.p2pltr.ring;

import org.p2pltr.env.Timer;

/** What the ring wants to be reminded of. */
sealed interface RingTimer extends Timer {

    /** Time to ping, to look for silence, and to call addresses again. */
    record Heartbeat() implements RingTimer {}

    /** Time to repeat the goodbye to those who have not answered. */
    record LeaveAgain() implements RingTimer {}
}
