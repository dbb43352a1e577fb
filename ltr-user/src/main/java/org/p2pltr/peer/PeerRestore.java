package org.p2pltr.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.p2pltr.disk.DataDirectory;
import org.p2pltr.disk.DataDirectoryException;
import org.p2pltr.disk.Restoration;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Row;
import org.p2pltr.group.Founding;

/**
 * {@code ./ltr restore}: makes the data directory of a stopped peer, an old copy of one or a
 * damaged one, that of a new peer with the old pages, tentative patches and drafts. The new peer
 * has promised nothing in any master group, so it may take part. Source: architecture.md, "Disk".
 */
public final class PeerRestore implements AutoCloseable {
    private final DataDirectory directory;
    private final Restoration restoration;
    private final Votes votes;

    /** What the old peer was in master groups. */
    private static final class Votes {
        private int groups;
        private int alone;

        void count(String family, Row row) {
            if (!family.equals(Founding.GENESIS.family().name())) return;
            try {
                groups++;
                if (Founding.isOnlyMember(row)) alone++;
            } catch (DamagedRowException e) {
                // It is left behind in any case, so that its damage does no harm.
            }
        }
    }

    private PeerRestore(DataDirectory directory, Restoration restoration, Votes votes) {
        this.directory = directory;
        this.restoration = restoration;
        this.votes = votes;
    }

    /**
     * Takes the directory and prepares; changes nothing that counts. Throws {@link
     * PeerStartException} if it is no peer's directory, is in use or cannot be read at all.
     */
    public static PeerRestore prepare(Path dataDirectory) throws PeerStartException {
        try {
            DataDirectory directory = DataDirectory.openExisting(dataDirectory);
            try {
                Votes votes = new Votes();
                return new PeerRestore(
                        directory,
                        Restoration.prepare(directory, PeerRoles.RESTORED, votes::count),
                        votes);
            } catch (DataDirectoryException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (DataDirectoryException e) {
            throw new PeerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What will be kept and what not, in lines for people. */
    public List<String> plan() {
        List<String> lines = new ArrayList<>();
        SortedMap<String, Long> kept = restoration.kept();
        lines.add("The peer in " + directory.path() + " becomes a new peer.");
        lines.add(
                "Kept: %d pages with %d versions, %d saves that wait, %d drafts; the patches it keeps for others; its key, and the network it is of."
                        .formatted(
                                kept.getOrDefault("documents", 0L),
                                kept.getOrDefault("history", 0L),
                                kept.getOrDefault("tentative", 0L),
                                kept.getOrDefault("drafts", 0L)));
        lines.add(
                "Not kept: its name among the peers, and its votes in %d master groups, which replace it after a while."
                        .formatted(votes.groups));
        for (String lost : restoration.lost()) lines.add("Lost: " + lost + ".");
        if (kept.getOrDefault(Founding.GENESIS.family().name(), 0L) == 0)
            lines.add(
                    "Lost: which network it is of. Start it with ltr.join=…, else it begins a network of its own.");
        if (votes.alone > 0)
            lines.add(
                    "Beware: in %d groups nobody else votes as far as this copy knows. If no other peer ever joined, do not restore: start it as it is."
                            .formatted(votes.alone));
        return lines;
    }

    /** Does it: all or nothing. Gives what to say then, in lines for people. */
    public List<String> carryOut() throws PeerStartException {
        try {
            Path former = restoration.carryOut();
            return List.of(
                    "Restored. At its next start it joins as a new peer and publishes the saves that wait, each once; those that the old peer squashed or discarded since come back.",
                    "What it was before is in " + former + "; remove it when all is well.");
        } catch (DataDirectoryException e) {
            throw new PeerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Lets other processes have the directory; what was not carried out is forgotten. */
    @Override
    public void close() {
        Closing.quietly(restoration);
        directory.close();
    }
}
