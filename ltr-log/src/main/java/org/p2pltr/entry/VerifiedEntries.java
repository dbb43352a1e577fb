package org.p2pltr.entry;

import java.util.LinkedHashMap;
import org.p2pltr.id.Hash;

/**
 * Remembers which entries were verified, so that each signature is checked once; the oldest are
 * forgotten. Kept by one role, touched by its loop only.
 */
public final class VerifiedEntries {
    /** How many are remembered. */
    public static final int MAX_REMEMBERED = 16_384;

    private final LinkedHashMap<Hash, Boolean> keys = new LinkedHashMap<>();

    /** Remembers an entry that passed {@link PatchEntry#verify}. */
    public void add(PatchEntry entry) {
        keys.put(key(entry), true);
        if (keys.size() > MAX_REMEMBERED) keys.remove(keys.firstEntry().getKey());
    }

    /** True if this very entry, its signature included, was verified and is still remembered. */
    public boolean contains(PatchEntry entry) {
        return keys.containsKey(key(entry));
    }

    /** Names an entry with what the chain hash does not cover: signature and header's label. */
    public static Hash key(PatchEntry entry) {
        EntryHeader header = entry.header();
        return Hash.of(
                header.hash().value().value(), header.signature().value(), header.label().value());
    }
}
