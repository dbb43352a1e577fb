package org.p2pltr.lab.scenario;

import org.p2pltr.env.Role;
import org.p2pltr.peer.PeerParts;

/** Who plays the roles of simulated peers: the real ones, or stand-ins with a known bug. */
@FunctionalInterface
public interface Cast {
    /** The roles of a real peer. */
    Cast USUAL = (role, _) -> role;

    /** The role itself, or another one of the same name, made from the same parts. */
    Role plays(Role role, PeerParts parts);
}
