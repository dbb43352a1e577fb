package org.p2pltr.keys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;

/**
 * Checks a signature once, for all roles of a peer: an entry is seen by the Master-key, by the
 * Log-Peer for each of its places, and by the reader. Remembers good ones only, between the
 * capacity and twice that of the last. From any thread; two that ask the same at once share one
 * check. Source: log.md, "verified once per process".
 */
public final class RememberingVerifier implements Verifier {
    /** Enough for what is under way: some thousand patches, below two megabytes. */
    public static final int CAPACITY = 4096;

    private final Verifier verifier;
    private final int capacity;
    private volatile Generations good = new Generations(new ConcurrentHashMap<>(), Map.of());

    /** What was checked: the whole of it, so that nothing else is taken for it. */
    private record Checked(PublicKey key, Hash message, Signature signature) {}

    /** When the young ones are many, they become the old ones, and the old are forgotten. */
    private record Generations(
            ConcurrentHashMap<Checked, Boolean> young, Map<Checked, Boolean> old) {}

    /** Remembers what this one found good. */
    public RememberingVerifier(Verifier verifier, int capacity) {
        this.verifier = verifier;
        this.capacity = capacity;
    }

    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
        Checked checked = new Checked(key, Hash.of(message), signature);
        Generations now = good;
        @Nullable Boolean found =
                now.young.computeIfAbsent(
                        checked,
                        _ -> {
                            if (now.old.containsKey(checked)) return true;
                            return verifier.verify(key, message, signature) ? true : null;
                        });
        if (now.young.size() >= capacity) turn();
        return found != null;
    }

    private synchronized void turn() {
        // Another thread may have done it meanwhile.
        if (good.young.size() >= capacity)
            good = new Generations(new ConcurrentHashMap<>(), good.young);
    }
}
