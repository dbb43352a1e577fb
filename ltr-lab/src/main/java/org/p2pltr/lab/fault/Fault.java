package org.p2pltr.lab.fault;

import java.time.Duration;
import java.util.List;
import org.p2pltr.sim.DiskSpeed;
import org.p2pltr.sim.Latency;
import org.p2pltr.sim.NetworkFaults;

/** Something that goes wrong for a while. Peers are named by their number, from 0. */
public sealed interface Fault {
    /** The peer loses its power, and starts again from its disk when the fault is over. */
    record Crash(int peer) implements Fault {}

    /** These peers do not hear the others, nor the others them. */
    record Partition(List<Integer> side) implements Fault {
        public Partition {
            side = List.copyOf(side);
        }
    }

    /** What one peer sends to another is lost; not the other way round. */
    record OneWay(int from, int to) implements Fault {}

    /** What one peer sends to another waits until the fault is over. */
    record Clog(int from, int to) implements Fault {}

    /** All links are slow, lose, double or reorder. */
    record BadNetwork(NetworkFaults faults) implements Fault {}

    /** Two peers hear each other late. */
    record SlowLink(int one, int other, Latency latency) implements Fault {}

    /** The peer's disk is slow. */
    record SlowDisk(int peer, DiskSpeed speed) implements Fault {}

    /** The peer handles nothing, as if its process were stopped; then all that came meanwhile. */
    record Pause(int peer) implements Fault {}

    /** The peer's disk is empty: when the fault is over it comes back as another peer. */
    record LostDisk(int peer) implements Fault {}

    /**
     * Both disks are empty, and with them the majority of some groups: their cells are blocked
     * until somebody recovers them by hand.
     */
    record MajorityLost(int one, int other) implements Fault {}

    /**
     * A copy of the stopped peer's disk is made and the peer starts again; when the fault is over,
     * the copy takes the place of the disk, as a backup that is put back. The peer must be refused
     * then, and restored as another one. Not put back while a peer that may vote with the old copy
     * has not met the newer start: that it is not found out then is a limit that the protocol
     * tells.
     */
    record RestoredDisk(int peer) implements Fault {}

    /** The peer's wall clock is wrong by this much. */
    record ClockJump(int peer, Duration ahead) implements Fault {}

    /** The peer leaves as it should, and comes back from its disk when the fault is over. */
    record Leave(int peer) implements Fault {}

    /** One more peer joins, and stays. */
    record Join() implements Fault {}
}
