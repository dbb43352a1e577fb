package org.p2pltr.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.RingNotice;

/**
 * The ring's part towards the log, played from a list that the test keeps: it knows all peers, and
 * hears of changes within half a second.
 */
public final class FixedRing implements Role {
    private final Members members;
    private int seen = -1;

    /** Who is on the ring, shared by all peers of a test. */
    public static final class Members {
        private final List<PeerContact> contacts = new ArrayList<>();
        private int version;

        /** A peer is on the ring from now on. */
        public void add(PeerContact contact) {
            contacts.add(contact);
            version++;
        }

        /** A peer is no longer on the ring. */
        public void remove(PeerId peer) {
            contacts.removeIf(contact -> contact.id().equals(peer));
            version++;
        }

        /** The peer responsible for a position and those after it, at most eight. */
        public List<PeerId> from(RingPosition position) {
            return contacts.stream()
                    .map(PeerContact::id)
                    .sorted(
                            Comparator.comparing(
                                    id -> position.distanceTo(id.position()),
                                    Long::compareUnsigned))
                    .limit(RingNotice.Located.MAX_PEERS)
                    .toList();
        }
    }

    private record Look() implements Timer {}

    /** The ring's part of one peer. */
    public FixedRing(Members members) {
        this.members = members;
    }

    @Override
    public RoleName name() {
        return new RoleName("ring");
    }

    @Override
    public List<Class<?>> takes() {
        return List.of();
    }

    @Override
    public Effects on(Event event, Environment world) {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Started(), Event.Elapsed(Look()) -> look(out);
            case Event.Told(RingNotice.Locate(var asker, long question, var position)) ->
                    out.add(
                            new Effect.Tell(
                                    asker,
                                    new RingNotice.Located(
                                            question, position, members.from(position))));
            case Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        return out.effects();
    }

    private void look(Effects.Collector out) {
        out.timer(Duration.ofMillis(500), new Look());
        if (seen == members.version) return;
        seen = members.version;
        members.contacts.forEach(contact -> out.add(new Effect.Know(contact)));
        out.add(new Effect.Announce(new RingNotice.RingChanged()));
    }
}
