package org.p2pltr.group;

import java.util.Comparator;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

/**
 * The number of one master session in one configuration: compared by configuration, then {@code n},
 * then peer. A session never takes a ballot that was used before. Source: master-group.md §1, §2.
 */
public record Ballot(ConfigNumber config, long n, PeerId peer) implements Comparable<Ballot> {
    private static final PeerId NOBODY = new PeerId(new Hash(Bytes.of(new byte[Hash.LENGTH])));
    private static final Comparator<Ballot> ORDER =
            Comparator.comparing(Ballot::config)
                    .thenComparingLong(Ballot::n)
                    .thenComparing(Ballot::peer);

    public Ballot {
        if (n < 0) throw new IllegalArgumentException("a ballot's number is 0 or more, not " + n);
    }

    /** Below every ballot that a session of this configuration can have. */
    public static Ballot lowest(ConfigNumber config) {
        return new Ballot(config, 0, NOBODY);
    }

    /** The ballot of a peer's new session that comes after this one. */
    public Ballot above(PeerId self) {
        return new Ballot(config, Math.addExact(n, 1), self);
    }

    /** True for ballots of sessions; false for {@link #lowest}. */
    public boolean isOfSession() {
        return n > 0;
    }

    /** True if this comes before the other. */
    public boolean isBefore(Ballot other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Ballot other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return config + "/" + n + (isOfSession() ? "@" + peer : "");
    }
}
