package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.group.Config;
import org.p2pltr.group.GroupEvent;
import org.p2pltr.group.Register;
import org.p2pltr.group.StoredRegisters;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;
import org.p2pltr.lab.checker.Checks;
import org.p2pltr.lab.checker.QuietNetwork;
import org.p2pltr.lab.checker.Sighting;
import org.p2pltr.lab.fault.Fault;
import org.p2pltr.lab.fault.FaultPlayer;
import org.p2pltr.peer.PeerRoles;
import org.p2pltr.replica.Replica;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedDisk;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.start.StartEvent;

/**
 * A network of full peers in virtual time, with all named invariants watching.
 *
 * <pre>{@code
 * var network = LabNetwork.of(5).seed(42).start();
 * network.peer(0).save("Home", "one\n");
 * network.runUntilQuiet();
 * network.cutOff(network.peer(1));
 * network.peer(1).edit("Home", text -> text + "by Bob\n");
 * network.heal().runUntilQuiet();
 * }</pre>
 */
public final class LabNetwork {
    /** After the last fault every save validates, and all peers agree, within this. */
    public static final Duration LIVELINESS = Duration.ofSeconds(30);

    /** The story of a network that nobody wants to hear. */
    static final Consumer<String> SILENCE = _ -> {};

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration JOINING = Duration.ofSeconds(60);

    private final Simulation simulation;
    private final LabSettings settings;
    private final Checks checks;
    private final LabRoles roles;
    private final List<LabPeer> peers = new ArrayList<>();
    private final TreeSet<DocumentKey> documents = new TreeSet<>();
    private final List<Fault> cuts = new ArrayList<>();
    private final FaultPlayer player;

    private LabNetwork(Plan plan) {
        this.settings = plan.settings();
        this.simulation = Simulation.seeded(plan.seed());
        // Telling costs more than the run itself, so nobody is told who does not ask.
        if (!plan.story().equals(SILENCE)) simulation.narrate(plan.story());
        this.player = new FaultPlayer(simulation, new Comings(this));
        ChosenIsOnDisks onDisks = new ChosenIsOnDisks(settings.cells(), simulation::peers);
        this.checks = Checks.all(onDisks);
        simulation.afterEachEvent(_ -> looks(onDisks));
        this.roles =
                new LabRoles(simulation, settings, plan.cast(), new Witness(checks, this::isUp));
        simulation.checking(List.of(checks));
        simulation.remembering(plan.cast()::remembers);
        simulation.onReport((peer, event) -> {
            roles.witness().reports(peer.name(), event);
            if (event instanceof GroupEvent.Recovered recovered) recovered(peer, recovered);
            if (event instanceof StartEvent.RunsOnOldCopy)
                simulation.after(RESTORING, () -> restored(peer));
        });
        if (settings.throughBytes()) simulation.network().messagesThrough(LabRoles.codecs());
    }

    /** Somebody reads why the peer stopped, and does what helps. */
    private void restored(SimulatedPeer machine) {
        if (machine.isUp() || !machine.isOnOldCopy()) return;
        machine.restore(PeerRoles.RESTORED);
        machine.restart();
    }

    private void looks(ChosenIsOnDisks onDisks) {
        try {
            onDisks.look();
        } catch (AssertionError broken) {
            throw simulation.failure(String.valueOf(broken.getMessage()));
        }
    }

    /**
     * What the recovered cell goes on from is what the new group's first member has on its disk.
     */
    private void recovered(SimulatedPeer by, GroupEvent.Recovered recovered) {
        // Of the first epoch the log holds nothing but what was committed.
        boolean endsTheFirst = recovered.config().number().epoch() >>> Integer.SIZE == 1;
        List<LabPeer> inReach =
                peers.stream()
                        .filter(peer -> peer.machine().isUp())
                        .filter(peer -> simulation.network().reaches(by, peer.machine()))
                        .toList();
        for (DocumentKey document : documents) {
            if (!cellOf(document).equals(recovered.cell())) continue;
            Optional<Register> register = StoredRegisters.of(by.disk(), recovered.cell(), document);
            Head kept = register.map(Register::head).orElseGet(() -> Head.start(id(), document));
            List<PatchEntry> tail = register.map(Register::unpublished).orElse(List.of());
            for (LabPeer peer : inReach)
                if (LabLog.continues(peer, document, kept)
                        || (endsTheFirst && LabLog.contradicts(peer, document, tail)))
                    checks.breaks(
                            "RecoveryKeepsTheLog: %s goes on from %s, though %s's log has more"
                                    .formatted(document, kept, peer));
            checks.see(new Sighting.HistoryCut(document, kept));
        }
    }

    /** A network to be made with so many peers. */
    public static Plan of(int peers) {
        return new Plan(LabSettings.of(peers), 1, SILENCE, Cast.USUAL);
    }

    /** A network to be made. */
    public record Plan(LabSettings settings, long seed, Consumer<String> story, Cast cast) {
        /** The same from another seed. */
        public Plan seed(long other) {
            return new Plan(settings, other, story, cast);
        }

        /** The same with other settings. */
        public Plan with(LabSettings other) {
            return new Plan(other, seed, story, cast);
        }

        /** The same, and each event is told in a line. */
        public Plan telling(Consumer<String> other) {
            return new Plan(settings, seed, other, cast);
        }

        /** The same with other roles. */
        public Plan with(Cast other) {
            return new Plan(settings, seed, story, other);
        }

        /** Starts the peers one after the other and waits until the network has formed. */
        public LabNetwork start() {
            LabNetwork network = new LabNetwork(this);
            for (int i = 0; i < settings.peers(); i++) network.join();
            network.runUntilFormed();
            return network;
        }
    }

    private boolean isUp(PeerId id) {
        return simulation.peers().stream().anyMatch(each -> each.id().equals(id) && each.isUp());
    }

    /** One more peer joins; returns at once. */
    public LabPeer join() {
        String name = "p" + peers.size();
        SimulatedPeer machine = simulation.addPeer(name, roles);
        peers.add(new LabPeer(this, machine, peers.size()));
        return peers.getLast();
    }

    /** Waits until each cell's group has as many members as it can, and all know its master. */
    public LabNetwork runUntilFormed() {
        int odd = peers.size() % 2 == 1 ? peers.size() : peers.size() - 1;
        int members = Math.min(settings.groupSize(), odd);
        simulation.mustReach(
                "all groups with " + members + " members",
                JOINING,
                () -> roles.witness().areFormed(members));
        return this;
    }

    /** How many peers a network may grow to by joining. */
    static final int MOST_PEERS = 7;

    private static final Duration RESTORING = Duration.ofSeconds(1);

    /** What only this peer's disk held is gone. */
    void lost(LabPeer peer) {
        checks.see(new Sighting.DiskLost(peer.name()));
    }

    /** What the run has come to, by name. */
    public Tally tally() {
        return roles.witness().tally();
    }

    /** The peer of a number, from 0. */
    public LabPeer peer(int number) {
        return peers.get(number);
    }

    /** All peers. */
    public List<LabPeer> peers() {
        return List.copyOf(peers);
    }

    /** The Master-key peer of a page: who answered last as such. */
    public LabPeer masterOf(String page) {
        return roles.witness()
                .master(cellOf(page))
                .map(this::peer)
                .orElseThrow(() -> simulation.failure("nobody is master of " + page));
    }

    /** The newest configuration of a page's master group that somebody named. */
    public Config configOf(String page) {
        return roles.witness().config(cellOf(page));
    }

    /** The members of the newest master group of a page. */
    public List<LabPeer> groupOf(String page) {
        return configOf(page).members().stream().map(this::peer).toList();
    }

    private Cell cellOf(String page) {
        return cellOf(new DocumentKey(page));
    }

    Cell cellOf(DocumentKey document) {
        return new CellMap(settings.cells()).cellOf(document);
    }

    private LabPeer peer(PeerId id) {
        return peers.stream()
                .filter(peer -> peer.machine().id().equals(id))
                .findFirst()
                .orElseThrow(() -> simulation.failure("no peer has the id " + id));
    }

    /** This peer and the others do not hear each other any more. */
    public LabNetwork cutOff(LabPeer peer) {
        return begin(new Fault.Partition(List.of(peer.number())));
    }

    /** A fault begins and lasts until {@link #heal}. */
    public LabNetwork begin(Fault fault) {
        cuts.add(fault);
        faults().begin(fault);
        return this;
    }

    /** All faults of the story are over; peers that are down by themselves stay down. */
    public LabNetwork heal() {
        for (Fault each : cuts) faults().end(each);
        cuts.clear();
        return this;
    }

    /** A backup of a peer's disk is put back; it starts no more and no less than before. */
    public void goBack(LabPeer peer, SimulatedDisk.Image copy) {
        // First, as the words that were typed since are gone with the disk.
        checks.see(new Sighting.DiskLost(peer.name()));
        peer.machine().goBack(copy);
    }

    /** Waits until each peer on an old copy of its disk was refused, and is restored. */
    LabNetwork runUntilRestored() {
        simulation.mustReach(
                "old copies refused and restored",
                LIVELINESS,
                () -> peers.stream().noneMatch(peer -> peer.machine().isOnOldCopy()));
        return this;
    }

    /** Plays faults on this network. */
    public FaultPlayer faults() {
        return player;
    }

    /** From here on the network is like this when no fault is on. */
    public LabNetwork usually(NetworkFaults usual) {
        faults().usual(usual);
        return this;
    }

    /** Time passes. */
    public LabNetwork runFor(Duration time) {
        simulation.runFor(time);
        return this;
    }

    /**
     * Runs until all peers that are up have the same versions of all pages and nothing waits; then
     * every invariant of agreement is checked. Fails if that takes longer than {@link #LIVELINESS}.
     */
    public LabNetwork runUntilQuiet() {
        Duration limit = simulation.now().plus(LIVELINESS);
        while (!isQuiet()) {
            if (simulation.now().compareTo(limit) > 0)
                throw simulation.failure(
                        "EverySaveValidates: not quiet within " + LIVELINESS + "; " + standing());
            simulation.runFor(LOOK_AGAIN);
        }
        return this;
    }

    /** Lets the log settle after quiet, then checks all that must hold then. */
    public LabNetwork checkAgreement() {
        runUntilQuiet();
        Duration limit = simulation.now().plus(LIVELINESS);
        int wanted = Math.min(settings.groupSize() / 2 + 1, peers.size());
        while (!LabLog.isKept(this, wanted) && simulation.now().compareTo(limit) < 0)
            simulation.runFor(LOOK_AGAIN);
        QuietNetwork state = LabLog.read(this, wanted);
        try {
            checks.quiet(state);
        } catch (AssertionError broken) {
            throw new AssertionError(
                    simulation.failure("when quiet").getMessage() + ": " + broken.getMessage(),
                    broken);
        }
        return this;
    }

    /** The pages that somebody saved. */
    public List<DocumentKey> documents() {
        return List.copyOf(documents);
    }

    /** The network's id. */
    public NetworkId id() {
        return roles.network();
    }

    /** The simulated world. */
    public Simulation simulation() {
        return simulation;
    }

    /** The invariants that watch. */
    public Checks checks() {
        return checks;
    }

    void knows(DocumentKey document) {
        documents.add(document);
    }

    private boolean isQuiet() {
        for (DocumentKey document : documents) {
            Optional<Head> first = Optional.empty();
            for (LabPeer peer : peers) {
                if (!peer.isOnline()) continue;
                Optional<Replica> replica = peer.replica(document.name());
                Head head = replica.map(Replica::head).orElse(Head.start(id(), document));
                if (replica.map(r -> !r.tentative().isEmpty()).orElse(false)) return false;
                if (first.isEmpty()) first = Optional.of(head);
                if (!first.get().equals(head)) return false;
            }
        }
        return true;
    }

    private String standing() {
        StringBuilder text = new StringBuilder();
        for (DocumentKey document : documents) {
            text.append(document);
            for (LabPeer peer : peers) {
                if (!peer.machine().isUp()) continue;
                text.append(' ').append(peer).append('=').append(peer.version(document.name()));
                int waiting = peer.tentative(document.name());
                if (waiting > 0) text.append('+').append(waiting);
            }
            text.append("; ");
        }
        return text.toString();
    }
}
