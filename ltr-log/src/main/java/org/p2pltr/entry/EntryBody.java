package org.p2pltr.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerIdentity;

/**
 * Everything of a patch but its place: what the chain hash covers as SHA-256 of the canonical
 * bytes. The author's identity stands in full, so that whoever holds an entry can check its
 * signature.
 *
 * @param document whose patch this is
 * @param patch its own name
 * @param author the author's peer
 * @param authorName the author's name, for people; at most 200 bytes of UTF-8
 * @param time when it was saved by the author's clock, to the millisecond; for people, never for
 *     order
 * @param comment for people; at most 500 bytes of UTF-8
 * @param change the change of the document's state, opaque here (text and attributes;
 *     reconciliation.md); at most 4 MiB less 64 KiB
 * @param stateDigest SHA-256 of the canonical bytes of the state that this patch yields
 * @param label what lists show
 */
public record EntryBody(
        DocumentKey document,
        PatchId patch,
        PeerIdentity author,
        String authorName,
        Instant time,
        String comment,
        Bytes change,
        Hash stateDigest,
        Label label) {
    /** Longest author name in bytes of UTF-8. */
    public static final int MAX_AUTHOR_NAME = 200;

    /** Longest comment in bytes of UTF-8. */
    public static final int MAX_COMMENT = 500;

    /** Longest change in bytes, so that an entry fits into a frame. */
    public static final int MAX_CHANGE = 4 * 1024 * 1024 - 64 * 1024;

    public EntryBody {
        checkLength(
                "an author's name",
                authorName.getBytes(StandardCharsets.UTF_8).length,
                MAX_AUTHOR_NAME);
        checkLength("a comment", comment.getBytes(StandardCharsets.UTF_8).length, MAX_COMMENT);
        checkLength("a change", change.length(), MAX_CHANGE);
        time = Instant.ofEpochMilli(time.toEpochMilli());
    }

    private static void checkLength(String what, int bytes, int limit) {
        if (bytes > limit)
            throw new IllegalArgumentException(
                    what + " has at most " + limit + " bytes, not " + bytes);
    }
}
