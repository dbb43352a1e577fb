package org.p2pltr.sim;

import java.util.List;
import org.p2pltr.env.Role;

/** Makes the roles of a peer, anew at each start. */
@FunctionalInterface
public interface PeerFactory {
    /** New roles, none of which remembers anything yet. */
    List<Role> roles(PeerSetup setup);
}
