package org.p2pltr.group;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;

/**
 * What masters have given this peer because it may become a member of their groups. In memory only
 * and never believed: when the time comes it saves what the digests of a rightful source confirm,
 * and without it more is pulled. Source: master-group.md §4, pre-copy.
 */
final class AheadCopies {
    /** About the most bytes kept of all cells; a page without room is not kept. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    /** A copy that nobody added to or asked for is dropped after this. */
    static final Duration KEPT_FOR = Duration.ofMinutes(5);

    private final TreeMap<Cell, Copy> copies = new TreeMap<>();

    private static final class Copy {
        private final TreeMap<DocumentKey, Register> registers = new TreeMap<>();
        private Duration at = Duration.ZERO;

        private int bytes() {
            return registers.values().stream().mapToInt(Register::size).sum();
        }
    }

    /** Keeps a page in place of what was kept of that part before. */
    void keep(GroupMessage.Ahead page, Duration now) {
        if (page.from() instanceof GroupMessage.Place.Start) copies.remove(page.cell());
        Copy copy = copies.computeIfAbsent(page.cell(), _ -> new Copy());
        copy.at = now;
        NavigableMap<DocumentKey, Register> old = Pages.after(copy.registers, page.from());
        if (page.more()) old = Pages.upTo(old, page.registers().getLast().document());
        old.clear();
        int room = MAX_BYTES - copies.values().stream().mapToInt(Copy::bytes).sum();
        for (GroupMessage.Held held : page.registers()) {
            room -= held.register().size();
            if (room < 0) return;
            copy.registers.put(held.document(), held.register());
        }
    }

    /** The copy of a cell, empty if there is none; it is not kept any longer. */
    NavigableMap<DocumentKey, Register> take(Cell cell) {
        Copy copy = copies.remove(cell);
        return copy == null ? new TreeMap<>() : copy.registers;
    }

    /** Drops what is no longer wanted. */
    void expire(Duration now) {
        copies.values().removeIf(copy -> now.minus(copy.at).compareTo(KEPT_FOR) >= 0);
    }
}
