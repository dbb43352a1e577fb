package org.p2pltr.group;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;

/**
 * What a network is, for ever: made by its first peer, received by every other in the hello.
 *
 * @param cells into how many cells the key space is divided (P)
 * @param groupSize members of a master group when there are peers enough (r): 1, 3, 5, 7 or 9
 * @param logHashes hash functions that place an entry (n), 1 to 16
 * @param writeRule how many Log-Peers must hold an entry before its group lets go of the body (W)
 * @param segment entries of a document that are placed together (S), 1 to 65536
 * @param founder the only member of the first configuration of every cell
 */
public record Genesis(
        NetworkId network,
        CellMap cells,
        int groupSize,
        int logHashes,
        WriteRule writeRule,
        int segment,
        PeerId founder) {
    private static final byte VERSION = 1;

    /** W, as a rule over the cell's configuration. */
    public enum WriteRule {
        /** As many distinct Log-Peers as a majority of the group has members: W = q(C). */
        GROUP_MAJORITY(0);

        private final int code;

        WriteRule(int code) {
            this.code = code;
        }
    }

    public Genesis {
        if (groupSize < 1 || groupSize > Config.MAX_MEMBERS || groupSize % 2 == 0)
            throw new IllegalArgumentException(
                    "a group has 1, 3, 5, 7 or 9 members, not " + groupSize);
        if (logHashes < 1 || logHashes > 16)
            throw new IllegalArgumentException(
                    "there are 1 to 16 replication hash functions, not " + logHashes);
        if (segment < 1 || segment > 65536)
            throw new IllegalArgumentException("a segment has 1 to 65536 entries, not " + segment);
    }

    /** How many distinct Log-Peers must hold an entry of a cell with this configuration. */
    public int copiesBeforeTrim(Config config) {
        return switch (writeRule) {
            case GROUP_MAJORITY -> config.quorum();
        };
    }

    /** The first configuration of a cell: the founder alone. */
    public Config firstConfig(Cell cell) {
        return new Config(cell, ConfigNumber.FIRST, List.of(founder), Hash.of(bytes()));
    }

    /**
     * The canonical bytes, version 1: one byte 1, network id (16), P (4), r (1), n (1), W rule (1),
     * S (4), founder (32).
     */
    public Bytes bytes() {
        ByteBuffer out = ByteBuffer.allocate(1 + NetworkId.LENGTH + 4 + 3 + 4 + Hash.LENGTH);
        out.put(VERSION).put(network.value().toArray()).putInt(cells.cells());
        out.put((byte) groupSize).put((byte) logHashes).put((byte) writeRule.code);
        out.putInt(segment).put(founder.value().value().toArray());
        return Bytes.of(out.array());
    }

    /** Reads {@link #bytes}. Throws IllegalArgumentException that says what is wrong. */
    public static Genesis of(Bytes bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.toArray());
        try {
            int version = in.get();
            if (version != VERSION)
                throw new IllegalArgumentException(
                        "genesis record version " + version + " is not known");
            Genesis genesis =
                    new Genesis(
                            new NetworkId(exactly(in, NetworkId.LENGTH)),
                            new CellMap(in.getInt()),
                            in.get(),
                            in.get(),
                            rule(in.get()),
                            in.getInt(),
                            new PeerId(new Hash(exactly(in, Hash.LENGTH))));
            if (in.hasRemaining())
                throw new IllegalArgumentException("too many bytes in the genesis record");
            return genesis;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the genesis record ends too early", e);
        }
    }

    private static WriteRule rule(int code) {
        for (WriteRule rule : WriteRule.values()) if (rule.code == code) return rule;
        throw new IllegalArgumentException("write rule " + code + " is not known");
    }

    private static Bytes exactly(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.of(bytes);
    }
}
