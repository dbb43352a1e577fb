package org.p2pltr.id;

/** The name of a peer, for ever bound to its key and its disk. */
public record PeerId(Hash value) implements Comparable<PeerId> {

    /** Where the peer sits on the ring: the first 64 bits. */
    public RingPosition position() {
        return value.position();
    }

    @Override
    public int compareTo(PeerId other) {
        return value.compareTo(other.value);
    }

    /** The first eight hexadecimal digits, for people. */
    @Override
    public String toString() {
        return value.brief();
    }
}
