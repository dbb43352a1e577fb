package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.p2pltr.group.GroupRequest;
import org.p2pltr.lab.fault.FaultPlayer;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.sim.SimulatedDisk;
import org.p2pltr.sim.SimulatedPeer;

/** Peers come and go in the middle of the run, as events among the others. */
final class Comings implements FaultPlayer.Moves {
    private static final Duration HANDING_OVER = Duration.ofSeconds(3);
    private static final Duration GOODBYE = Duration.ofMillis(500);

    private final LabNetwork network;

    Comings(LabNetwork network) {
        this.network = network;
    }

    @Override
    public void joins() {
        if (network.peers().size() < LabNetwork.MOST_PEERS) network.join();
    }

    @Override
    public void leaves(int peer, BooleanSupplier isHealed) {
        SimulatedPeer machine = network.peer(peer).machine();
        int life = machine.starts();
        machine.ask(new GroupRequest.LeaveGroups(HANDING_OVER));
        network.simulation()
                .after(
                        HANDING_OVER,
                        () -> {
                            if (isIn(machine, life)) machine.ask(new RingRequest.LeaveAsked());
                        });
        network.simulation()
                .after(
                        HANDING_OVER.plus(GOODBYE),
                        () -> {
                            if (!isIn(machine, life)) return;
                            machine.shutDown();
                            // All was healed while it was leaving: it is back at once.
                            if (isHealed.getAsBoolean()) machine.restart();
                        });
    }

    private static boolean isIn(SimulatedPeer machine, int life) {
        return machine.isUp() && machine.starts() == life;
    }

    @Override
    public void goesBack(int peer, SimulatedDisk.Image copy) {
        SimulatedPeer machine = network.peer(peer).machine();
        boolean allKnow =
                network.peers().stream()
                        .map(LabPeer::machine)
                        .allMatch(each -> each == machine || each.remembers(machine));
        if (allKnow) network.goBack(network.peer(peer), copy);
    }

    @Override
    public void lost(int peer) {
        network.lost(network.peer(peer));
    }
}
