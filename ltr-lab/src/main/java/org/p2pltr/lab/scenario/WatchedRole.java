package org.p2pltr.lab.scenario;

import java.util.List;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Message;
import org.p2pltr.env.Range;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.id.PeerId;

/** A role whose messages, those to its own peer too, are seen by a witness. */
final class WatchedRole implements Role {
    private final Role role;
    private final Listener listener;

    /** Hears what the role hears and what it wants to say. */
    interface Listener {
        /** The role is about to take a message. */
        void hears(PeerId from, Message message);

        /** The role returned a message; it may still wait for the disk. */
        void says(PeerId to, Message message);
    }

    WatchedRole(Role role, Listener listener) {
        this.role = role;
        this.listener = listener;
    }

    @Override
    public RoleName name() {
        return role.name();
    }

    @Override
    public List<Class<?>> takes() {
        return role.takes();
    }

    @Override
    public List<Range> remembers() {
        return role.remembers();
    }

    @Override
    public void remember(Family family, Row row) {
        role.remember(family, row);
    }

    @Override
    public Effects on(Event event, Environment world) {
        if (event instanceof Event.Received(PeerId from, Message message))
            listener.hears(from, message);
        Effects effects = role.on(event, world);
        for (Effects.InLane each : effects.list()) said(each.effect());
        return effects;
    }

    private void said(Effect effect) {
        if (effect instanceof Effect.AtOnce(Effect bare)) {
            said(bare);
        } else if (effect instanceof Effect.Send(PeerId to, Message message)) {
            listener.says(to, message);
        }
    }
}
