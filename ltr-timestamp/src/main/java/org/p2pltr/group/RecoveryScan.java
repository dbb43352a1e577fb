package org.p2pltr.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.id.NetworkId;
import org.p2pltr.logpeer.LogNotice;
import org.p2pltr.logpeer.LogWriter;
import org.p2pltr.retrieval.LogReader;
import org.p2pltr.retrieval.ScanNotice;

/**
 * Continues the survivors' registers with what the log holds: only what was committed was ever put
 * there. So in the first epoch the log is asked about the survivors' unpublished entries too, and
 * where it has others, they go: a survivor may have been master, cut off, while a majority chose
 * them. In a later epoch the log may also hold what the end of an earlier one undid; there the
 * survivors' entries stand, and only what follows them is taken. Source: master-group.md §10, step
 * 3.
 */
final class RecoveryScan {
    /** Most documents looked through at a time. */
    static final int MAX_ASKED = 16;

    private final NetworkId network;
    private final Ballot absent;
    private final TreeMap<DocumentKey, Register> survivors;
    private final TreeMap<DocumentKey, Register> registers;
    private final ArrayDeque<DocumentKey> waiting;
    private final TreeMap<Long, DocumentKey> asked = new TreeMap<>();
    private final TreeSet<DocumentKey> unheard = new TreeSet<>();
    private int entries;

    /** Most bytes of a tail that must be kept though it is too long: it still fits into a frame. */
    static final int MAX_CARRIED_BYTES = 3 * 1024 * 1024;

    /** {@code absent}: the ballot of registers that no survivor had. */
    RecoveryScan(
            NetworkId network,
            Ballot absent,
            SortedMap<DocumentKey, Register> survivors,
            List<DocumentKey> others) {
        this.network = network;
        this.absent = absent;
        this.survivors = new TreeMap<>(survivors);
        this.registers = new TreeMap<>(survivors);
        TreeSet<DocumentKey> all = new TreeSet<>(survivors.keySet());
        all.addAll(others);
        this.waiting = new ArrayDeque<>(all);
    }

    /** Asks for as much as may be asked at a time; each question has a number of its own. */
    void ask(Numbers numbers, Turn turn) {
        while (asked.size() < MAX_ASKED && !waiting.isEmpty())
            ask(waiting.removeFirst(), numbers, turn);
    }

    /** Numbers that were never used. */
    @FunctionalInterface
    interface Numbers {
        long next();
    }

    private void ask(DocumentKey document, Numbers numbers, Turn turn) {
        ask(document, begin(document), numbers, turn);
    }

    /** The head up to which what the survivors hold is certain. */
    private Head begin(DocumentKey document) {
        Register register = survivors.get(document);
        if (register == null) return Head.start(network, document);
        boolean isFirstEpoch = absent.config().epoch() == ConfigNumber.FIRST.epoch();
        if (!isFirstEpoch || register.unpublished().isEmpty()) return register.head();
        return register.unpublished().getFirst().header().before();
    }

    private void ask(DocumentKey document, Head have, Numbers numbers, Turn turn) {
        long question = numbers.next();
        asked.put(question, document);
        turn.tell(LogReader.NAME, new ScanNotice.Scan(MasterGroups.NAME, question, document, have));
    }

    /** True if the answer was to one of this scan's questions. */
    boolean scanned(ScanNotice.Scanned answer, Numbers numbers, Turn turn) {
        DocumentKey document = asked.remove(answer.question());
        if (document == null) return false;
        if (answer.entries().isEmpty()) {
            if (answer.silent() > 0) unheard.add(document);
            ask(numbers, turn);
        } else {
            registers.put(document, continued(document, answer.entries(), turn));
            ask(document, answer.entries().getLast().header().head(), numbers, turn);
        }
        return true;
    }

    /** What the register is after a piece of the log's chain, which may say nothing new. */
    private Register continued(DocumentKey document, List<PatchEntry> chain, Turn turn) {
        Register before = registers.get(document);
        if (before == null) {
            entries += chain.size();
            return trimmed(document, new Register(absent, chain.getLast().header(), chain), turn);
        }
        List<PatchEntry> more = chain.stream().filter(entry -> !before.holds(entry)).toList();
        if (more.isEmpty()) return before;
        entries += more.size();
        return trimmed(document, before.continuedBy(more), turn);
    }

    private Register trimmed(DocumentKey document, Register whole, Turn turn) {
        List<PatchEntry> tail = new ArrayList<>(whole.unpublished());
        List<PatchEntry> old = new ArrayList<>();
        int bytes = whole.bodyBytes();
        while (isTooLong(document, tail, bytes)) {
            bytes -= tail.getFirst().size();
            old.add(tail.removeFirst());
        }
        // A tail has a limit: what does not fit is put where it belongs again, to be on the safe
        // side.
        if (!old.isEmpty())
            turn.tell(LogWriter.NAME, new LogNotice.PutEntries(MasterGroups.NAME, document, old));
        return new Register(whole.ballot(), whole.last(), tail);
    }

    /**
     * A tail that begins with entries of a survivor may be all there is of them: the group keeps it
     * and puts it until it is in the log, as far as it fits into a frame.
     */
    private boolean isTooLong(DocumentKey document, List<PatchEntry> tail, int bytes) {
        Register own = survivors.get(document);
        boolean isOnlyCopy =
                own != null && !tail.isEmpty() && !own.ts().isBefore(tail.getFirst().ts());
        return isOnlyCopy
                ? bytes > MAX_CARRIED_BYTES
                : tail.size() > Publishing.MAX_TAIL_ENTRIES || bytes > Publishing.MAX_TAIL_BYTES;
    }

    boolean isComplete() {
        return asked.isEmpty() && waiting.isEmpty();
    }

    /** The highest register of each document, with what the log has beyond it. */
    SortedMap<DocumentKey, Register> registers() {
        return registers;
    }

    /** How many entries the log had that no survivor knew of. */
    int entries() {
        return entries;
    }

    /** Of how many documents a Log-Peer was silent at the end of what was found. */
    int unheard() {
        return unheard.size();
    }
}
