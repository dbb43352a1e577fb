package org.p2pltr.logpeer;

import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;

/** The name of an entry within its document: its place and the chain hash that it yields. */
public record Slot(Timestamp ts, ChainHash hash) implements Comparable<Slot> {
    public Slot {
        if (ts.value() < 1 || ts.value() > EntryHeader.MAX_TS)
            throw new IllegalArgumentException("an entry's timestamp is 1 to 2^42, not " + ts);
    }

    /** The name of an entry. */
    public static Slot of(PatchEntry entry) {
        return new Slot(entry.ts(), entry.hash());
    }

    @Override
    public int compareTo(Slot other) {
        int order = ts.compareTo(other.ts);
        return order != 0 ? order : hash.value().compareTo(other.hash.value());
    }

    @Override
    public String toString() {
        return ts + "/" + hash;
    }
}
