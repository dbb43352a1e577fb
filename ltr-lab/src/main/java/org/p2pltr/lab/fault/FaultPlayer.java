package org.p2pltr.lab.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.p2pltr.sim.DiskSpeed;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedDisk;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;

/**
 * Plays schedules on a simulation: how the network is at any moment follows from the faults that
 * are on, so those of one kind may overlap.
 */
public final class FaultPlayer {
    private final Simulation simulation;
    private final Moves moves;
    private final List<Fault> active = new ArrayList<>();
    private final TreeMap<String, Integer> kinds = new TreeMap<>();
    private final LinkedHashMap<Fault, Copy> copies = new LinkedHashMap<>();
    private NetworkFaults usual = NetworkFaults.NONE;
    private int played;
    private int healed;

    /** Plays on the simulation's peers; faults name them by the order in which they were added. */
    public FaultPlayer(Simulation simulation, Moves moves) {
        this.simulation = simulation;
        this.moves = moves;
    }

    /** A copy of a disk, and how often its peer had started by then. */
    private record Copy(SimulatedDisk.Image image, int starts) {}

    /** What only the owner of the network can do: peers come and go. */
    public interface Moves {
        /** Peers neither come nor go. */
        Moves NONE =
                new Moves() {
                    @Override
                    public void joins() {}

                    @Override
                    public void leaves(int peer, BooleanSupplier isHealed) {}

                    @Override
                    public void lost(int peer) {}

                    @Override
                    public void goesBack(int peer, SimulatedDisk.Image copy) {}
                };

        /** One more peer joins. */
        void joins();

        /** A peer begins to leave, and is down when it has left, unless all is healed by then. */
        void leaves(int peer, BooleanSupplier isHealed);

        /** A peer has lost its disk. */
        void lost(int peer);

        /** An old copy of a peer's disk is to be put in the place of its present one. */
        void goesBack(int peer, SimulatedDisk.Image copy);
    }

    /** How the network is without faults. */
    public FaultPlayer usual(NetworkFaults faults) {
        usual = faults;
        apply();
        return this;
    }

    /** Plays a schedule that begins now, until its end or until all is healed. */
    public void play(FaultSchedule schedule) {
        int before = healed;
        for (FaultSchedule.Planned each : schedule.faults()) {
            simulation.after(
                    each.from(),
                    () -> {
                        if (healed == before) begin(each.fault());
                    });
            simulation.after(each.to(), () -> end(each.fault()));
        }
    }

    /** A fault begins now. */
    public void begin(Fault fault) {
        if (!concernsSomebody(fault)) return;
        played++;
        kinds.merge(fault.getClass().getSimpleName(), 1, Integer::sum);
        active.add(fault);
        switch (fault) {
            case Fault.Crash(int peer) -> {
                if (peer(peer).isUp()) peer(peer).crash();
            }
            case Fault.Pause(int peer) -> {
                if (peer(peer).isUp()) peer(peer).pause();
            }
            case Fault.SlowDisk(int peer, var speed) -> peer(peer).disk().speed(speed);
            case Fault.ClockJump(int peer, var ahead) -> peer(peer).clockAhead(ahead);
            case Fault.LostDisk(int peer) -> {
                peer(peer).loseDisk();
                moves.lost(peer);
            }
            case Fault.MajorityLost(int one, int other) -> {
                for (int peer : List.of(one, other)) {
                    peer(peer).loseDisk();
                    moves.lost(peer);
                }
            }
            case Fault.RestoredDisk(int peer) -> {
                if (peer(peer).isUp()) peer(peer).shutDown();
                copies.put(fault, new Copy(peer(peer).disk().image(), peer(peer).starts()));
                up(peer);
            }
            case Fault.Leave(int peer) -> {
                int since = healed;
                if (peer(peer).isUp()) moves.leaves(peer, () -> healed != since);
            }
            case Fault.Join _ -> moves.joins();
            case Fault.Partition _,
                    Fault.OneWay _,
                    Fault.Clog _,
                    Fault.BadNetwork _,
                    Fault.SlowLink _ ->
                    apply();
        }
    }

    /** A fault is over; nothing happens if it was ended before. */
    public void end(Fault fault) {
        if (!active.remove(fault)) return;
        switch (fault) {
            case Fault.Crash(int peer) -> up(peer);
            case Fault.LostDisk(int peer) -> up(peer);
            case Fault.MajorityLost(int one, int other) -> {
                up(one);
                up(other);
            }
            case Fault.Leave(int peer) -> up(peer);
            case Fault.RestoredDisk(int peer) -> {
                Copy copy = copies.remove(fault);
                // One that never started since, as something keeps it down, has forgotten nothing.
                if (copy != null && peer(peer).starts() > copy.starts())
                    moves.goesBack(peer, copy.image());
                up(peer);
            }
            case Fault.Join _ -> {}
            case Fault.ClockJump(int peer, _) -> peer(peer).clockAhead(Duration.ZERO);
            case Fault.Pause(int peer) -> {
                SimulatedPeer whose = peer(peer);
                if (whose.isUp() && whose.isPaused() && !active.contains(fault)) whose.resume();
            }
            case Fault.SlowDisk(int peer, _) -> {
                if (!active.contains(fault)) peer(peer).disk().speed(DiskSpeed.GOOD);
            }
            case Fault.Partition _,
                    Fault.OneWay _,
                    Fault.Clog _,
                    Fault.BadNetwork _,
                    Fault.SlowLink _ ->
                    apply();
        }
    }

    /** Ends all faults, those to come too: links are whole, all peers are up and awake. */
    public void healAll() {
        healed++;
        // Nobody puts a backup back into a network that is whole again.
        copies.clear();
        for (Fault each : List.copyOf(active)) end(each);
        for (SimulatedPeer peer : simulation.peers()) {
            if (!peer.isUp()) peer.restart();
            if (peer.isPaused()) peer.resume();
        }
    }

    /** Starts a peer, unless another fault keeps it down. */
    private void up(int peer) {
        boolean isKeptDown =
                active.contains(new Fault.Crash(peer))
                        || active.contains(new Fault.LostDisk(peer))
                        || active.stream()
                                .anyMatch(fault ->
                                        fault instanceof Fault.MajorityLost(int one, int other)
                                                && (one == peer || other == peer))
                        || active.contains(new Fault.Leave(peer));
        if (!peer(peer).isUp() && !isKeptDown) peer(peer).restart();
    }

    /** False for a peer that is not there, as its joining was left out of the schedule. */
    private boolean concernsSomebody(Fault fault) {
        int highest =
                switch (fault) {
                    case Fault.Crash(int peer) -> peer;
                    case Fault.Pause(int peer) -> peer;
                    case Fault.LostDisk(int peer) -> peer;
                    case Fault.RestoredDisk(int peer) -> peer;
                    case Fault.Leave(int peer) -> peer;
                    case Fault.SlowDisk(int peer, _) -> peer;
                    case Fault.ClockJump(int peer, _) -> peer;
                    case Fault.MajorityLost(int one, int other) -> Math.max(one, other);
                    case Fault.OneWay(int from, int to) -> Math.max(from, to);
                    case Fault.Clog(int from, int to) -> Math.max(from, to);
                    case Fault.SlowLink(int one, int other, _) -> Math.max(one, other);
                    case Fault.Partition _, Fault.BadNetwork _, Fault.Join _ -> -1;
                };
        return highest < simulation.peers().size();
    }

    /** How many faults of each kind began. */
    public SortedMap<String, Integer> kinds() {
        return Collections.unmodifiableSortedMap(kinds);
    }

    /** How many faults began. */
    public int played() {
        return played;
    }

    private SimulatedPeer peer(int number) {
        return simulation.peers().get(number);
    }

    private void apply() {
        var network = simulation.network();
        NetworkFaults general = usual;
        List<List<SimulatedPeer>> sides = new ArrayList<>();
        for (Fault each : active) {
            if (each instanceof Fault.BadNetwork(NetworkFaults faults)) general = faults;
            if (each instanceof Fault.Partition(List<Integer> side))
                sides.add(side.stream().map(this::peer).toList());
        }
        network.faults(general);
        network.heal();
        network.partition(parts(sides));
        for (Fault each : active) {
            if (each instanceof Fault.OneWay(int from, int to)) network.cut(peer(from), peer(to));
            if (each instanceof Fault.Clog(int from, int to)) network.clog(peer(from), peer(to));
            if (each instanceof Fault.SlowLink(int one, int other, var latency)) {
                network.link(peer(one), peer(other), general.withLatency(latency));
                network.link(peer(other), peer(one), general.withLatency(latency));
            }
        }
    }

    /** Peers stay together that are on the same side of every partition. */
    private List<List<SimulatedPeer>> parts(List<List<SimulatedPeer>> sides) {
        if (sides.isEmpty()) return List.of();
        List<List<SimulatedPeer>> parts = List.of(simulation.peers());
        for (List<SimulatedPeer> side : sides) {
            List<List<SimulatedPeer>> finer = new ArrayList<>();
            for (List<SimulatedPeer> part : parts) {
                finer.add(part.stream().filter(side::contains).toList());
                finer.add(part.stream().filter(peer -> !side.contains(peer)).toList());
            }
            parts = finer;
        }
        return parts;
    }
}
