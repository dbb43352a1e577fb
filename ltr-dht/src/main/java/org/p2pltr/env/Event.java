package org.p2pltr.env;

import java.util.List;
import org.p2pltr.id.PeerId;

/** The only ways in which the world reaches a role. */
public sealed interface Event {

    /** The first event of each role: everything durable has been remembered, timers may start. */
    record Started() implements Event {}

    /**
     * A message came from a peer of this network (perhaps this peer itself): late, doubled or out
     * of order as it may be.
     */
    record Received(PeerId from, Message message) implements Event {}

    /** A timer that this role started is over. */
    record Elapsed(Timer timer) implements Event {}

    /** Another role of this peer told something. */
    record Told(Notice notice) implements Event {}

    /** The outside asks. */
    record Asked(AskId id, Request request) implements Event {}

    /**
     * What a {@link Effect.Read} found. {@code more}: a limit was met before the end of the range.
     */
    record Found(ReadTag tag, List<Row> rows, boolean more) implements Event {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    /** What a {@link Effect.Compute} came to. */
    record Computed(Result result) implements Event {}
}
