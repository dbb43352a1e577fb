package org.p2pltr.netty;

import java.util.concurrent.atomic.LongAdder;

/** Running totals of the network; counted and read on any thread. */
final class Counters {
    final LongAdder framesIn = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder framesOut = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder malformed = new LongAdder();

    TrafficCounts counts() {
        return new TrafficCounts(
                framesIn.sum(),
                bytesIn.sum(),
                framesOut.sum(),
                bytesOut.sum(),
                dropped.sum(),
                malformed.sum());
    }
}
