package org.p2pltr.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;

/**
 * What is in memory of every document: its head and label here, and the newest head that the
 * catalog told.
 */
final class Index {
    /** Most documents of which a head is kept in memory because the catalog told it. */
    static final int MAX_LINES = 200_000;

    /** Most old changes that are removed with one step. */
    private static final int MAX_REMOVED = 1_000;

    private final NetworkId network;
    private final int maxLines;
    private final TreeMap<DocumentKey, Line> lines = new TreeMap<>();

    /** The newest change of each document; only that one is kept on disk. */
    private final TreeMap<DocumentKey, Long> changes = new TreeMap<>();

    /** Changes on disk that a newer one of the same document made worthless. */
    private final ArrayDeque<Long> superseded = new ArrayDeque<>();

    private int pending;
    private long sequence;

    /**
     * A document's line. {@code newest} is a hint, at least the timestamp here; {@code newestLabel}
     * belongs to it. {@code sent} as on disk: so many of the first tentative patches may have been
     * sent to a master.
     */
    record Line(
            Head head,
            int tentative,
            Label label,
            Label validatedLabel,
            Timestamp newest,
            Label newestLabel,
            int sent) {
        Line knowing(Timestamp other, Label otherLabel) {
            return new Line(head, tentative, label, validatedLabel, other, otherLabel, sent);
        }

        Line sending(int patches) {
            return new Line(head, tentative, label, validatedLabel, newest, newestLabel, patches);
        }

        boolean isBehind() {
            return head.ts().isBefore(newest);
        }

        boolean isHere() {
            return head.ts().value() > 0 || tentative > 0;
        }
    }

    Index(NetworkId network) {
        this(network, MAX_LINES);
    }

    Index(NetworkId network, int maxLines) {
        this.network = network;
        this.maxLines = maxLines;
    }

    void remember(DocumentKey document, UserRows.DocumentRow row) {
        Label validated = row.validatedLabel();
        lines.put(
                document,
                new Line(
                        row.head(),
                        row.tentative(),
                        row.label(),
                        validated,
                        row.head().ts(),
                        validated,
                        row.sent()));
        pending += row.tentative();
    }

    void rememberSequence(long highest) {
        // Numbers of writes that a crash undid may have been seen by a reader of the sequence: they
        // are skipped.
        sequence = highest + 1000;
    }

    /** A change comes back from the disk, in the order of the sequence. */
    void rememberChange(UserReply.Change change) {
        supersede(changes.put(change.document(), change.sequence()));
    }

    private void supersede(@Nullable Long older) {
        if (older != null) superseded.add(older);
    }

    Optional<Line> line(DocumentKey document) {
        return Optional.ofNullable(lines.get(document));
    }

    /** The line, or that of a document nobody saved. */
    Line lineOf(DocumentKey document) {
        Line line = lines.get(document);
        if (line != null) return line;
        Label none = new Label(Bytes.EMPTY);
        return new Line(Head.start(network, document), 0, none, none, Timestamp.NONE, none, 0);
    }

    Map<DocumentKey, Line> lines() {
        return lines;
    }

    /** Tentative patches over all documents. */
    int pending() {
        return pending;
    }

    int documentsHere() {
        return (int) lines.values().stream().filter(Line::isHere).count();
    }

    /** A step of the replica; returns what is to be written beside it. */
    List<Write> moved(DocumentKey document, UserRows.DocumentRow row) {
        Line before = lineOf(document);
        boolean reached = !row.head().ts().isBefore(before.newest());
        lines.put(
                document,
                new Line(
                        row.head(),
                        row.tentative(),
                        row.label(),
                        row.validatedLabel(),
                        reached ? row.head().ts() : before.newest(),
                        reached ? row.validatedLabel() : before.newestLabel(),
                        row.sent()));
        pending += row.tentative() - before.tentative();
        sequence++;
        UserReply.Change change =
                new UserReply.Change(sequence, document, row.head().ts(), row.tentative());
        List<Write> writes = new ArrayList<>();
        writes.add(UserRows.document(document, row));
        supersede(changes.put(document, sequence));
        for (int i = 0; i < MAX_REMOVED && !superseded.isEmpty(); i++)
            writes.add(UserRows.removeChange(superseded.remove()));
        writes.add(UserRows.change(change));
        writes.add(new Write.Put(UserRows.MARKS, UserRows.SEQUENCE, UserRows.number(sequence)));
        return writes;
    }

    /** So many patches of the queue are about to be sent; returns what is to be written before. */
    Write sending(DocumentKey document, int patches) {
        Line line = lineOf(document).sending(patches);
        lines.put(document, line);
        return UserRows.document(
                document,
                new UserRows.DocumentRow(
                        line.head(),
                        line.tentative(),
                        line.label(),
                        line.validatedLabel(),
                        patches));
    }

    /**
     * The catalog told a head. Returns true if the document is now known to be further than before;
     * another entry at the timestamp of the head here is as good as one more, as the master must be
     * asked. Of a document that is not here nothing is kept when there are too many.
     */
    boolean told(DocumentKey document, Head head, Label label) {
        if (!hasRoomFor(document)) return false;
        Line line = lineOf(document);
        boolean isOther = line.head().ts().equals(head.ts()) && !line.head().equals(head);
        Timestamp newest = isOther ? head.ts().next() : head.ts();
        if (!line.newest().isBefore(newest)) return false;
        lines.put(document, line.knowing(newest, label));
        return true;
    }

    /** A master confirmed the newest timestamp, which may be below what somebody told. */
    void confirmed(DocumentKey document, Timestamp newest) {
        Line line = lineOf(document);
        boolean ahead = line.head().ts().isBefore(newest);
        Timestamp known = ahead ? newest : line.head().ts();
        Label label = ahead ? line.newestLabel() : line.validatedLabel();
        if ((known.value() > 0 || line.isHere()) && hasRoomFor(document))
            lines.put(document, line.knowing(known, label));
    }

    private boolean hasRoomFor(DocumentKey document) {
        return lines.size() < maxLines || lines.containsKey(document);
    }
}
