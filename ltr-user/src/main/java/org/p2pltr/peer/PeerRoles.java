package org.p2pltr.peer;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.block.BlockAccess;
import org.p2pltr.block.BlockKeeper;
import org.p2pltr.block.BlockRecords;
import org.p2pltr.block.BlockRepair;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Role;
import org.p2pltr.group.Founding;
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
import org.p2pltr.start.Acquaintances;
import org.p2pltr.sync.UserPeer;
import org.p2pltr.sync.UserSettings;

/** All roles of one peer: the very same for a real peer and for a simulated one. */
public final class PeerRoles {
    /**
     * What a restored peer keeps of {@code core}: pages, tentative patches, drafts, which network
     * it is of and whom it knew there. Not what it promised and accepted in master groups, whom it
     * met, and how often it started: all that was another peer's.
     */
    public static final List<Range> RESTORED = restored();

    private PeerRoles() {}

    private static List<Range> restored() {
        List<Range> kept = new ArrayList<>();
        kept.add(Founding.GENESIS);
        kept.add(RingRole.KNOWN_PEERS);
        UserPeer.FAMILIES.stream().map(Range::all).forEach(kept::add);
        return List.copyOf(kept);
    }

    /** New roles that remember nothing yet. */
    public static List<Role> of(PeerParts parts) {
        PeerId self = parts.self().id();
        Genesis genesis = parts.genesis();
        LogSettings log = new LogSettings(genesis.logHashes(), genesis.segment());
        LogPeer logPeer = new LogPeer(log, parts.verifier());
        BlockKeeper keeper = new BlockKeeper();
        UserSettings user = UserSettings.of(genesis.network(), genesis.cells());
        return List.of(
                new RingRole(parts.self(), parts.name(), parts.ring(), parts.join()),
                logPeer,
                new LogWriter(log),
                new LogReader(self, log, parts.verifier()),
                new LogRepair(self, log, logPeer.holdings()),
                new LogLookup(log),
                keeper,
                new BlockAccess(),
                new BlockRepair(self, keeper),
                new MasterGroups(self, genesis, parts.groups(), parts.verifier()),
                new UserPeer(user, parts.signer()));
    }

    /** Every family of the durable store that a peer uses. */
    public static List<Family> families() {
        List<Family> all = new ArrayList<>();
        all.add(new Family(Family.Database.CORE, "ring"));
        all.addAll(LogRecords.FAMILIES);
        all.addAll(BlockRecords.FAMILIES);
        all.add(new Family(Family.Database.CORE, "groups"));
        all.add(new Family(Family.Database.CORE, "registers"));
        all.add(new Family(Family.Database.CORE, "exported-registers"));
        all.addAll(UserPeer.FAMILIES);
        all.add(Acquaintances.FAMILY);
        return all;
    }
}
