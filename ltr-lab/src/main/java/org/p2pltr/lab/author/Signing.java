package org.p2pltr.lab.author;

import java.security.SecureRandom;
import java.util.Locale;
import org.p2pltr.env.Signer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.StoreId;
import org.p2pltr.keys.Ed25519Signer;
import org.p2pltr.keys.Keys;

/** How the peers and authors of a measured network sign. */
public enum Signing {
    /** As everywhere. */
    ED25519,
    /** Not at all: see {@link PlainHashes}. */
    NONE;

    private static final int SEED_BYTES = 32;

    /** The one of this {@link #word}; throws IllegalArgumentException if there is none. */
    public static Signing of(String word) {
        for (Signing each : values()) if (each.word().equals(word)) return each;
        throw new IllegalArgumentException("signatures are ed25519 or none, not '" + word + "'");
    }

    /** How the command line calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For the peers. */
    public Keys keys() {
        return switch (this) {
            case ED25519 -> Keys.ED25519;
            case NONE -> new PlainHashes();
        };
    }

    /** A signer that nobody was before. */
    Signer newSigner() {
        StoreId store = new StoreId(random(StoreId.LENGTH));
        return switch (this) {
            case ED25519 -> new Ed25519Signer(random(SEED_BYTES), store);
            case NONE -> PlainHashes.signer(store);
        };
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
