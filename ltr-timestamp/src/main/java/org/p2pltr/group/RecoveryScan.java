package org.p2pltr.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.ChainHash;
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
 * there. First it is asked what follows their heads, which proves all before. If nothing does, then
 * in the first epoch it is asked about their unpublished entries too, one after the other, and
 * where it has others, they go: a survivor may have been master, cut off, while a majority chose
 * them. In a later epoch the log may also hold what the end of an earlier one undid; there the
 * survivors' entries stand. Source: master-group.md §10, step 3.
 */
final class RecoveryScan {
    /** Most documents looked through at a time. */
    static final int MAX_ASKED = 16;

    private final NetworkId network;
    private final Ballot absent;
    private final TreeMap<DocumentKey, Register> survivors;
    private final TreeMap<DocumentKey, Register> registers;
    private final ArrayDeque<DocumentKey> waiting;
    private final TreeMap<Long, Question> asked = new TreeMap<>();

    /** Of which the log had something that no survivor had. */
    private final TreeSet<DocumentKey> changed = new TreeSet<>();

    private final TreeSet<DocumentKey> unheard = new TreeSet<>();
    private int entries;

    /** Most bytes of a tail that must be kept though it is too long: it still fits into a frame. */
    static final int MAX_CARRIED_BYTES = 3 * 1024 * 1024;

    /** What follows this head, which is before an entry of the survivors' tail or not. */
    private record Question(DocumentKey document, Head have, boolean inTail) {}

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
        Register register = survivors.get(document);
        Head have = register == null ? Head.start(network, document) : register.head();
        ask(new Question(document, have, false), numbers, turn);
    }

    private void ask(Question next, Numbers numbers, Turn turn) {
        List<ChainHash> known =
                next.inTail()
                        ? tail(next.document()).stream().map(PatchEntry::hash).toList()
                        : List.of();
        long question = numbers.next();
        asked.put(question, next);
        turn.tell(
                LogReader.NAME,
                new ScanNotice.Scan(
                        MasterGroups.NAME, question, next.document(), next.have(), known));
    }

    /** True if the answer was to one of this scan's questions. */
    boolean scanned(ScanNotice.Scanned answer, Numbers numbers, Turn turn) {
        Question question = asked.remove(answer.question());
        if (question == null) return false;
        DocumentKey document = question.document();
        Optional<Question> next;
        if (answer.entries().isEmpty()) {
            if (answer.silent() > 0) unheard.add(document);
            next = question.inTail() ? inTail(document, question.have()) : beforeTail(document);
        } else {
            registers.put(document, continued(document, answer.entries(), turn));
            Head last = answer.entries().getLast().header().head();
            next =
                    changed.contains(document)
                            ? Optional.of(new Question(document, last, false))
                            : inTail(document, answer.entries().getLast().header().before());
        }
        if (next.isPresent()) ask(next.get(), numbers, turn);
        else ask(numbers, turn);
        return true;
    }

    /** Nothing follows the head: asks about the tail, unless the log has spoken of it. */
    private Optional<Question> beforeTail(DocumentKey document) {
        boolean isFirstEpoch = absent.config().epoch() == ConfigNumber.FIRST.epoch();
        if (!isFirstEpoch || changed.contains(document) || tail(document).isEmpty())
            return Optional.empty();
        Head have = tail(document).getFirst().header().before();
        return Optional.of(new Question(document, have, true));
    }

    /**
     * Asks what follows the entry after this head, whether the log has that one or not: it may lack
     * an entry and hold what was committed after it. What follows the last one is known.
     */
    private Optional<Question> inTail(DocumentKey document, Head before) {
        return tail(document).stream()
                .filter(entry -> entry.header().before().equals(before))
                .map(entry -> entry.header().head())
                .filter(head -> !head.equals(tail(document).getLast().header().head()))
                .map(head -> new Question(document, head, true))
                .findFirst();
    }

    private List<PatchEntry> tail(DocumentKey document) {
        Register register = registers.get(document);
        return register == null ? List.of() : register.unpublished();
    }

    /** What the register is after a piece of the log's chain, which may say nothing new. */
    private Register continued(DocumentKey document, List<PatchEntry> chain, Turn turn) {
        Register before = registers.get(document);
        if (before == null) {
            changed.add(document);
            entries += chain.size();
            return trimmed(document, new Register(absent, chain.getLast().header(), chain), turn);
        }
        List<PatchEntry> more = chain.stream().filter(entry -> !before.holds(entry)).toList();
        if (more.isEmpty()) return before;
        changed.add(document);
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
