package org.p2pltr.retrieval;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Notice;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;

/** Stands for the roles that use the log: passes on what the test says, keeps what it is told. */
final class Asker implements Role {
    static final RoleName NAME = new RoleName("asker");

    private final List<Notice> told = new ArrayList<>();

    record Say(RoleName to, Notice notice) implements Request {}

    List<Notice> told() {
        return told;
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(Say.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        return switch (event) {
            case Event.Asked(var _, Say(RoleName to, Notice notice)) ->
                    Effects.of(new Effect.Tell(to, notice));
            case Event.Told(Notice notice) -> {
                told.add(notice);
                yield Effects.none();
            }
            case Event.Started _,
                    Event.Received _,
                    Event.Elapsed _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ ->
                    Effects.none();
        };
    }
}
