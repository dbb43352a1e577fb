package org.p2pltr.sim;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerId;
import org.p2pltr.start.Acquaintances;
import org.p2pltr.start.Start;
import org.p2pltr.start.StartEvent;

/**
 * What the hellos of real connections do, for one machine: with each message both ends judge each
 * other's start, and remember it. A hello takes no time here, and its row is on disk at once.
 */
final class Hellos {
    private final SimulatedPeer self;

    /** The runs of others that were let in; what they said may come after their end. */
    private final TreeSet<Bytes> runs = new TreeSet<>();

    private Acquaintances acquaintances = new Acquaintances();

    Hellos(SimulatedPeer self) {
        this.self = self;
    }

    /** The machine starts: it knows what is on its disk. */
    void begin(Acquaintances fresh) {
        fresh.recall(self.disk());
        acquaintances = fresh;
    }

    /** True if a message has come over a connection whose two ends believe each other. */
    boolean letIn(Envelope envelope) {
        SimulatedPeer other = envelope.from();
        Start said = envelope.start();
        boolean lives = other.isUp() && other.start().equals(said);
        if (!lives && runs.contains(said.run())) return true;
        if (refuses(other, envelope.fromId(), said)) return false;
        if (lives && other.hellos.refuses(self, self.id(), self.start())) return false;
        remember(envelope.fromId(), said);
        if (lives) other.hellos.remember(self.id(), self.start());
        runs.add(said.run());
        return true;
    }

    /** True if a disk remembers the newest start of a machine. */
    static boolean isOnDisk(SimulatedDisk disk, SimulatedPeer other) {
        Acquaintances remembered = new Acquaintances();
        remembered.recall(disk);
        return remembered.remember(other.id(), other.start()).isEmpty();
    }

    private boolean refuses(SimulatedPeer other, PeerId who, Start said) {
        Optional<Start> seen = acquaintances.judge(who, said);
        if (seen.isEmpty()) return false;
        self.report(new StartEvent.StartRefused(who, said, seen.get()));
        self.simulation.time().after(0, () -> other.refused(seen.get()));
        return true;
    }

    private void remember(PeerId peer, Start met) {
        List<Write> writes = acquaintances.remember(peer, met);
        if (writes.isEmpty()) return;
        self.disk().keep(writes);
        acquaintances.isOnDisk(peer, met);
    }
}
