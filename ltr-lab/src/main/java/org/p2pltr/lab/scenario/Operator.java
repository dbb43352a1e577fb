package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.p2pltr.cell.Cell;
import org.p2pltr.group.Config;
import org.p2pltr.group.GroupReply;
import org.p2pltr.group.GroupRequest;
import org.p2pltr.id.PeerId;
import org.p2pltr.lab.fault.Fault;

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

    /** How somebody is away who is taken for gone and comes back. */
    enum Absence {
        SWITCHED_OFF {
            @Override
            void begin(LabNetwork network, List<LabPeer> away, Consumer<LabPeer> person) {
                away.forEach(peer -> peer.machine().shutDown());
            }

            @Override
            void end(LabNetwork network, List<LabPeer> away) {
                away.forEach(peer -> peer.machine().restart());
            }
        },

        /**
         * Each hears nobody, and its person goes on writing. They come back one after the other:
         * two together may still be a majority of the old epoch and give timestamps in it, which
         * both the operator and the checks were told could not happen.
         */
        CUT_OFF {
            @Override
            void begin(LabNetwork network, List<LabPeer> away, Consumer<LabPeer> person) {
                away.forEach(peer -> network.faults().begin(cut(peer)));
                away.forEach(person);
            }

            @Override
            void end(LabNetwork network, List<LabPeer> away) {
                for (LabPeer peer : away) {
                    network.faults().end(cut(peer));
                    network.runFor(CALM);
                }
            }

            private Fault cut(LabPeer peer) {
                return new Fault.Partition(List.of(peer.number()));
            }
        };

        abstract void begin(LabNetwork network, List<LabPeer> away, Consumer<LabPeer> person);

        abstract void end(LabNetwork network, List<LabPeer> away);
    }

    /**
     * Recovers what is blocked, if a majority was lost at all. Then two peers are away, are taken
     * for gone, and come back when the others went on without them.
     *
     * @param person what people do at a peer that is cut off
     */
    static void recover(LabNetwork network, Absence absence, Consumer<LabPeer> person) {
        if (!network.faults().kinds().containsKey("MajorityLost")) return;
        recoverBlocked(network, List.of());
        List<LabPeer> away =
                network.peers().stream().filter(peer -> peer.machine().isUp()).limit(AWAY).toList();
        absence.begin(network, away, person);
        recoverBlocked(network, away);
        absence.end(network, away);
        network.runFor(CALM);
    }

    private static void recoverBlocked(LabNetwork network, List<LabPeer> away) {
        for (int i = 0; i < TRIES; i++) {
            network.runFor(CALM);
            List<LabPeer> there =
                    network.peers().stream()
                            .filter(peer -> peer.machine().isUp() && !away.contains(peer))
                            .toList();
            Map<Cell, Knower> blocked = blocked(there);
            if (blocked.isEmpty()) return;
            blocked.values().forEach(knower -> recover(there, knower));
        }
    }

    private static Map<Cell, Knower> blocked(List<LabPeer> there) {
        List<PeerId> ids = there.stream().map(peer -> peer.machine().id()).toList();
        TreeMap<Cell, Knower> newest = new TreeMap<>();
        for (LabPeer peer : there) {
            GroupReply.Voices voices = (GroupReply.Voices) peer.ask(new GroupRequest.VoicesAsked());
            for (GroupReply.Voice voice : voices.cells())
                newest.merge(
                        voice.cell(),
                        new Knower(peer, voice),
                        (a, b) -> a.voice().number().isBefore(b.voice().number()) ? b : a);
        }
        newest.values().removeIf(knower -> !knower.voice().hasLostItsMajority(ids::contains));
        return newest;
    }

    private static void recover(List<LabPeer> there, Knower knower) {
        List<LabPeer> survivors =
                knower.voice().holders(knower.peer().machine().id()).stream()
                        .flatMap(
                                id -> there.stream().filter(peer -> peer.machine().id().equals(id)))
                        .limit(Config.MAX_MEMBERS)
                        .toList();
        knower.peer().recover(knower.voice().cell(), survivors);
    }
}
