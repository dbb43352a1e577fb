package org.p2pltr.block;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Role;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.ring.RingRole;
import org.p2pltr.ring.RingSettings;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.PeerSetup;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.wire.BlockCodec;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.RingCodec;

/** Simulated peers that are a ring and keep blocks. */
final class BlockNet {
    final Simulation simulation;
    final List<SimulatedPeer> peers = new ArrayList<>();
    final List<PeerEvent> reports = new ArrayList<>();
    final Map<BlockName, Bytes> blocks = new LinkedHashMap<>();

    BlockNet(long seed, int size) {
        simulation = Simulation.seeded(seed);
        simulation.network().messagesThrough(Codecs.of(new RingCodec(), new BlockCodec()));
        simulation.onReport((_, event) -> reports.add(event));
        for (int i = 0; i < size; i++) start();
        simulation.runFor(Duration.ofSeconds(10));
    }

    /** One more peer joins. */
    SimulatedPeer start() {
        SimulatedPeer peer = simulation.addPeer("p" + peers.size(), this::roles);
        peers.add(peer);
        return peer;
    }

    private List<Role> roles(PeerSetup setup) {
        List<PeerAddress> join = running().stream().map(SimulatedPeer::address).limit(3).toList();
        BlockKeeper keeper = new BlockKeeper();
        return List.of(
                new RingRole(setup.contact(), setup.name(), RingSettings.DEFAULT, join),
                keeper,
                new BlockAccess(),
                new BlockRepair(setup.self(), keeper));
    }

    /** It leaves the ring and ends. */
    void leave(SimulatedPeer peer) {
        Ask ask = peer.ask(new RingRequest.LeaveAsked());
        simulation.mustReach("the leave", Duration.ofSeconds(10), ask::isAnswered);
        peer.shutDown();
    }

    List<SimulatedPeer> running() {
        return peers.stream().filter(SimulatedPeer::isUp).toList();
    }

    SimulatedPeer any() {
        return running().get(simulation.random().nextInt(running().size()));
    }

    /** Puts a block at a position, from any peer, and waits for the answer. */
    BlockReply put(long position, Bytes value) {
        return put(Blocks.name(position, value), value);
    }

    BlockReply put(BlockName name, Bytes value) {
        blocks.put(name, value);
        return ask(any(), new BlockRequest.PutBlock(name, value));
    }

    /** Gets a block from a peer. */
    BlockReply get(SimulatedPeer from, BlockName name) {
        return ask(from, new BlockRequest.GetBlock(name));
    }

    private BlockReply ask(SimulatedPeer peer, BlockRequest request) {
        Ask ask = peer.ask(request);
        simulation.mustReach("an answer", Duration.ofSeconds(30), ask::isAnswered);
        return ask.reply(BlockReply.class);
    }

    /** The two peers that are to hold a block now. */
    List<SimulatedPeer> holders(BlockName name) {
        return running().stream()
                .sorted((a, b) -> Long.compareUnsigned(distance(name, a), distance(name, b)))
                .limit(2)
                .toList();
    }

    private static long distance(BlockName name, SimulatedPeer peer) {
        return name.position().distanceTo(peer.id().position());
    }

    /** True if the disk and the index of a peer hold a block. */
    boolean holds(SimulatedPeer peer, BlockName name) {
        Bytes key = BlockRecords.key(name);
        return peer.role(BlockKeeper.class).shelf().contains(name)
                && peer.disk().rows(Range.key(BlockRecords.VALUES, key)).stream()
                        .anyMatch(row -> Hash.of(row.value()).equals(name.key()));
    }

    /** Waits until each block is, whole, at both its holders. */
    void mustBeWhole(Duration limit) {
        simulation.mustReach("both copies of each block", limit, this::isWholeNow);
    }

    private boolean isWholeNow() {
        // Looked at now and then only: it goes through all disks.
        return simulation.events() % 50 == 0 && isWhole();
    }

    boolean isWhole() {
        return blocks.keySet().stream()
                .allMatch(name -> holders(name).stream().allMatch(peer -> holds(peer, name)));
    }

    <E extends PeerEvent> List<E> reports(Class<E> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<PeerId> ids(List<SimulatedPeer> some) {
        return some.stream().map(SimulatedPeer::id).toList();
    }
}
