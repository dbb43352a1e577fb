package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.group.Config;
import org.p2pltr.group.GroupReply;
import org.p2pltr.group.GroupRequest;
import org.p2pltr.sim.SimulatedPeer;

/**
 * The person who comes when all is calm and recovers the cells that have lost their majority, from
 * the peer that knows their newest group. Source: master-group.md §10.
 */
final class Operator {
    /** Groups that only need time have gone on by then. */
    private static final Duration CALM = Duration.ofSeconds(10);

    private static final int TRIES = 3;

    /** The majority of a usual group. */
    private static final int AWAY = 2;

    private Operator() {}

    private record Knower(LabPeer peer, GroupReply.Voice voice) {}

    /**
     * Recovers what is blocked, if a majority was lost at all. Then two peers are switched off, are
     * taken for gone, and come back when the others went on without them.
     */
    static void recover(LabNetwork network) {
        if (!network.faults().kinds().containsKey("MajorityLost")) return;
        recoverBlocked(network);
        List<SimulatedPeer> away =
                network.peers().stream()
                        .map(LabPeer::machine)
                        .filter(SimulatedPeer::isUp)
                        .limit(AWAY)
                        .toList();
        away.forEach(SimulatedPeer::shutDown);
        recoverBlocked(network);
        away.forEach(SimulatedPeer::restart);
        network.runFor(CALM);
    }

    private static void recoverBlocked(LabNetwork network) {
        for (int i = 0; i < TRIES; i++) {
            network.runFor(CALM);
            Map<Cell, Knower> blocked = blocked(network);
            if (blocked.isEmpty()) return;
            blocked.values().forEach(knower -> recover(network, knower));
        }
    }

    private static Map<Cell, Knower> blocked(LabNetwork network) {
        TreeMap<Cell, Knower> newest = new TreeMap<>();
        for (LabPeer peer : network.peers()) {
            if (!peer.machine().isUp()) continue;
            GroupReply.Voices voices = (GroupReply.Voices) peer.ask(new GroupRequest.VoicesAsked());
            for (GroupReply.Voice voice : voices.cells())
                newest.merge(
                        voice.cell(),
                        new Knower(peer, voice),
                        (a, b) -> a.voice().number().isBefore(b.voice().number()) ? b : a);
        }
        newest.values()
                .removeIf(knower ->
                        !knower.voice().hasLostItsMajority(id -> network.up(id).isPresent()));
        return newest;
    }

    private static void recover(LabNetwork network, Knower knower) {
        List<LabPeer> survivors =
                knower.voice().holders(knower.peer().machine().id()).stream()
                        .map(network::up)
                        .flatMap(Optional::stream)
                        .limit(Config.MAX_MEMBERS)
                        .toList();
        knower.peer().recover(knower.voice().cell(), survivors);
    }
}
