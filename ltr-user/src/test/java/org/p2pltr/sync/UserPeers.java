package org.p2pltr.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Text;

/** User Peers on the simulated world with a model of all the rest, and what people ask of them. */
final class UserPeers {
    static final DocumentKey HOME = new DocumentKey("Home");
    static final NetworkId NETWORK = new NetworkId(Bytes.of(new byte[16]));
    static final List<String> NAMES = List.of("ann", "bob", "cyd");

    private UserPeers() {}

    /** A master that keeps this log, and three users. */
    static Simulation network(long seed, ModelLog log) {
        Simulation simulation = Simulation.seeded(seed);
        simulation.addPeer("master", setup -> List.of(log.master(setup.contact())));
        for (String name : NAMES)
            simulation.addPeer(
                    name,
                    setup -> {
                        List<Role> roles = new ArrayList<>(log.company(setup.contact()));
                        UserSettings settings = UserSettings.of(NETWORK, ModelLog.CELLS);
                        roles.add(new UserPeer(settings, setup.signer()));
                        return roles;
                    });
        simulation.runFor(Duration.ofSeconds(1));
        return simulation;
    }

    static <R extends Reply> R asked(
            Simulation simulation, SimulatedPeer peer, Request request, Class<R> type) {
        Ask ask = peer.ask(request);
        simulation.mustReach(request + " answered", Duration.ofSeconds(30), ask::isAnswered);
        return ask.reply(type);
    }

    static UserRequest.SavePage save(String text, UserRequest.Start start) {
        return new UserRequest.SavePage(
                HOME, Text.of(text), AttributeChange.NONE, start, "why", "Ann");
    }

    static UserRequest.Start startOf(UserReply.Page page) {
        return new UserRequest.Start.From(page.replica().revision());
    }

    static UserReply.Page page(Simulation simulation, SimulatedPeer peer) {
        return asked(simulation, peer, new UserRequest.ReadPage(HOME), UserReply.Page.class);
    }

    static String text(Simulation simulation, SimulatedPeer peer) {
        return page(simulation, peer).replica().local().text().string();
    }

    static UserReply.Saved saved(
            Simulation simulation, SimulatedPeer peer, String text, UserRequest.Start start) {
        return asked(simulation, peer, save(text, start), UserReply.Saved.class);
    }

    static void online(Simulation simulation, SimulatedPeer peer, boolean online) {
        asked(simulation, peer, new UserRequest.WorkOnline(online), UserReply.Standing.class);
    }
}
