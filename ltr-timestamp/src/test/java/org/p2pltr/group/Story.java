package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Range;
import org.p2pltr.env.Role;
import org.p2pltr.env.Signer;
import org.p2pltr.group.wire.TimestampCodec;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.sim.PeerSetup;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.wire.Codecs;

/**
 * A network of master groups for scenarios: peers A, B, C …, A is the founder; each is a member, a
 * Log-Peer and an author. Safety is checked after every event.
 */
final class Story {
    static final Duration LONG = Duration.ofMinutes(5);
    static final GroupSettings SETTINGS =
            GroupSettings.DEFAULT
                    .withStableRing(Duration.ofSeconds(3))
                    .withReplaceAfter(Duration.ofSeconds(40));

    final Simulation simulation;
    final Safety safety = new Safety();
    final FakeLog.Shelf shelf = new FakeLog.Shelf();
    final TreeMap<String, Author.Desk> desks = new TreeMap<>();
    final TreeMap<DocumentKey, Long> floors = new TreeMap<>();
    private final List<PeerContact> contacts = new ArrayList<>();
    private final List<PeerId> everybody = new ArrayList<>();
    private final int groupSize;
    private final int cells;
    private final Rules rules;
    private final Authors authors;
    private Genesis genesis;
    private long patches;

    private GroupSettings settings = SETTINGS;

    private Story(long seed, int groupSize, int cells, Rules rules, Authors authors) {
        this.rules = rules;
        this.authors = authors;
        this.groupSize = groupSize;
        this.cells = cells;
        this.simulation = Simulation.seeded(seed);
        this.genesis = genesis(new PeerId(Hash.of(Bytes.EMPTY)));
        simulation.onReport(safety::reported);
        simulation.afterEachEvent(_ -> safety.check(simulation));
        simulation.network().messagesThrough(Codecs.of(new TimestampCodec(), new PingCodec()));
    }

    static Story of(int peers, long seed) {
        return of(peers, seed, 3, 2);
    }

    static Story of(int peers, long seed, int groupSize, int cells) {
        return start(peers, new Story(seed, groupSize, cells, new Rules(), Author::new));
    }

    /** Makes the User Peers. */
    interface Authors {
        Author of(
                Author.Desk desk,
                Signer signer,
                NetworkId network,
                FakeLog.Shelf shelf,
                List<PeerId> everybody,
                Map<DocumentKey, Long> floors);
    }

    /** The same with other authors. */
    static Story with(int peers, long seed, Authors authors) {
        return start(peers, new Story(seed, 3, 2, new Rules(), authors));
    }

    /** The same with leases. */
    static Story leasing(int peers, long seed, Rules rules) {
        Story story = new Story(seed, 3, 2, rules, Author::new);
        story.settings = SETTINGS.withLeases(true);
        return start(peers, story);
    }

    /** The same with other rules. */
    static Story with(int peers, long seed, Rules rules) {
        return start(peers, new Story(seed, 3, 2, rules, Author::new));
    }

    private static Story start(int peers, Story story) {
        for (int i = 0; i < peers; i++) story.join(String.valueOf((char) ('A' + i)));
        return story;
    }

    /** A peer comes. */
    SimulatedPeer join(String name) {
        return simulation.addPeer(name, this::roles);
    }

    private List<Role> roles(PeerSetup setup) {
        SimulatedPeer peer = simulation.peer(setup.name());
        if (setup.start() == 1 && setup.name().equals("A")) genesis = genesis(setup.self());
        if (peer.disk().rows(Range.all(GroupRecords.GROUPS)).isEmpty()) {
            boolean founds = genesis.founder().equals(setup.self());
            peer.disk().commit(founds ? Founding.found(genesis) : Founding.join(genesis), () -> {});
        }
        if (contacts.stream().noneMatch(each -> each.id().equals(setup.self()))) {
            contacts.add(setup.contact());
            everybody.add(setup.self());
            shelf.peers(everybody);
        }
        Author.Desk desk = desk(setup.name());
        return List.of(
                new FakeRing(setup.self(), contacts),
                new FakeLog(shelf),
                new MasterGroups(setup.self(), genesis, settings, setup.verifier(), rules),
                authors.of(desk, setup.signer(), genesis.network(), shelf, everybody, floors));
    }

    private Genesis genesis(PeerId founder) {
        return new Genesis(
                new NetworkId(Bytes.of(new byte[NetworkId.LENGTH])),
                new CellMap(cells),
                groupSize,
                3,
                Genesis.WriteRule.GROUP_MAJORITY,
                64,
                founder);
    }

    SimulatedPeer peer(String name) {
        return simulation.peer(name);
    }

    Author.Desk desk(String name) {
        return desks.computeIfAbsent(name, _ -> new Author.Desk());
    }

    /** An author saves a patch. */
    PatchId write(String author, String document) {
        byte[] bytes = new byte[PatchId.LENGTH];
        patches++;
        for (int i = 0; i < Long.BYTES; i++) bytes[i] = (byte) (patches >>> (8 * i));
        PatchId patch = new PatchId(Bytes.of(bytes));
        desk(author).write(DocumentKey.of(document), patch);
        return patch;
    }

    void read(String author, String document) {
        desk(author).wantsToRead.add(DocumentKey.of(document));
    }

    Story runFor(Duration duration) {
        simulation.runFor(duration);
        return this;
    }

    /** Every cell has a group of so many members that all have installed, and a master. */
    Story untilGroupsHave(int members) {
        simulation.mustReach(
                "groups of " + members,
                LONG,
                () -> masters() == cells && installed() == (long) cells * members);
        return this;
    }

    private long masters() {
        return running().stream()
                .flatMap(each -> each.cells().sessions().values().stream())
                .filter(Session::isActive)
                .count();
    }

    private long installed() {
        return running().stream()
                .flatMap(each -> each.cells().acceptors().values().stream())
                .filter(Acceptor::isServing)
                .count();
    }

    private List<MasterGroups> running() {
        return simulation.peers().stream()
                .filter(SimulatedPeer::isUp)
                .map(each -> each.role(MasterGroups.class))
                .toList();
    }

    /** The peer that masters a document's cell. */
    SimulatedPeer masterOf(String document) {
        var cell = genesis.cells().cellOf(DocumentKey.of(document));
        return simulation.peers().stream()
                .filter(SimulatedPeer::isUp)
                .filter(each -> each.role(MasterGroups.class).cells().master(cell).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** The last fault is over: everything that was written is validated, all agree. */
    void endsWell() {
        simulation.network().heal();
        simulation
                .peers()
                .forEach(each -> {
                    if (!each.isUp()) each.restart();
                    if (each.isPaused()) each.resume();
                });
        simulation.mustReach(
                "everybody is done",
                LONG,
                () -> desks.values().stream().allMatch(Author.Desk::isIdle));
        for (DocumentKey document : safety.documents()) {
            List<PatchId> order =
                    safety.entries(document).values().stream().map(EntryHeader::patch).toList();
            for (Author.Desk desk : desks.values())
                assertThat(order)
                        .as("ValidatedIsNeverLost: '%s'", document)
                        .containsAll(desk.made.getOrDefault(document, List.of()));
        }
    }

    Timestamp lastOf(String document) {
        return safety.entries(DocumentKey.of(document)).lastKey();
    }
}
