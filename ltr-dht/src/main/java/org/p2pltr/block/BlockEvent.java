package org.p2pltr.block;

import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.PeerId;

/** What happened to this peer's blocks, and to those it put or got. */
public sealed interface BlockEvent extends PeerEvent {

    /** A block that was put here is on this peer's disk. */
    record BlockStored(BlockName name, PeerId from) implements BlockEvent {}

    /** A copy that this peer missed came from another holder or a reader. */
    record BlockRepaired(BlockName name, PeerId from) implements BlockEvent {}

    /** Somebody put a value that is not its key's; it was not taken. */
    record BlockRefused(BlockName name, PeerId from) implements BlockEvent {}

    /** A block on this peer's disk was not what was written; it is dropped, another has a copy. */
    record DamagedBlockDropped(String row) implements BlockEvent {}

    /** A peer answered with a value that is not the key's. */
    record BadBlockGot(BlockName name, PeerId from) implements BlockEvent {}

    /** A block that one of its holders missed while it was read was put back there. */
    record BlockPutBack(BlockName name, PeerId at) implements BlockEvent {}
}
