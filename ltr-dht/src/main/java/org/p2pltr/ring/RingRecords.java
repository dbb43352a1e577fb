package org.p2pltr.ring;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/**
 * What the ring remembers on disk. Row {@code i}: this peer's incarnation (8 bytes). Rows {@code p}
 * and a PeerId: a known peer as version (1 byte: 1), {@link Known.Source} (1), incarnation (8),
 * port (4), host and name each as length (4) and UTF-8. Numbers have their highest byte first.
 */
final class RingRecords {
    /** Where the rows are. */
    static final Family FAMILY = new Family(Family.Database.CORE, "ring");

    private static final Bytes INCARNATION = Bytes.utf8("i");
    private static final Bytes PEER = Bytes.utf8("p");
    static final Range KNOWN_PEERS = Range.prefix(FAMILY, PEER);

    private static final byte VERSION = 1;

    private RingRecords() {}

    /** One remembered fact. */
    sealed interface Remembered {}

    /** Which life of this peer was the last. */
    record Incarnation(long value) implements Remembered {}

    /** A peer that was known. */
    record Known(Introduction peer, Source source) implements Remembered {
        /** How it is known. */
        enum Source {
            /** Others spoke of it. */
            HEARSAY(0),
            /** It spoke itself. */
            FIRST_HAND(1),
            /** It said that it leaves. */
            LEFT(2);

            private final byte code;

            Source(int code) {
                this.code = (byte) code;
            }

            static Source of(byte code) {
                for (Source source : values()) {
                    if (source.code == code) return source;
                }
                throw new IllegalArgumentException("source " + code + " is not known");
            }
        }
    }

    static Write incarnation(long value) {
        Bytes bytes = Bytes.of(ByteBuffer.allocate(8).putLong(value).array());
        return new Write.Put(FAMILY, INCARNATION, bytes);
    }

    static Write known(Known known) {
        Introduction peer = known.peer();
        byte[] host = peer.contact().address().host().getBytes(StandardCharsets.UTF_8);
        byte[] name = peer.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(1 + 1 + 8 + 4 + 4 + host.length + 4 + name.length);
        out.put(VERSION).put(known.source().code);
        out.putLong(peer.incarnation()).putInt(peer.contact().address().port());
        out.putInt(host.length).put(host).putInt(name.length).put(name);
        return new Write.Put(FAMILY, keyOf(peer.id()), Bytes.of(out.array()));
    }

    static Write forgotten(PeerId peer) {
        return new Write.Delete(FAMILY, keyOf(peer));
    }

    private static Bytes keyOf(PeerId peer) {
        return PEER.plus(peer.value().value());
    }

    /** Reads a row. Throws {@link DamagedRowException} for what this class did not write. */
    static Remembered read(Row row) {
        ByteBuffer in = ByteBuffer.wrap(row.value().toArray());
        try {
            Remembered remembered =
                    row.key().equals(INCARNATION)
                            ? new Incarnation(positive(in.getLong()))
                            : peer(row.key(), in);
            if (in.hasRemaining()) throw damaged(row, in.remaining() + " bytes too many");
            return remembered;
        } catch (BufferUnderflowException e) {
            throw damaged(row, "it ends too early");
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw damaged(row, e.toString());
        }
    }

    private static Known peer(Bytes key, ByteBuffer in) throws CharacterCodingException {
        if (!key.startsWith(PEER)) throw new IllegalArgumentException("not a key of the ring");
        PeerId id = new PeerId(new Hash(key.slice(PEER.length(), key.length())));
        byte version = in.get();
        if (version != VERSION)
            throw new IllegalArgumentException("version " + version + " is not known");
        Known.Source source = Known.Source.of(in.get());
        long incarnation = in.getLong();
        int port = in.getInt();
        PeerAddress address = new PeerAddress(text(in), port);
        Introduction peer = new Introduction(new PeerContact(id, address), text(in), incarnation);
        return new Known(peer, source);
    }

    private static String text(ByteBuffer in) throws CharacterCodingException {
        int length = in.getInt();
        if (length < 0 || length > in.remaining())
            throw new IllegalArgumentException("a text of " + length + " bytes");
        CharBuffer text =
                StandardCharsets.UTF_8.newDecoder().decode(in.slice(in.position(), length));
        in.position(in.position() + length);
        return text.toString();
    }

    private static long positive(long incarnation) {
        if (incarnation < 1) throw new IllegalArgumentException("incarnation " + incarnation);
        return incarnation;
    }

    private static DamagedRowException damaged(Row row, String why) {
        return new DamagedRowException(FAMILY, row, why);
    }
}
