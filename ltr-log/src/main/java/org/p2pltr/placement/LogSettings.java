package org.p2pltr.placement;

/**
 * How a network's log is spread over its peers; fixed when the network is made. Source: log.md,
 * "Placement".
 *
 * @param functions n, the number of replication hash functions: 1 to 4 (an entry has 2n copies)
 * @param segment S, how many neighbouring timestamps live together: 1 to 1024
 */
public record LogSettings(int functions, int segment) {
    /** Most hash functions: the ring locates at most eight peers, which are the 2n places. */
    public static final int MAX_FUNCTIONS = 4;

    /** Longest segment. */
    public static final int MAX_SEGMENT = 1024;

    /** n = 3, S = 64. */
    public static final LogSettings DEFAULT = new LogSettings(3, 64);

    public LogSettings {
        if (functions < 1 || functions > MAX_FUNCTIONS)
            throw new IllegalArgumentException(
                    "1 to " + MAX_FUNCTIONS + " hash functions, not " + functions);
        if (segment < 1 || segment > MAX_SEGMENT)
            throw new IllegalArgumentException(
                    "a segment has 1 to " + MAX_SEGMENT + " timestamps, not " + segment);
    }

    /** 2n: how many peers keep an entry, in a network that has so many. */
    public int copies() {
        return 2 * functions;
    }
}
