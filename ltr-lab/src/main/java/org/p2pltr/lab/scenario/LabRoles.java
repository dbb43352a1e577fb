package org.p2pltr.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.wire.LogCodec;
import org.p2pltr.env.Message;
import org.p2pltr.env.Role;
import org.p2pltr.env.Write;
import org.p2pltr.group.Founding;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.wire.TimestampCodec;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.peer.PeerParts;
import org.p2pltr.peer.PeerRoles;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.sim.PeerFactory;
import org.p2pltr.sim.PeerSetup;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.wire.BlockCodec;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.RingCodec;

/**
 * Makes the roles of a full peer, each of them watched. The first peer founds the network, the
 * others get its genesis record with their first start, as from the hello of a real connection.
 */
final class LabRoles implements PeerFactory {
    private final Simulation simulation;
    private final LabSettings settings;
    private final Cast cast;
    private final Witness witness;
    private final NetworkId network;
    private Optional<Genesis> genesis = Optional.empty();

    LabRoles(Simulation simulation, LabSettings settings, Cast cast, Witness witness) {
        this.simulation = simulation;
        this.settings = settings;
        this.cast = cast;
        this.witness = witness;
        byte[] id = new byte[NetworkId.LENGTH];
        simulation.random().nextBytes(id);
        this.network = new NetworkId(Bytes.of(id));
    }

    static Codecs codecs() {
        return Codecs.of(new RingCodec(), new BlockCodec(), new LogCodec(), new TimestampCodec());
    }

    NetworkId network() {
        return network;
    }

    Witness witness() {
        return witness;
    }

    @Override
    public List<Role> roles(PeerSetup setup) {
        SimulatedPeer machine = simulation.peer(setup.name());
        Genesis made = genesis.orElseGet(() -> found(setup.self()));
        if (Founding.genesisIn(machine.disk()).isEmpty()) {
            boolean founder = made.founder().equals(setup.self());
            List<Write> first = founder ? Founding.found(made) : Founding.join(made);
            machine.disk().commit(first, () -> {});
        }
        List<Role> watched = new ArrayList<>();
        for (Role role : all(setup, made)) watched.add(watched(setup, role));
        return watched;
    }

    private Genesis found(PeerId founder) {
        Genesis made =
                new Genesis(
                        network,
                        new CellMap(settings.cells()),
                        settings.groupSize(),
                        LogSettings.DEFAULT.functions(),
                        Genesis.WriteRule.GROUP_MAJORITY,
                        settings.segment(),
                        founder);
        genesis = Optional.of(made);
        for (int cell = 0; cell < settings.cells(); cell++)
            witness.named("genesis", made.firstConfig(new Cell(cell)));
        return made;
    }

    private List<Role> all(PeerSetup setup, Genesis made) {
        List<PeerAddress> join =
                made.founder().equals(setup.self())
                        ? List.of()
                        : simulation.peers().stream()
                                .map(SimulatedPeer::address)
                                .filter(each -> !each.equals(setup.address()))
                                .toList();
        PeerParts parts =
                new PeerParts(
                        setup.contact(),
                        setup.name(),
                        made,
                        setup.signer(),
                        setup.verifier(),
                        join,
                        settings.ring(),
                        settings.groups());
        List<Role> all = new ArrayList<>();
        for (Role role : PeerRoles.of(parts)) all.add(cast.plays(role, parts));
        all.add(new Curious());
        return all;
    }

    private Role watched(PeerSetup setup, Role role) {
        return new WatchedRole(
                role,
                new WatchedRole.Listener() {
                    @Override
                    public void hears(PeerId from, Message message) {
                        witness.hears(setup.name(), from, nameOf(from), message);
                    }

                    @Override
                    public void says(PeerId to, Message message) {
                        witness.says(setup.name(), setup.self(), setup.start(), message);
                    }
                });
    }

    private String nameOf(PeerId id) {
        return simulation.peers().stream()
                .filter(peer -> peer.id().equals(id))
                .findFirst()
                .map(SimulatedPeer::name)
                .orElse(id.toString());
    }
}
