package org.p2pltr.group;

/**
 * Which configuration of a cell: counted within an epoch; a higher epoch is made by unsafe recovery
 * only. Source: master-group.md §1.
 */
public record ConfigNumber(long epoch, long num) implements Comparable<ConfigNumber> {
    /** That of a network's first configurations. */
    public static final ConfigNumber FIRST = new ConfigNumber(0, 0);

    public ConfigNumber {
        if (epoch < 0 || num < 0)
            throw new IllegalArgumentException(
                    "epoch and number are 0 or more, not " + epoch + "." + num);
    }

    /** The next one of the same epoch. */
    public ConfigNumber next() {
        return new ConfigNumber(epoch, Math.addExact(num, 1));
    }

    /** True if this comes before the other. */
    public boolean isBefore(ConfigNumber other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(ConfigNumber other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(num, other.num);
    }

    @Override
    public String toString() {
        return epoch + "." + num;
    }
}
