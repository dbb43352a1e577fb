package org.p2pltr.disk;

import java.nio.file.Path;
import org.p2pltr.env.PeerEvent;

/** What the disk has to report. */
public sealed interface DiskEvent extends PeerEvent {
    /**
     * The {@code log} database was damaged: it was moved aside and an empty one begun; other peers
     * mend it.
     */
    record LogSetAside(Path movedTo, String why) implements DiskEvent {}
}
