package org.p2pltr.entry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.StoreId;

/**
 * The canonical bytes of an entry's body, for ever. Version 1: one byte 1; then document, author
 * name, comment (UTF-8), change and label, each as a 4-byte length, high byte first, and its bytes;
 * then patch id (16), public key (32), store id (16), time (8, milliseconds since 1970), state
 * digest (32). Nothing before, between or after.
 *
 * <p>What the author signs, version 1: "p2p-ltr entry 1", the document as above, ts (8), H(ts-1)
 * (32), SHA-256(body) (32).
 */
final class EntryBytes {
    private static final byte VERSION = 1;
    private static final Bytes SIGNED = Bytes.utf8("p2p-ltr entry 1");

    private EntryBytes() {}

    static Bytes encode(EntryBody body) {
        Bytes document = Bytes.utf8(body.document().name());
        Bytes name = Bytes.utf8(body.authorName());
        Bytes comment = Bytes.utf8(body.comment());
        int texts = document.length() + name.length() + comment.length();
        int size =
                1
                        + 5 * 4
                        + texts
                        + body.change().length()
                        + body.label().value().length()
                        + 16
                        + 32
                        + 16
                        + 8
                        + 32;
        ByteBuffer out = ByteBuffer.allocate(size).put(VERSION);
        putSized(out, document);
        putSized(out, name);
        putSized(out, comment);
        putSized(out, body.change());
        putSized(out, body.label().value());
        out.put(body.patch().value().toArray());
        out.put(body.author().key().value().toArray());
        out.put(body.author().store().value().toArray());
        out.putLong(body.time().toEpochMilli());
        out.put(body.stateDigest().value().toArray());
        return Bytes.of(out.array());
    }

    static EntryBody decode(Bytes bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.toArray());
        try {
            int version = in.get();
            if (version != VERSION)
                throw new MalformedEntryException("body version " + version + " is not known");
            EntryBody body = fields(in);
            if (in.hasRemaining())
                throw new MalformedEntryException(
                        in.remaining() + " bytes too many after the body");
            return body;
        } catch (BufferUnderflowException e) {
            throw new MalformedEntryException("the body ends too early", e);
        } catch (CharacterCodingException e) {
            throw new MalformedEntryException("the body has text that is not UTF-8", e);
        } catch (MalformedEntryException e) {
            throw e;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedEntryException(e.toString(), e);
        }
    }

    static Bytes signed(DocumentKey document, Timestamp ts, ChainHash previous, Hash bodyDigest) {
        Bytes name = Bytes.utf8(document.name());
        ByteBuffer out = ByteBuffer.allocate(SIGNED.length() + 4 + name.length() + 8 + 32 + 32);
        out.put(SIGNED.toArray());
        putSized(out, name);
        out.putLong(ts.value());
        out.put(previous.value().value().toArray());
        out.put(bodyDigest.value().toArray());
        return Bytes.of(out.array());
    }

    private static EntryBody fields(ByteBuffer in) throws CharacterCodingException {
        DocumentKey document = new DocumentKey(text(in, DocumentKey.MAX_BYTES));
        String authorName = text(in, EntryBody.MAX_AUTHOR_NAME);
        String comment = text(in, EntryBody.MAX_COMMENT);
        Bytes change = sized(in, EntryBody.MAX_CHANGE);
        Label label = new Label(sized(in, Label.MAX_BYTES));
        PatchId patch = new PatchId(exactly(in, PatchId.LENGTH));
        PublicKey key = new PublicKey(exactly(in, PublicKey.LENGTH));
        StoreId store = new StoreId(exactly(in, StoreId.LENGTH));
        Instant time = Instant.ofEpochMilli(in.getLong());
        Hash digest = new Hash(exactly(in, Hash.LENGTH));
        return new EntryBody(
                document,
                patch,
                new PeerIdentity(key, store),
                authorName,
                time,
                comment,
                change,
                digest,
                label);
    }

    private static void putSized(ByteBuffer out, Bytes bytes) {
        out.putInt(bytes.length()).put(bytes.toArray());
    }

    private static Bytes sized(ByteBuffer in, int limit) {
        int length = in.getInt();
        if (length < 0 || length > limit)
            throw new MalformedEntryException(
                    "a field of " + length + " bytes; at most " + limit + " are allowed");
        return exactly(in, length);
    }

    private static Bytes exactly(ByteBuffer in, int length) {
        if (length > in.remaining()) throw new BufferUnderflowException();
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.of(bytes);
    }

    private static String text(ByteBuffer in, int limit) throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.wrap(sized(in, limit).toArray());
        // A fresh decoder reports malformed bytes instead of replacing them.
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
}
