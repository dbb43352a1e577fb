package org.p2pltr.logpeer;

import java.nio.ByteBuffer;
import java.util.List;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.MalformedEntryException;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;

/**
 * How entries lie on the disk, in the database {@code log}: family "headers" (read at a start) and
 * family "entries" (header and body), both under the key: length of the document key (1 byte) ‖
 * document key ‖ ts (8) ‖ H(ts) (32). A header's row ends with the entry's size (4). The bytes of
 * header and entry are those of {@link EntryHeader#bytes} and {@link PatchEntry#bytes}.
 */
public final class LogRecords {
    static final Family HEADERS = new Family(Family.Database.LOG, "headers");
    static final Family ENTRIES = new Family(Family.Database.LOG, "entries");

    /** The families that the log needs in the durable store. */
    public static final List<Family> FAMILIES = List.of(HEADERS, ENTRIES);

    /** A row that was read back: whose, which, and how many bytes its entry takes. */
    record Indexed(DocumentKey document, Slot slot, int size) {}

    private LogRecords() {}

    static List<Write> writes(DocumentKey document, PatchEntry entry) {
        Bytes key = key(document, Slot.of(entry));
        Bytes bytes = entry.bytes();
        Bytes size = Bytes.of(ByteBuffer.allocate(4).putInt(bytes.length()).array());
        return List.of(
                new Write.Put(ENTRIES, key, bytes),
                new Write.Put(HEADERS, key, entry.header().bytes().plus(size)));
    }

    static List<Write> deletes(Bytes key) {
        return List.of(new Write.Delete(ENTRIES, key), new Write.Delete(HEADERS, key));
    }

    /** The rows of the headers of these timestamps, rivals included. */
    static Range headers(DocumentKey document, TsRange range) {
        return rows(HEADERS, document, range);
    }

    /** The rows of the entries of these timestamps, rivals included. */
    public static Range entries(DocumentKey document, TsRange range) {
        return rows(ENTRIES, document, range);
    }

    static Indexed indexed(Row row) {
        EntryHeader header = header(row);
        DocumentKey document = document(row.key());
        Slot slot = new Slot(header.ts(), header.hash());
        if (!key(document, slot).equals(row.key()))
            throw new MalformedEntryException("the key is another entry's");
        int length = row.value().length();
        int size = ByteBuffer.wrap(row.value().slice(length - 4, length).toArray()).getInt();
        if (size < header.bytes().length()) throw new MalformedEntryException("no size");
        return new Indexed(document, slot, size);
    }

    static EntryHeader header(Row row) {
        if (row.value().length() < 4) throw new MalformedEntryException("the row is too short");
        return EntryHeader.of(row.value().slice(0, row.value().length() - 4));
    }

    /** The entry of a row. Throws {@link MalformedEntryException} if the row is damaged. */
    public static PatchEntry entry(Row row) {
        PatchEntry entry = PatchEntry.of(row.value());
        if (!key(document(row.key()), Slot.of(entry)).equals(row.key()))
            throw new MalformedEntryException("the key is another entry's");
        return entry;
    }

    static Slot slot(Bytes key) {
        int end = key.length();
        Bytes hash = key.slice(end - Hash.LENGTH, end);
        long ts = ByteBuffer.wrap(key.toArray()).getLong(end - Hash.LENGTH - Long.BYTES);
        return new Slot(new Timestamp(ts), new ChainHash(new Hash(hash)));
    }

    static Bytes key(DocumentKey document, Slot slot) {
        return prefix(document).plus(number(slot.ts().value())).plus(slot.hash().value().value());
    }

    private static DocumentKey document(Bytes key) {
        if (key.length() == 0 || key.length() != 1 + key.at(0) + Long.BYTES + Hash.LENGTH)
            throw new MalformedEntryException("not a key of the log");
        try {
            return new DocumentKey(key.slice(1, 1 + key.at(0)).asUtf8());
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException("not a key of the log", e);
        }
    }

    private static Range rows(Family family, DocumentKey document, TsRange range) {
        Bytes prefix = prefix(document);
        Bytes from = prefix.plus(number(range.first().value()));
        Bytes to = prefix.plus(number(Math.addExact(range.last().value(), 1)));
        return new Range(family, from, to, false);
    }

    private static Bytes prefix(DocumentKey document) {
        Bytes name = Bytes.utf8(document.name());
        return Bytes.of(new byte[] {(byte) name.length()}).plus(name);
    }

    private static Bytes number(long value) {
        return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
