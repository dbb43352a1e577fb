package org.p2pltr.entry;

import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;

/**
 * A patch with its place in its document's order, its chain and its author's signature. The body is
 * kept as its canonical bytes: they are what was hashed, sent and stored.
 */
public record PatchEntry(EntryHeader header, Bytes body) {

    public PatchEntry {
        if (!Hash.of(body).equals(header.bodyDigest()))
            throw new IllegalArgumentException(
                    "the body of " + header.ts() + " is not the one its header names");
    }

    /** Puts a patch behind a head and signs it there. The signer is the body's author. */
    public static PatchEntry signed(Head after, EntryBody body, Signer signer) {
        Bytes bytes = EntryBytes.encode(body);
        Timestamp ts = after.ts().next();
        Hash digest = Hash.of(bytes);
        Bytes covered = EntryBytes.signed(body.document(), ts, after.hash(), digest);
        EntryHeader header =
                new EntryHeader(
                        ts,
                        body.patch(),
                        body.author().id(),
                        after.hash(),
                        digest,
                        body.label(),
                        signer.sign(covered));
        return new PatchEntry(header, bytes);
    }

    /** Its bytes on the wire and on the disk: the header's, then the body. */
    public Bytes bytes() {
        return header.bytes().plus(body);
    }

    /**
     * The entry with these bytes. Throws {@link MalformedEntryException} for anything else; what
     * the body says is not looked at (see {@link #verify}).
     */
    public static PatchEntry of(Bytes bytes) {
        return HeaderBytes.entry(bytes);
    }

    /** Its place. */
    public Timestamp ts() {
        return header.ts();
    }

    /** H(ts). */
    public ChainHash hash() {
        return header.hash();
    }

    /**
     * The body's fields. Throws {@link MalformedEntryException} if the bytes are not a body in
     * canonical form.
     */
    public EntryBody fields() {
        return EntryBytes.decode(body);
    }

    /** About how many bytes it takes in a message. */
    public int size() {
        return body.length() + header.label().value().length() + 256;
    }

    /**
     * Checks all that can be checked without the rest of the chain: form, that header and body
     * agree, the document, the signature. Heavy (one signature). Throws {@link
     * MalformedEntryException} that says what is wrong.
     */
    public void verify(DocumentKey document, Verifier verifier) {
        EntryBody fields = fields();
        require(fields.document().equals(document), "it is of another document");
        require(fields.patch().equals(header.patch()), "header and body name different patches");
        require(
                fields.author().id().equals(header.author()),
                "header and body name different authors");
        require(fields.label().equals(header.label()), "header and body have different labels");
        Bytes covered = EntryBytes.signed(document, ts(), header.previous(), header.bodyDigest());
        require(
                verifier.verify(fields.author().key(), covered, header.signature()),
                "its signature is not its author's");
    }

    private void require(boolean holds, String why) {
        if (!holds) throw new MalformedEntryException("entry " + ts() + ": " + why);
    }
}
