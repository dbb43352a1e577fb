package org.p2pltr.entry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.Signature;

/**
 * The bytes of a header and of a whole entry, on the wire and on the disk, for ever. Version 1: one
 * byte 1; ts (8), patch id (16), author (32), H(ts-1) (32), SHA-256(body) (32), signature (64);
 * label as a 2-byte length, high byte first, and its bytes. An entry is its header followed by its
 * body.
 */
final class HeaderBytes {
    private static final byte VERSION = 1;
    private static final int FIXED =
            1 + 8 + PatchId.LENGTH + 3 * Hash.LENGTH + Signature.LENGTH + 2;

    private HeaderBytes() {}

    static Bytes encode(EntryHeader header) {
        Bytes label = header.label().value();
        ByteBuffer out = ByteBuffer.allocate(FIXED + label.length()).put(VERSION);
        out.putLong(header.ts().value());
        out.put(header.patch().value().toArray());
        out.put(header.author().value().value().toArray());
        out.put(header.previous().value().value().toArray());
        out.put(header.bodyDigest().value().toArray());
        out.put(header.signature().value().toArray());
        out.putShort((short) label.length()).put(label.toArray());
        return Bytes.of(out.array());
    }

    static EntryHeader header(Bytes bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.toArray());
        EntryHeader header = read(in);
        if (in.hasRemaining())
            throw new MalformedEntryException(in.remaining() + " bytes too many after the header");
        return header;
    }

    static PatchEntry entry(Bytes bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.toArray());
        EntryHeader header = read(in);
        Bytes body = exactly(in, in.remaining());
        try {
            return new PatchEntry(header, body);
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException("header and body do not belong together", e);
        }
    }

    private static EntryHeader read(ByteBuffer in) {
        try {
            int version = in.get();
            if (version != VERSION)
                throw new MalformedEntryException("header version " + version + " is not known");
            Timestamp ts = new Timestamp(in.getLong());
            PatchId patch = new PatchId(exactly(in, PatchId.LENGTH));
            PeerId author = new PeerId(hash(in));
            ChainHash previous = new ChainHash(hash(in));
            Hash digest = hash(in);
            Signature signature = new Signature(exactly(in, Signature.LENGTH));
            Label label = new Label(exactly(in, Short.toUnsignedInt(in.getShort())));
            return new EntryHeader(ts, patch, author, previous, digest, label, signature);
        } catch (BufferUnderflowException e) {
            throw new MalformedEntryException("the header ends too early", e);
        } catch (MalformedEntryException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException(e.toString(), e);
        }
    }

    private static Hash hash(ByteBuffer in) {
        return new Hash(exactly(in, Hash.LENGTH));
    }

    private static Bytes exactly(ByteBuffer in, int length) {
        if (length > in.remaining()) throw new BufferUnderflowException();
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.of(bytes);
    }
}
