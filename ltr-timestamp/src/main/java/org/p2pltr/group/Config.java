package org.p2pltr.group;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.p2pltr.cell.Cell;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/**
 * The group of a cell, for ever: a change of members is another configuration.
 *
 * @param members in ring order from the cell's position; 1 to {@link #MAX_MEMBERS}, all different
 * @param previous digest of the configuration before; of the genesis record for the first one
 */
public record Config(Cell cell, ConfigNumber number, List<PeerId> members, Hash previous) {
    /** Most members of a group. */
    public static final int MAX_MEMBERS = 9;

    private static final byte VERSION = 1;

    public Config {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() > MAX_MEMBERS)
            throw new IllegalArgumentException(
                    "a group has 1 to " + MAX_MEMBERS + " members, not " + members.size());
        if (new TreeSet<>(members).size() != members.size())
            throw new IllegalArgumentException("a group's members are all different: " + members);
    }

    /** q(C): more than half of the members. */
    public int quorum() {
        return members.size() / 2 + 1;
    }

    /** True if the peer is a member. */
    public boolean has(PeerId peer) {
        return members.contains(peer);
    }

    /** True if the other may be chosen as this one's successor. */
    public boolean precedes(Config other) {
        return other.cell.equals(cell)
                && other.number.num() == number.num() + 1
                && other.number.epoch() >= number.epoch()
                && other.previous.equals(digest());
    }

    /** A successor of this configuration with these members, put in ring order from a position. */
    public Config successor(List<PeerId> next, RingPosition from) {
        return new Config(cell, number.next(), inRingOrder(next, from), digest());
    }

    /** Peers in the order in which one meets them clockwise from a position. */
    public static List<PeerId> inRingOrder(List<PeerId> peers, RingPosition from) {
        List<PeerId> sorted = new ArrayList<>(peers);
        sorted.sort(
                Comparator.<PeerId, Long>comparing(
                                peer -> from.distanceTo(peer.position()), Long::compareUnsigned)
                        .thenComparing(Comparator.naturalOrder()));
        return sorted;
    }

    /** SHA-256 of {@link #bytes}. */
    public Hash digest() {
        return Hash.of(bytes());
    }

    /**
     * The canonical bytes, version 1: one byte 1, cell (4), epoch (8), number (8), previous (32),
     * count of members (1), members (32 each).
     */
    public Bytes bytes() {
        ByteBuffer out =
                ByteBuffer.allocate(1 + 4 + 8 + 8 + Hash.LENGTH + 1 + members.size() * Hash.LENGTH);
        out.put(VERSION).putInt(cell.number()).putLong(number.epoch()).putLong(number.num());
        out.put(previous.value().toArray()).put((byte) members.size());
        members.forEach(member -> out.put(member.value().value().toArray()));
        return Bytes.of(out.array());
    }

    /** What {@link #bytes} wrote. Throws IllegalArgumentException for anything else. */
    public static Config of(Bytes bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.toArray());
        try {
            Config config = read(in);
            if (in.hasRemaining())
                throw new IllegalArgumentException("too many bytes for a configuration");
            return config;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a configuration ends too early", e);
        }
    }

    /** Reads {@link #bytes}; throws IllegalArgumentException or BufferUnderflowException. */
    static Config read(ByteBuffer in) {
        if (in.get() != VERSION) throw new IllegalArgumentException("unknown config version");
        Cell cell = new Cell(in.getInt());
        ConfigNumber number = new ConfigNumber(in.getLong(), in.getLong());
        Hash previous = hash(in);
        int count = in.get();
        if (count < 1 || count > MAX_MEMBERS)
            throw new IllegalArgumentException("a group of " + count + " members");
        List<PeerId> members = new ArrayList<>();
        for (int i = 0; i < count; i++) members.add(new PeerId(hash(in)));
        return new Config(cell, number, members, previous);
    }

    private static Hash hash(ByteBuffer in) {
        byte[] bytes = new byte[Hash.LENGTH];
        in.get(bytes);
        return new Hash(Bytes.of(bytes));
    }

    @Override
    public String toString() {
        return "cell " + cell + " config " + number + " " + members;
    }
}
