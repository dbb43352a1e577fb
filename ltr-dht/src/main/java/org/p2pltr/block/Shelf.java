package org.p2pltr.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.p2pltr.compare.Records;
import org.p2pltr.compare.Summary;
import org.p2pltr.id.Arc;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;

/**
 * The index of the blocks that a peer keeps; the values stay on the disk. It may name blocks whose
 * write has not synced yet, so nothing may be promised from it.
 */
final class Shelf implements Records<BlockRange, BlockName> {
    /** A range of which more is held is cut into parts. */
    static final int LARGEST_UNCUT = 64;

    private static final Hash LEAST = new Hash(Bytes.of(new byte[Hash.LENGTH]));

    private final TreeMap<BlockName, Integer> sizes = new TreeMap<>();
    private long bytes;

    boolean contains(BlockName name) {
        return sizes.containsKey(name);
    }

    void add(BlockName name, int size) {
        if (sizes.putIfAbsent(name, size) == null) bytes += size;
    }

    void remove(BlockName name) {
        Integer size = sizes.remove(name);
        if (size != null) bytes -= size;
    }

    /** Bytes of a block's value; 0 if it is not held. */
    int size(BlockName name) {
        return sizes.getOrDefault(name, 0);
    }

    BlockReply.Totals totals() {
        return new BlockReply.Totals(sizes.size(), bytes);
    }

    /** The first block after a position on the way to the end of the circle. */
    Optional<BlockName> after(RingPosition position) {
        if (position.value() == -1L) return Optional.empty();
        return atOrAfter(new RingPosition(position.value() + 1));
    }

    /** The first block from a position on, until the end of the circle. */
    Optional<BlockName> atOrAfter(RingPosition position) {
        return Optional.ofNullable(sizes.ceilingKey(new BlockName(position, LEAST)));
    }

    /** The next block in the order of names, from the first again after the last. */
    Optional<BlockName> following(Optional<BlockName> name) {
        if (sizes.isEmpty()) return Optional.empty();
        BlockName next = name.map(sizes::higherKey).orElse(null);
        return Optional.of(next == null ? sizes.firstKey() : next);
    }

    @Override
    public Hash digest(BlockRange range) {
        return digest(names(range));
    }

    @Override
    public List<BlockName> names(BlockRange range) {
        RingPosition first = new RingPosition(range.arc().after().value() + 1);
        BlockName start = new BlockName(first, LEAST);
        List<BlockName> names = new ArrayList<>();
        // An arc may go across zero: from its start to the end of the circle, then from zero on.
        collect(range, sizes.tailMap(start, true), names);
        collect(range, sizes.headMap(start, false), names);
        return names;
    }

    private static void collect(
            BlockRange range, Map<BlockName, Integer> held, List<BlockName> names) {
        Arc arc = range.arc();
        for (BlockName name : held.keySet()) {
            if (!arc.contains(name.position())) return;
            if (range.contains(name)) names.add(name);
        }
    }

    @Override
    public List<Summary<BlockRange>> parts(BlockRange range) {
        List<BlockName> names = names(range);
        boolean small = names.size() <= LARGEST_UNCUT;
        if (small || range.digits().length() == BlockRange.MAX_DIGITS) return List.of();
        List<List<BlockName>> parts =
                IntStream.range(0, 16).<List<BlockName>>mapToObj(_ -> new ArrayList<>()).toList();
        for (BlockName name : names) parts.get(range.partOf(name)).add(name);
        return IntStream.range(0, 16)
                .mapToObj(i -> new Summary<>(range.part(i), digest(parts.get(i))))
                .toList();
    }

    private static Hash digest(List<BlockName> names) {
        return Hash.of(names.stream().map(BlockRecords::key).toArray(Bytes[]::new));
    }
}
