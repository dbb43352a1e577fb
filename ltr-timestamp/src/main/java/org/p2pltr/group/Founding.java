package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.cell.Cell;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;

/**
 * What a peer's store holds from its first day in a network; written once, in one batch, before the
 * peer's loop starts. Source: master-group.md §9, "Genesis".
 */
public final class Founding {
    /** Where the genesis record is: of all that groups keep, what a restored peer keeps. */
    public static final Range GENESIS = Range.key(GroupRecords.GROUPS, GroupRecords.GENESIS_KEY);

    private Founding() {}

    /**
     * The one durable write of a network's first peer: the genesis record and the first
     * configuration of every cell. Never made for a store that was in a network before.
     */
    public static List<Write> found(Genesis genesis) {
        List<Write> writes = new ArrayList<>(join(genesis));
        for (int number = 0; number < genesis.cells().cells(); number++) {
            Config config = genesis.firstConfig(new Cell(number));
            writes.add(GroupRecords.write(Standing.first(config)));
        }
        return writes;
    }

    /** The one durable write of every other peer: the genesis record that it was given. */
    public static List<Write> join(Genesis genesis) {
        return List.of(
                new Write.Put(GroupRecords.GROUPS, GroupRecords.GENESIS_KEY, genesis.bytes()));
    }

    /**
     * True for the row of a cell whose newest group here has one member only. Throws {@link
     * DamagedRowException}.
     */
    public static boolean isOnlyMember(Row row) {
        return GroupRecords.standing(row).config().members().size() == 1;
    }

    /**
     * The genesis record of the network that a store belongs to, if to any; before the loop starts.
     * Throws {@link DamagedRowException} if it cannot be read.
     */
    public static Optional<Genesis> genesisIn(DurableStore store) {
        List<Row> rows = new ArrayList<>();
        store.scan(GENESIS, rows::add);
        return rows.stream().findFirst().map(GroupRecords::genesis);
    }
}
