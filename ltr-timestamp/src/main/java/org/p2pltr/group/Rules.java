package org.p2pltr.group;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.PeerId;

/**
 * The decisions on which the safety of a group rests, one method each and without state, so that
 * tests can take one away and see what it is for; those of a member's vote are in {@link Acceptor}.
 * Source: master-group.md §4, §5, §9, §11.
 */
class Rules {
    /** A member's vote. */
    Acceptor acceptor(PeerId self, Standing standing) {
        return new Acceptor(self, standing);
    }

    /** How many members must promise or accept: any two such sets have a member in common. */
    int quorum(Config config) {
        return config.quorum();
    }

    /** How many must accept a successor before it may be named to anybody (I0). */
    int successorQuorum(Config config) {
        return config.quorum();
    }

    /** How many frozen members' registers cover all that was chosen among them (I1). */
    int frozenSources(Config previous) {
        return previous.quorum();
    }

    /** The successor that an earlier session may have got chosen: a new one proposes it (I0). */
    Optional<Config> adopted(List<Proposal.Accepted> accepted) {
        return accepted.stream()
                .max(Comparator.comparing(Proposal.Accepted::ballot))
                .map(Proposal.Accepted::config);
    }

    /** A session's ballot: one that was never used, above the highest that its peer knows. */
    Ballot ballotAfter(Ballot highest, PeerId self) {
        return highest.above(self);
    }

    /** Which of two registers of a document may hold what was chosen (I2). */
    Register higher(Register one, Register other) {
        return Register.higher(one, other);
    }

    /**
     * True if the registers of a majority show that the best of them is chosen: all hold the same
     * value at a ballot of this very configuration. Those carried over from an older one are no
     * evidence (I2).
     */
    boolean isAlreadyChosen(Register best, List<Register> registers, Config config) {
        return registers.size() >= quorum(config)
                && best.ballot().config().equals(config.number())
                && registers.stream().allMatch(best::isLevelWith);
    }

    /** How a publish's place stands to the head: only one for the very next place is proposed. */
    int order(Head expected, Head head) {
        return expected.ts().compareTo(head.ts());
    }

    /** True if an author that expects the head's place means the same history up to it (S4). */
    boolean isSameHistory(Head expected, Head head) {
        return expected.hash().equals(head.hash());
    }

    /** Which entries of a proposal may be put into the log: none before it is chosen (S6). */
    List<PatchEntry> puttable(Register proposal, Timestamp after, boolean chosen) {
        return chosen ? proposal.after(after) : List.of();
    }

    /** True if so many Log-Peers hold an entry that its group may let go of the body (S3). */
    boolean isPublished(int logPeers, Genesis genesis, Config config) {
        return logPeers >= genesis.copiesBeforeTrim(config);
    }

    /** True if a session may answer for its documents without asking a majority again (S5). */
    boolean mayAnswerUnasked(boolean leased) {
        return leased;
    }

    /** True if a master may no longer rely on a lease so long after it asked for it (S5). */
    boolean isLeaseOver(Duration sinceAsked) {
        return sinceAsked.compareTo(Leases.RELIED_ON) >= 0;
    }
}
