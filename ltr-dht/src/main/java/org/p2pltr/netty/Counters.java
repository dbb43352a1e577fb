package org.p2pltr.netty;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.p2pltr.env.Message;
import org.p2pltr.wire.Frame;

/** Running totals of the network; counted and read on any thread. */
final class Counters {
    final LongAdder framesIn = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder framesOut = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder malformed = new LongAdder();

    /** By number of message: few, as a peer sends only what it has codecs for. */
    private final ConcurrentSkipListMap<Integer, Kind> kinds = new ConcurrentSkipListMap<>();

    /** One kind of message that leaves. */
    private static final class Kind {
        final LongAdder frames = new LongAdder();
        final LongAdder bytes = new LongAdder();
        volatile String name = "transport";
    }

    /** A message of this number is of this type. */
    void named(int number, Message message) {
        Class<?> type = message.getClass();
        Class<?> family = type.getEnclosingClass();
        Kind kind = kind(number);
        if (kind.name.equals("transport"))
            kind.name =
                    family == null
                            ? type.getSimpleName()
                            : family.getSimpleName() + "." + type.getSimpleName();
    }

    /** A frame leaves. */
    void sent(Frame frame) {
        framesOut.increment();
        bytesOut.add(frame.bytesOnTheWire());
        Kind kind = kind(frame.number());
        kind.frames.increment();
        kind.bytes.add(frame.bytesOnTheWire());
    }

    private Kind kind(int number) {
        return kinds.computeIfAbsent(number, _ -> new Kind());
    }

    TrafficCounts counts() {
        return new TrafficCounts(
                framesIn.sum(),
                bytesIn.sum(),
                framesOut.sum(),
                bytesOut.sum(),
                dropped.sum(),
                malformed.sum(),
                kinds.values().stream()
                        .map(kind ->
                                new TrafficCounts.Sent(
                                        kind.name, kind.frames.sum(), kind.bytes.sum()))
                        .toList());
    }
}
