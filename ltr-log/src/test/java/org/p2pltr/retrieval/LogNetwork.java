package org.p2pltr.retrieval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Entries;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.wire.LogCodec;
import org.p2pltr.env.Notice;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Role;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogNotice;
import org.p2pltr.logpeer.LogPeer;
import org.p2pltr.logpeer.LogWriter;
import org.p2pltr.logpeer.Slot;
import org.p2pltr.placement.FixedRing;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Places;
import org.p2pltr.placement.Segment;
import org.p2pltr.repair.LogRepair;
import org.p2pltr.sim.PeerFactory;
import org.p2pltr.sim.PeerSetup;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.wire.Codecs;

/** Peers with the log's roles on the simulated world, their ring played from a list. */
final class LogNetwork {
    final Simulation simulation;
    final FixedRing.Members ring = new FixedRing.Members();
    final List<SimulatedPeer> peers = new ArrayList<>();
    final List<PeerEvent> reports = new ArrayList<>();
    final LogSettings settings = LogSettings.DEFAULT;
    private final List<String> liars = new ArrayList<>();
    private Liar.Lie lie = Liar.Lie.OTHER_HISTORY;
    private long lastQuestion;

    LogNetwork(long seed, int count) {
        simulation = Simulation.seeded(seed);
        simulation.network().messagesThrough(Codecs.of(new LogCodec()));
        simulation.onReport((peer, event) -> reports.add(event));
        for (int i = 0; i < count; i++) add(i, this::roles);
    }

    SimulatedPeer add(int number, PeerFactory roles) {
        SimulatedPeer peer = simulation.addPeer("p" + number, roles);
        peers.add(peer);
        ring.add(peer.contact());
        return peer;
    }

    List<Role> roles(PeerSetup setup) {
        LogPeer logPeer = new LogPeer(settings, Entries.verifier());
        return List.of(
                new FixedRing(ring),
                liars.contains(setup.name()) ? new Liar(lie) : logPeer,
                new LogWriter(settings),
                new LogReader(setup.self(), settings, Entries.verifier()),
                new LogRepair(setup.self(), settings, logPeer.holdings()),
                new LogLookup(settings),
                new Asker());
    }

    void put(SimulatedPeer by, DocumentKey document, List<PatchEntry> entries) {
        var put = new LogNotice.PutEntries(Asker.NAME, document, entries);
        by.ask(new Asker.Say(LogWriter.NAME, put));
    }

    /** Asks from {@code have} on until all is there, a page at a time. */
    List<PatchEntry> retrieve(SimulatedPeer by, DocumentKey document, Head have, Head upTo) {
        List<PatchEntry> all = new ArrayList<>();
        Head at = have;
        boolean complete = false;
        while (!complete) {
            Notice answer = ask(by, document, at, upTo, List.of());
            if (!(answer instanceof RetrievalNotice.Retrieved page))
                throw simulation.failure("retrieval ended with " + answer);
            all.addAll(page.entries());
            at = page.entries().getLast().header().head();
            complete = page.complete();
        }
        return all;
    }

    Notice ask(
            SimulatedPeer by, DocumentKey document, Head have, Head upTo, List<PatchEntry> known) {
        List<Notice> told = by.role(Asker.class).told();
        int before = told.size();
        long question = ++lastQuestion;
        var retrieve =
                new RetrievalNotice.Retrieve(Asker.NAME, question, document, have, upTo, known);
        by.ask(new Asker.Say(LogReader.NAME, retrieve));
        simulation.mustReach(
                "an answer to " + document,
                Duration.ofMinutes(2),
                () -> told.size() > before && told.getLast() instanceof RetrievalNotice);
        return told.getLast();
    }

    /** How many of the peers that are up hold an entry. */
    long copies(DocumentKey document, PatchEntry entry) {
        return peers.stream()
                .filter(SimulatedPeer::isUp)
                .filter(peer -> holds(peer, document, entry))
                .count();
    }

    boolean holds(SimulatedPeer peer, DocumentKey document, PatchEntry entry) {
        Segment segment = Segment.of(document, entry.ts(), settings);
        return peer.role(LogPeer.class).holdings().slots(segment).contains(Slot.of(entry));
    }

    SimulatedPeer peer(PeerId id) {
        return peers.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    /** From now on this peer answers all questions with lies. */
    void lies(SimulatedPeer peer, Liar.Lie how) {
        lie = how;
        liars.add(peer.name());
        peer.shutDown();
        peer.restart();
    }

    /** The peers where the entries of a segment belong now. */
    List<SimulatedPeer> places(Segment segment) {
        List<List<PeerId>> located = segment.positions(settings).stream().map(ring::from).toList();
        return Places.of(located).peers().stream().map(this::peer).toList();
    }

    /** True once each entry is at each of its places. */
    boolean everyPlaceHolds(DocumentKey document, List<PatchEntry> entries) {
        return entries.stream()
                .allMatch(e ->
                        places(Segment.of(document, e.ts(), settings)).stream()
                                .allMatch(p -> holds(p, document, e)));
    }

    <E extends PeerEvent> List<E> reports(Class<E> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void crash(SimulatedPeer peer) {
        peer.crash();
        ring.remove(peer.id());
    }

    void restart(SimulatedPeer peer) {
        peer.restart();
        ring.add(peer.contact());
    }
}
