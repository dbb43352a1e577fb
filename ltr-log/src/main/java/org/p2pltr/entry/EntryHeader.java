package org.p2pltr.entry;

import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.Signature;

/**
 * An entry without its body (about 250 bytes and the label): enough to check the chain.
 *
 * @param ts its place
 * @param patch the patch's name
 * @param author the author's peer
 * @param previous H(ts-1)
 * @param bodyDigest SHA-256 of the canonical bytes of the body
 * @param label what lists show
 * @param signature the author's, over (document, ts, H(ts-1), body digest)
 */
public record EntryHeader(
        Timestamp ts,
        PatchId patch,
        PeerId author,
        ChainHash previous,
        Hash bodyDigest,
        Label label,
        Signature signature) {

    /** Highest timestamp of an entry: 2^42, more saves than a document will ever see. */
    public static final long MAX_TS = 1L << 42;

    public EntryHeader {
        if (ts.value() < 1 || ts.value() > MAX_TS)
            throw new IllegalArgumentException("an entry's timestamp is 1 to 2^42, not " + ts);
    }

    /** Its bytes on the wire and on the disk; version 1 stays for ever. */
    public Bytes bytes() {
        return HeaderBytes.encode(this);
    }

    /** The header with these bytes. Throws {@link MalformedEntryException} for anything else. */
    public static EntryHeader of(Bytes bytes) {
        return HeaderBytes.header(bytes);
    }

    /** H(ts), computed from this header. */
    public ChainHash hash() {
        return previous.next(ts, patch, author, bodyDigest);
    }

    /** The head of the document before this entry. */
    public Head before() {
        return new Head(new Timestamp(ts.value() - 1), previous);
    }

    /** The head of a document whose last entry this is. */
    public Head head() {
        return new Head(ts, hash());
    }
}
