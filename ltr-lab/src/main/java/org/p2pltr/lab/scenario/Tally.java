package org.p2pltr.lab.scenario;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often the things happened for which runs are made: one that never happens was not tested. */
public final class Tally {
    /** Another member became master of a cell that had one. */
    static final String TAKE_OVER = "take-over";

    /** A member started a configuration from a frozen majority's state. */
    static final String FROM_FROZEN = "install from frozen";

    /** A member started a configuration from the state of one that had installed it. */
    static final String FROM_INSTALLED = "install from installed";

    /** A session proposed again what an earlier one had proposed. */
    static final String RE_PROPOSAL = "re-proposal";

    /** An author was told that it is behind. */
    static final String BEHIND = "behind";

    /** An author that was behind got the turn. */
    static final String TURN = "turn given";

    /** An author did not use its turn. */
    static final String TURN_UNUSED = "turn unused";

    /** Saves that waited were made one. */
    static final String SQUASH = "squash";

    /** A save that waited was taken back. */
    static final String DISCARD = "discard";

    /** A validated patch was taken back by a new one. */
    static final String UNDO = "undo";

    /** A member refused a ballot below its promise. */
    static final String LOW_BALLOT = "nack: low ballot";

    /** A member refused, as it has not installed the configuration. */
    static final String NOT_INSTALLED = "nack: not installed";

    /** A member refused, as the configuration is over. */
    static final String FROZEN = "nack: frozen";

    /** A member refused, as a recovery by hand has ended the epoch. */
    static final String OLD_EPOCH = "nack: old epoch";

    /** A member refused, as it had lent its promise to another peer. */
    static final String LEASED = "nack: leased";

    /** A part of a page's history was only on two disks that were lost at once. */
    static final String HISTORY_LOST = "history lost with two disks";

    /** A person recovered a cell that had lost its majority. */
    static final String RECOVERED = "recovery by hand";

    /** A member that was down or had lost its disk was replaced. */
    static final String REPLACED = "replaced member";

    /** A peer refused another one that ran on an old copy of its disk. */
    static final String START_REFUSED = "start-counter refusal";

    /** Those that some hundred seeds must show. */
    public static final List<String> NAMES =
            List.of(
                    TAKE_OVER,
                    FROM_FROZEN,
                    FROM_INSTALLED,
                    RE_PROPOSAL,
                    BEHIND,
                    TURN,
                    TURN_UNUSED,
                    SQUASH,
                    DISCARD,
                    UNDO,
                    LOW_BALLOT,
                    NOT_INSTALLED,
                    FROZEN,
                    OLD_EPOCH,
                    LEASED,
                    RECOVERED,
                    REPLACED,
                    START_REFUSED);

    private final TreeMap<String, Long> counts = new TreeMap<>();

    void add(String name) {
        add(name, 1);
    }

    /** So many more. */
    public void add(String name, long more) {
        counts.merge(name, more, Long::sum);
    }

    /** All of another one's too. */
    public void addAll(SortedMap<String, Long> others) {
        others.forEach(this::add);
    }

    /** How often it happened. */
    public long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** All counts that are not zero. */
    public SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
