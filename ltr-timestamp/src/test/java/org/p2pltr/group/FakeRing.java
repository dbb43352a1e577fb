package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.ring.RingNotice;
import org.p2pltr.ring.RoutedRing;

/** A ring for tests: every peer pings every other that the scenario knows of. */
final class FakeRing implements Role {
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final PeerId self;
    private final List<PeerContact> contacts;
    private final TreeMap<PeerId, Duration> heard = new TreeMap<>();
    private final TreeSet<PeerId> live = new TreeSet<>();

    record Ping() implements Message {}

    record Beat() implements Timer {}

    FakeRing(PeerId self, List<PeerContact> contacts) {
        this.self = self;
        this.contacts = contacts;
    }

    @Override
    public RoleName name() {
        return RoutedRing.NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(Ping.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        var out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Started _, Event.Elapsed _ -> beat(world, out);
            case Event.Received(PeerId from, Message _) -> {
                heard.put(from, world.uptime());
                if (live.add(from)) {
                    out.add(new Effect.Announce(new RingNotice.PeerHeard(from)));
                    out.add(new Effect.Announce(new RingNotice.RingChanged()));
                }
            }
            case Event.Told(RingNotice.Locate(var asker, long question, var position)) -> {
                Set<PeerId> all = new LinkedHashSet<>(live);
                all.add(self);
                List<PeerId> order = Config.inRingOrder(new ArrayList<>(all), position);
                List<PeerId> few =
                        order.subList(0, Math.min(order.size(), RingNotice.Located.MAX_PEERS));
                out.add(new Effect.Tell(asker, new RingNotice.Located(question, position, few)));
            }
            case Event.Told _, Event.Asked _, Event.Found _, Event.Computed _ -> {}
        }
        return out.effects();
    }

    private void beat(Environment world, Effects.Collector out) {
        for (PeerContact contact : List.copyOf(contacts)) {
            if (contact.id().equals(self)) continue;
            out.add(new Effect.Know(contact));
            out.send(contact.id(), new Ping());
        }
        for (PeerId peer : List.copyOf(live)) {
            if (world.uptime().minus(heard.get(peer)).compareTo(SILENCE) < 0) continue;
            live.remove(peer);
            out.add(new Effect.Announce(new RingNotice.PeerSuspected(peer)));
            out.add(new Effect.Announce(new RingNotice.RingChanged()));
        }
        out.timer(BEAT, new Beat());
    }
}
