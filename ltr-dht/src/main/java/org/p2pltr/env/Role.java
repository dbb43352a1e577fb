package org.p2pltr.env;

import java.util.List;

/**
 * One part of a peer's protocol: a plain class that takes events and returns effects. Its state is
 * private and touched by the peer's one loop only. Same start, same random numbers, same events:
 * same effects.
 */
public interface Role {
    /** Its name, unique in the peer. */
    RoleName name();

    /**
     * The (sealed) types of messages, requests and announced notices it takes. Each message and
     * request type has one taker.
     */
    List<Class<?>> takes();

    /** The durable rows it wants back at a start, in this order, before {@link Event.Started}. */
    default List<Range> remembers() {
        return List.of();
    }

    /**
     * One durable row of {@link #remembers}. Throws {@link DamagedRowException} if the bytes are
     * not what this role wrote.
     */
    default void remember(Family family, Row row) {}

    /** Takes an event and returns what is to be done, in order. */
    Effects on(Event event, Environment world);
}
