package org.p2pltr.routing;

/**
 * Into how many parts each level divides its interval: k = 2^bits. A parameter of the network, the
 * same at all its peers.
 *
 * @param bits of a distance that one level resolves, 1 (k = 2, Chord's fingers) to 8 (k = 256)
 */
public record Arity(int bits) {
    /** k = 16. */
    public static final Arity DEFAULT = new Arity(4);

    public Arity {
        if (bits < 1 || bits > 8)
            throw new IllegalArgumentException("an arity has 1 to 8 bits, not " + bits);
    }

    /** The arity of k parts. Throws IllegalArgumentException unless k is a power of 2, 2 to 256. */
    public static Arity of(int k) {
        if (Integer.bitCount(k) != 1 || k < 2 || k > 256)
            throw new IllegalArgumentException("k is 2, 4, 8 … 256, not " + k);
        return new Arity(Integer.numberOfTrailingZeros(k));
    }

    /** Parts of an interval, k. */
    public int k() {
        return 1 << bits;
    }

    /** Levels until a part is one identifier; the last is narrower if bits do not divide 64. */
    public int levels() {
        return (Long.SIZE + bits - 1) / bits;
    }
}
