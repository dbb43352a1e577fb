package org.p2pltr.id;

/** What a {@link PeerId} is made of: whoever holds it can check the peer's signatures. */
public record PeerIdentity(PublicKey key, StoreId store) {

    /**
     * PeerId = SHA-256(public key ‖ store id). Source: architecture.md, "Names, identity, network".
     */
    public PeerId id() {
        return new PeerId(Hash.of(key.value(), store.value()));
    }
}
