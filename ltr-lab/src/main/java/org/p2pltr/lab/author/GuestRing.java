package org.p2pltr.lab.author;

import java.util.Comparator;
import java.util.List;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.RingNotice;

/** Stands for the ring at a peer that is no member: it knows the members once and for all. */
final class GuestRing implements Role {
    private static final RoleName NAME = new RoleName("ring");

    private final List<PeerContact> members;

    GuestRing(List<PeerContact> members) {
        this.members = List.copyOf(members);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of();
    }

    @Override
    public Effects on(Event event, Environment world) {
        return switch (event) {
            case Event.Started _ -> known();
            case Event.Told(RingNotice.Locate(RoleName asker, long question, RingPosition at)) ->
                    Effects.of(
                            new Effect.Tell(
                                    asker, new RingNotice.Located(question, at, responsible(at))));
            default -> Effects.none();
        };
    }

    private Effects known() {
        var out = new Effects.Collector(Lane.MAIN);
        for (PeerContact member : members) out.add(new Effect.Know(member));
        return out.effects();
    }

    private List<PeerId> responsible(RingPosition position) {
        Comparator<PeerId> clockwise =
                (a, b) ->
                        Long.compareUnsigned(
                                position.distanceTo(a.position()),
                                position.distanceTo(b.position()));
        return members.stream()
                .map(PeerContact::id)
                .sorted(clockwise)
                .limit(RingNotice.Located.MAX_PEERS)
                .toList();
    }
}
