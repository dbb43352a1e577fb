package org.p2pltr.sync;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.Signature;
import org.p2pltr.replica.PageLabel;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/**
 * What the User Peer keeps on disk. All of it is in {@code core}, so that a step of a replica is
 * one atomic batch. Keys begin with the document's name in UTF-8 and a zero byte, which no name
 * has; numbers are eight bytes, high byte first.
 */
final class UserRows {
    /**
     * Document → head, tentative count, label of the newest patch here: what is kept in memory of
     * every document.
     */
    static final Family DOCUMENTS = core("documents");

    /** Document → the validated state's canonical bytes. */
    static final Family REPLICAS = core("replicas");

    /** Document, number → tentative patch; numbers rise in the order of the queue. */
    static final Family TENTATIVE = core("tentative");

    /** Document, ts → entry, as applied. */
    static final Family HISTORY = core("history");

    /** Document, digest of a text → when it was handed out, and the text. */
    static final Family BASES = core("bases");

    /** Document and 16 bytes that name an editor → a text that is kept but not saved. */
    static final Family DRAFTS = core("drafts");

    /** Sequence number → a step of a replica. */
    static final Family CHANGES = core("changes");

    /** One row: the highest sequence number used. */
    static final Family MARKS = core("user-marks");

    static final List<Family> ALL =
            List.of(DOCUMENTS, REPLICAS, TENTATIVE, HISTORY, BASES, DRAFTS, CHANGES, MARKS);

    static final Bytes SEQUENCE = Bytes.utf8("sequence");

    private static final int VERSION = 1;
    private static final int DOCUMENT_VERSION = 2;
    private static final int DRAFT_VERSION = 2;
    private static final Bytes ZERO = Bytes.of(new byte[1]);

    /**
     * What is kept in memory of a document with a copy here. {@code label} is that of the newest
     * patch, {@code validatedLabel} that of the newest validated one; {@code sent} of the first
     * tentative patches may have been sent to a master.
     */
    record DocumentRow(Head head, int tentative, Label label, Label validatedLabel, int sent) {}

    /** A base text and when it was handed out. */
    record BaseRow(Instant at, Text text) {}

    private UserRows() {}

    private static Family core(String name) {
        return new Family(Family.Database.CORE, name);
    }

    static Bytes number(long value) {
        return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    static long number(Bytes bytes) {
        return ByteBuffer.wrap(bytes.toArray()).getLong();
    }

    static Bytes key(DocumentKey document) {
        return Bytes.utf8(document.name());
    }

    static Bytes prefix(DocumentKey document) {
        return key(document).plus(ZERO);
    }

    static Bytes key(DocumentKey document, long number) {
        return prefix(document).plus(number(number));
    }

    /** Where a key with a number in it ends in that number. */
    static long numberAtEnd(Bytes key) {
        return number(key.slice(key.length() - Long.BYTES, key.length()));
    }

    static DocumentKey documentOf(Bytes key) {
        int end = 0;
        while (end < key.length() && key.at(end) != 0) end++;
        return new DocumentKey(key.slice(0, end).asUtf8());
    }

    /** Entries of a document from one timestamp (included) to another (included). */
    static Range history(DocumentKey document, Timestamp from, Timestamp to) {
        return new Range(
                HISTORY, key(document, from.value()), key(document, to.value() + 1), false);
    }

    /** Entries of a document after a timestamp. */
    static Range historyAfter(DocumentKey document, Timestamp ts) {
        Bytes end = prefix(document).afterPrefix();
        return new Range(HISTORY, key(document, ts.value() + 1), end, false);
    }

    static Write document(DocumentKey document, DocumentRow row) {
        RowWriter out = new RowWriter(DOCUMENT_VERSION);
        out.number(row.head().ts().value()).exactly(row.head().hash().value().value());
        out.number(row.tentative()).sized(row.label().value());
        out.sized(row.validatedLabel().value()).number(row.sent());
        return new Write.Put(DOCUMENTS, key(document), out.bytes());
    }

    static DocumentRow document(Row row) {
        return RowReader.readUpTo(
                DOCUMENTS, row, DOCUMENT_VERSION, (in, version) -> document(in, version));
    }

    private static DocumentRow document(RowReader in, int version) {
        Head head =
                new Head(
                        new Timestamp(in.number()),
                        new ChainHash(new Hash(in.exactly(Hash.LENGTH))));
        int tentative = Math.toIntExact(in.number());
        Label label = new Label(in.sized());
        Label validated = new Label(in.sized());
        // Version 1 did not say what was sent: any of it may have been.
        int sent = version == 1 ? tentative : Math.toIntExact(in.number());
        return new DocumentRow(head, tentative, label, validated, sent);
    }

    static Write replica(DocumentKey document, DocumentState validated) {
        Bytes value = new RowWriter(VERSION).sized(Bytes.of(validated.canonicalBytes())).bytes();
        return new Write.Put(REPLICAS, key(document), value);
    }

    static DocumentState replica(Row row) {
        return RowReader.read(
                REPLICAS, row, VERSION, in -> DocumentState.ofCanonicalBytes(in.sized().toArray()));
    }

    static Write tentative(DocumentKey document, long number, TentativePatch patch) {
        RowWriter out = new RowWriter(VERSION);
        out.exactly(patch.patch().value()).number(patch.base().value());
        out.number(patch.time().toEpochMilli()).text(patch.author()).text(patch.comment());
        out.sized(Bytes.of(StateChangeCodec.encode(patch.change())));
        return new Write.Put(TENTATIVE, key(document, number), out.bytes());
    }

    static TentativePatch tentative(Row row) {
        return RowReader.read(TENTATIVE, row, VERSION, UserRows::tentative);
    }

    private static TentativePatch tentative(RowReader in) {
        PatchId patch = new PatchId(in.exactly(PatchId.LENGTH));
        Timestamp base = new Timestamp(in.number());
        Instant time = Instant.ofEpochMilli(in.number());
        String author = in.text();
        String comment = in.text();
        return new TentativePatch(
                patch, StateChangeCodec.decode(in.sized().toArray()), author, time, comment, base);
    }

    static Write entry(DocumentKey document, PatchEntry entry) {
        EntryHeader header = entry.header();
        RowWriter out = new RowWriter(VERSION);
        out.number(header.ts().value()).exactly(header.patch().value());
        out.exactly(header.author().value().value());
        out.exactly(header.previous().value().value());
        out.exactly(header.bodyDigest().value()).sized(header.label().value());
        out.exactly(header.signature().value()).sized(entry.body());
        return new Write.Put(HISTORY, key(document, header.ts().value()), out.bytes());
    }

    static PatchEntry entry(Row row) {
        return RowReader.read(HISTORY, row, VERSION, UserRows::entry);
    }

    private static PatchEntry entry(RowReader in) {
        EntryHeader header =
                new EntryHeader(
                        new Timestamp(in.number()),
                        new PatchId(in.exactly(PatchId.LENGTH)),
                        new PeerId(new Hash(in.exactly(Hash.LENGTH))),
                        new ChainHash(new Hash(in.exactly(Hash.LENGTH))),
                        new Hash(in.exactly(Hash.LENGTH)),
                        new Label(in.sized()),
                        new Signature(in.exactly(Signature.LENGTH)));
        return new PatchEntry(header, in.sized());
    }

    static Bytes baseKey(DocumentKey document, Bytes digest) {
        return prefix(document).plus(digest);
    }

    static Write base(DocumentKey document, Bytes digest, Instant at, Text text) {
        Bytes value =
                new RowWriter(VERSION)
                        .number(at.toEpochMilli())
                        .sized(Bytes.of(text.utf8()))
                        .bytes();
        return new Write.Put(BASES, baseKey(document, digest), value);
    }

    static BaseRow base(Row row) {
        return RowReader.read(
                BASES,
                row,
                VERSION,
                in -> new BaseRow(Instant.ofEpochMilli(in.number()), Text.of(in.text())));
    }

    static Write draft(Bytes key, UserReply.Draft draft) {
        RowWriter out = new RowWriter(DRAFT_VERSION).number(draft.keptAt().toEpochMilli());
        out.text(draft.text()).text(draft.base()).text(draft.author()).text(draft.comment());
        out.text(draft.tags()).text(draft.startTags());
        return new Write.Put(DRAFTS, key, out.bytes());
    }

    static UserReply.Draft draft(Row row) {
        return RowReader.readUpTo(
                DRAFTS, row, DRAFT_VERSION, (in, version) -> draft(row.key(), in, version));
    }

    private static UserReply.Draft draft(Bytes key, RowReader in, int version) {
        Instant at = Instant.ofEpochMilli(in.number());
        return new UserReply.Draft(
                key.asHex(),
                documentOf(key),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                // Version 1 knew no tags.
                version == 1 ? "" : in.text(),
                version == 1 ? "" : in.text(),
                at);
    }

    static Write change(UserReply.Change change) {
        RowWriter out = new RowWriter(VERSION).text(change.document().name());
        out.number(change.ts().value()).number(change.tentative());
        return new Write.Put(CHANGES, number(change.sequence()), out.bytes());
    }

    static Write removeChange(long sequence) {
        return new Write.Delete(CHANGES, number(sequence));
    }

    static UserReply.Change change(Row row) {
        return RowReader.read(
                CHANGES,
                row,
                VERSION,
                in ->
                        new UserReply.Change(
                                number(row.key()),
                                new DocumentKey(in.text()),
                                new Timestamp(in.number()),
                                Math.toIntExact(in.number())));
    }

    /** What a label says, or as much as can be said without one. */
    static PageLabel read(DocumentKey document, Label label) {
        Optional<PageLabel> read = PageLabel.read(label);
        return read.orElseGet(() -> new PageLabel(document.name(), "", Instant.EPOCH, "", false));
    }
}
