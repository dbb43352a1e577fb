package org.p2pltr.loop;

import org.p2pltr.env.PeerEvent;

/** What the real world's loop has to report. */
public sealed interface LoopEvent extends PeerEvent {
    /** The loop could not keep up, so this many messages were dropped since the last report. */
    record Overloaded(long dropped) implements LoopEvent {}
}
