package org.p2pltr.group;

import org.p2pltr.cell.Cell;

/**
 * What a peer must never forget about a cell but its registers. Source: master-group.md §2.
 *
 * @param lineage the newest installed configuration ({@code cfg}), and the one before it
 * @param promised the highest ballot answered in it
 * @param next the proposal accepted for its successor
 * @param frozen the chosen successor; once there is one, the configuration is over for this peer
 * @param settled enough members have installed the newest configuration known here (frozen's, or
 *     this one)
 * @param epochSeen the highest epoch seen for the cell
 */
record Standing(
        Lineage lineage,
        Ballot promised,
        Proposal next,
        Successor frozen,
        boolean settled,
        long epochSeen) {

    /** A member's, who has just installed a configuration and promised this much in it. */
    static Standing installed(Lineage lineage, Ballot promised) {
        return new Standing(
                lineage,
                promised,
                new Proposal.None(),
                new Successor.None(),
                lineage.isFirst(),
                lineage.number().epoch());
    }

    /** The founder's. */
    static Standing first(Config config) {
        return installed(Lineage.first(config), Ballot.lowest(config.number()));
    }

    Config config() {
        return lineage.config();
    }

    Cell cell() {
        return lineage.cell();
    }

    boolean isFrozen() {
        return frozen instanceof Successor.Chosen;
    }

    /** The newest configuration that this peer knows to be chosen, with the one before it. */
    Lineage newest() {
        return switch (frozen) {
            case Successor.None _ -> lineage;
            case Successor.Chosen(Config next) -> new Lineage(config(), next);
        };
    }

    Standing promising(Ballot ballot) {
        return new Standing(lineage, ballot, next, frozen, settled, epochSeen);
    }

    Standing accepting(Ballot ballot, Config config) {
        return new Standing(
                lineage, ballot, new Proposal.Accepted(ballot, config), frozen, settled, epochSeen);
    }

    Standing freezing(Config config) {
        return new Standing(
                lineage, promised, next, new Successor.Chosen(config), false, epochSeen);
    }

    /** The epochs before this one are over, whatever becomes of the configuration. */
    Standing seeing(long epoch) {
        return new Standing(lineage, promised, next, frozen, settled, epoch);
    }

    Standing settling() {
        return new Standing(lineage, promised, next, frozen, true, epochSeen);
    }
}
