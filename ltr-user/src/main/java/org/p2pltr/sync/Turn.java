package org.p2pltr.sync;

import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Lane;

/** One event being handled: time and random numbers, and where effects go. */
record Turn(Environment world, Effects.Collector out) {
    /** Where effects of a lane go. */
    Effects.Collector in(Lane lane) {
        return out.in(lane);
    }
}
