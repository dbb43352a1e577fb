package org.p2pltr.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.wire.LogCodec;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.Write;
import org.p2pltr.group.Founding;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.GroupSettings;
import org.p2pltr.group.wire.TimestampCodec;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.ring.RingSettings;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.PeerSetup;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Text;
import org.p2pltr.wire.BlockCodec;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.RingCodec;

/** Peers with all their roles on the simulated world, every message through its real codec. */
final class SimulatedPeers {
    private static final GroupSettings GROUPS =
            GroupSettings.DEFAULT.withStableRing(Duration.ofSeconds(2));

    private final Simulation simulation;
    private final Map<String, SimulatedPeer> peers = new LinkedHashMap<>();
    private final List<Genesis> genesis = new ArrayList<>();

    SimulatedPeers(long seed, List<String> names) {
        simulation = Simulation.seeded(seed);
        simulation
                .network()
                .messagesThrough(
                        Codecs.of(
                                new RingCodec(),
                                new BlockCodec(),
                                new LogCodec(),
                                new TimestampCodec()));
        for (String name : names) add(name);
    }

    private void add(String name) {
        // The first start is for the disk: what makes or joins the network is written before any
        // role starts.
        SimulatedPeer peer =
                simulation.addPeer(name, setup -> setup.start() == 1 ? List.of() : roles(setup));
        boolean first = genesis.isEmpty();
        if (first) genesis.add(genesis(peer.id()));
        List<Write> writes =
                first ? Founding.found(genesis.getFirst()) : Founding.join(genesis.getFirst());
        peer.disk().commit(writes, () -> {});
        peer.shutDown();
        peer.restart();
        peers.put(name, peer);
    }

    private static Genesis genesis(PeerId founder) {
        return new Genesis(
                new NetworkId(Bytes.of(new byte[NetworkId.LENGTH])),
                new CellMap(4),
                3,
                3,
                Genesis.WriteRule.GROUP_MAJORITY,
                64,
                founder);
    }

    private List<Role> roles(PeerSetup setup) {
        List<PeerAddress> join =
                peers.isEmpty() ? List.of() : List.of(peers.values().iterator().next().address());
        return PeerRoles.of(
                new PeerParts(
                        setup.contact(),
                        setup.name(),
                        genesis.getFirst(),
                        setup.signer(),
                        setup.verifier(),
                        join,
                        RingSettings.DEFAULT,
                        GROUPS));
    }

    Simulation simulation() {
        return simulation;
    }

    SimulatedPeer peer(String name) {
        return simulation.peer(name);
    }

    List<SimulatedPeer> all() {
        return List.copyOf(peers.values());
    }

    <R extends Reply> R asked(SimulatedPeer peer, Request request, Class<R> type) {
        Ask ask = peer.ask(request);
        simulation.mustReach(request + " answered", Duration.ofSeconds(30), ask::isAnswered);
        return ask.reply(type);
    }

    UserReply.Page page(SimulatedPeer peer, String name) {
        Request request = new UserRequest.ReadPage(DocumentKey.of(name));
        return asked(peer, request, UserReply.Page.class);
    }

    String text(SimulatedPeer peer, String name) {
        Ask ask = peer.ask(new UserRequest.ReadPage(DocumentKey.of(name)));
        simulation.mustReach("the page is read", Duration.ofSeconds(30), ask::isAnswered);
        return ask.reply(Reply.class) instanceof UserReply.Page page
                ? page.replica().local().text().string()
                : "";
    }

    /** Saves from the view that the peer shows now. */
    UserReply.Saved save(SimulatedPeer peer, String name, String text) {
        Ask ask = peer.ask(new UserRequest.ReadPage(DocumentKey.of(name)));
        simulation.mustReach("the page is read", Duration.ofSeconds(30), ask::isAnswered);
        UserRequest.Start start =
                ask.reply(Reply.class) instanceof UserReply.Page page
                        ? new UserRequest.Start.From(page.replica().revision())
                        : new UserRequest.Start.Nothing();
        return asked(peer, save(name, text, start), UserReply.Saved.class);
    }

    static UserRequest.SavePage save(String name, String text, UserRequest.Start start) {
        return new UserRequest.SavePage(
                DocumentKey.of(name), Text.of(text), AttributeChange.NONE, start, "", "somebody");
    }

    void online(SimulatedPeer peer, boolean online) {
        asked(peer, new UserRequest.WorkOnline(online), UserReply.Standing.class);
    }

    /** Runs until every peer that is up shows this text with nothing tentative. */
    void mustAgree(String name, String text, Duration limit) {
        long end = simulation.now().plus(limit).toMillis();
        while (!agree(name, text)) {
            if (simulation.now().toMillis() > end)
                throw simulation.failure("not all peers show '" + text + "': " + shown(name));
            simulation.runFor(Duration.ofMillis(50));
        }
    }

    private boolean agree(String name, String text) {
        for (SimulatedPeer peer : all())
            if (peer.isUp()
                    && !(text(peer, name).equals(text)
                            && page(peer, name).replica().tentative().isEmpty())) return false;
        return true;
    }

    private List<String> shown(String name) {
        return all().stream().filter(SimulatedPeer::isUp).map(p -> text(p, name)).toList();
    }
}
