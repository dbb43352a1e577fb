package org.p2pltr.entry;

import java.nio.ByteBuffer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;

/** H(ts): the identity of a document's whole history up to ts. Source: master-group.md §1. */
public record ChainHash(Hash value) {

    /** H(0) = SHA-256("doc" ‖ network id ‖ document key in UTF-8). */
    public static ChainHash start(NetworkId network, DocumentKey document) {
        return new ChainHash(
                Hash.of(Bytes.utf8("doc"), network.value(), Bytes.utf8(document.name())));
    }

    /** H(ts) = SHA-256(H(ts-1) ‖ ts as 8 bytes, high first ‖ patch id ‖ author ‖ SHA-256(body)). */
    public ChainHash next(Timestamp ts, PatchId patch, PeerId author, Hash bodyDigest) {
        Bytes number = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(ts.value()).array());
        return new ChainHash(
                Hash.of(
                        value.value(),
                        number,
                        patch.value(),
                        author.value().value(),
                        bodyDigest.value()));
    }

    @Override
    public String toString() {
        return value.brief();
    }
}
