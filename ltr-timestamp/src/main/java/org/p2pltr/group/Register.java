package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;

/**
 * What a group holds of a document: written as a whole. Source: master-group.md §1.
 *
 * @param ballot at which it was accepted
 * @param last the newest entry, without its body
 * @param unpublished the entries that are not known to be at enough Log-Peers, in order, with their
 *     bodies: none, or consecutive ones up to {@code last}
 */
public record Register(Ballot ballot, EntryHeader last, List<PatchEntry> unpublished) {

    public Register {
        unpublished = List.copyOf(unpublished);
        if (!unpublished.isEmpty()) {
            if (!unpublished.getLast().header().equals(last))
                throw new IllegalArgumentException("a tail ends with the last entry");
            checkChain(unpublished);
        }
    }

    /** The document's timestamp and chain hash. */
    public Head head() {
        return last.head();
    }

    /** The last timestamp. */
    public Timestamp ts() {
        return last.ts();
    }

    /** About how many bytes it takes in a message. */
    public int size() {
        return 512 + last.label().value().length() + bodyBytes();
    }

    /** About how many bytes its unpublished entries take. */
    public int bodyBytes() {
        return unpublished.stream().mapToInt(PatchEntry::size).sum();
    }

    /** The same value at another ballot. */
    Register at(Ballot other) {
        return new Register(other, last, unpublished);
    }

    /** This document's register after more entries: those after its head, in order. */
    Register extended(Ballot at, List<PatchEntry> entries) {
        List<PatchEntry> tail = new ArrayList<>(unpublished);
        tail.addAll(entries);
        return new Register(at, entries.getLast().header(), tail);
    }

    /** True if this entry is in its tail. */
    boolean holds(PatchEntry entry) {
        return unpublished.stream()
                .anyMatch(own -> own.ts().equals(entry.ts()) && own.hash().equals(entry.hash()));
    }

    /** With these entries, which follow its head or an entry of its tail: what followed it goes. */
    Register continuedBy(List<PatchEntry> entries) {
        Timestamp first = entries.getFirst().ts();
        List<PatchEntry> tail = new ArrayList<>(unpublished);
        tail.removeIf(own -> !own.ts().isBefore(first));
        tail.addAll(entries);
        return new Register(ballot, entries.getLast().header(), tail);
    }

    /** Without the bodies up to an entry of its own tail; unchanged if it has no such entry. */
    Register published(Head upTo) {
        for (int i = 0; i < unpublished.size(); i++) {
            PatchEntry entry = unpublished.get(i);
            if (entry.ts().equals(upTo.ts()) && entry.hash().equals(upTo.hash()))
                return new Register(ballot, last, unpublished.subList(i + 1, unpublished.size()));
        }
        return this;
    }

    /** The unpublished entries after a timestamp. */
    List<PatchEntry> after(Timestamp ts) {
        return unpublished.stream().filter(entry -> ts.isBefore(entry.ts())).toList();
    }

    /** True if this supersedes the other: by ballot, then by timestamp. */
    boolean isAbove(Register other) {
        int byBallot = ballot.compareTo(other.ballot);
        if (byBallot != 0) return byBallot > 0;
        return other.ts().isBefore(ts());
    }

    /** True if ballot and timestamp are the same: then the values are, but for bodies. */
    boolean isLevelWith(Register other) {
        return ballot.equals(other.ballot) && ts().equals(other.ts());
    }

    /** The higher one; of equal ones the one with more bodies. */
    static Register higher(Register one, Register other) {
        if (one.isLevelWith(other))
            return one.unpublished.size() >= other.unpublished.size() ? one : other;
        return one.isAbove(other) ? one : other;
    }

    private static void checkChain(List<PatchEntry> entries) {
        ChainHash before = entries.getFirst().header().previous();
        Timestamp ts = entries.getFirst().ts();
        for (PatchEntry entry : entries) {
            if (!entry.ts().equals(ts) || !entry.header().previous().equals(before))
                throw new IllegalArgumentException("a tail is one chain of entries");
            before = entry.hash();
            ts = ts.next();
        }
    }

    @Override
    public String toString() {
        return head() + " at " + ballot + ", " + unpublished.size() + " unpublished";
    }
}
