package org.p2pltr.lab.scenario;

import org.p2pltr.env.Role;
import org.p2pltr.peer.PeerParts;
import org.p2pltr.start.Acquaintances;

/** Who plays the roles of simulated peers: the real ones, or stand-ins with a known bug. */
@FunctionalInterface
public interface Cast {
    /** The roles of a real peer. */
    Cast USUAL = (role, _) -> role;

    /** What a peer remembers others with at one start. */
    default Acquaintances remembers() {
        return new Acquaintances();
    }

    /** The role itself, or another one of the same name, made from the same parts. */
    Role plays(Role role, PeerParts parts);
}
