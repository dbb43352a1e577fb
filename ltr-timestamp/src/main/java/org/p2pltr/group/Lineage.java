package org.p2pltr.group;

import org.p2pltr.cell.Cell;

/**
 * A chosen configuration and the one before it, whose members know what it must start from. A first
 * configuration is its own previous.
 */
public record Lineage(Config previous, Config config) {

    public Lineage {
        if (!previous.equals(config) && !previous.precedes(config))
            throw new IllegalArgumentException(config + " does not follow " + previous);
    }

    /** That of a network's first configuration of a cell. */
    static Lineage first(Config config) {
        return new Lineage(config, config);
    }

    /** The cell. */
    public Cell cell() {
        return config.cell();
    }

    /** The number of the newer configuration. */
    public ConfigNumber number() {
        return config.number();
    }

    /**
     * True for the first configuration of a new epoch: what it starts from only its members know.
     */
    public boolean isRecovery() {
        return previous.number().epoch() < number().epoch();
    }

    /** True for a network's first configuration. */
    public boolean isFirst() {
        return previous.equals(config);
    }
}
