package org.p2pltr.peer;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.env.Family;
import org.p2pltr.env.Role;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.MasterGroups;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogPeer;
import org.p2pltr.logpeer.LogRecords;
import org.p2pltr.logpeer.LogWriter;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.repair.LogRepair;
import org.p2pltr.retrieval.LogLookup;
import org.p2pltr.retrieval.LogReader;
import org.p2pltr.ring.RingRole;
import org.p2pltr.sync.UserPeer;
import org.p2pltr.sync.UserSettings;

/** All roles of one peer: the very same for a real peer and for a simulated one. */
public final class PeerRoles {
    private PeerRoles() {}

    /** New roles that remember nothing yet. */
    public static List<Role> of(PeerParts parts) {
        PeerId self = parts.self().id();
        Genesis genesis = parts.genesis();
        LogSettings log = new LogSettings(genesis.logHashes(), genesis.segment());
        LogPeer logPeer = new LogPeer(log, parts.verifier());
        UserSettings user = UserSettings.of(genesis.network(), genesis.cells());
        return List.of(
                new RingRole(parts.self(), parts.name(), parts.ring(), parts.join()),
                logPeer,
                new LogWriter(log),
                new LogReader(self, log, parts.verifier()),
                new LogRepair(self, log, logPeer.holdings()),
                new LogLookup(log),
                new MasterGroups(self, genesis, parts.groups(), parts.verifier()),
                new UserPeer(user, parts.signer()));
    }

    /** Every family of the durable store that the roles use. */
    public static List<Family> families() {
        List<Family> all = new ArrayList<>();
        all.add(new Family(Family.Database.CORE, "ring"));
        all.addAll(LogRecords.FAMILIES);
        all.add(new Family(Family.Database.CORE, "groups"));
        all.add(new Family(Family.Database.CORE, "registers"));
        all.add(new Family(Family.Database.CORE, "exported-registers"));
        all.addAll(UserPeer.FAMILIES);
        return all;
    }
}
