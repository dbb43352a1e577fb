package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.p2pltr.cell.Cell;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerId;

/**
 * What this peer, as a member of groups, has lent to masters: for a while it promises nothing to
 * anybody else, so that a master to whom a majority has lent this answers reads alone. A restart
 * forgets what was lent, so for as long nothing is promised to another than the master that was
 * promised last. Who is refused for it gets its chance: for a while nothing is lent again, so that
 * many readers cannot keep out a member that leaves. Off by default. Source: master-group.md §8.
 */
final class Leases {
    /** How long a member keeps to it, on its own clock (L). */
    static final Duration LENGTH = Duration.ofSeconds(2);

    /** How long a master relies on it, on its own clock: L(1 - 2ρ), with clocks within ρ = 1 %. */
    static final Duration RELIED_ON = LENGTH.multipliedBy(98).dividedBy(100);

    /** How long nothing is lent again, for one that was refused: it asks at least every 3 s. */
    static final Duration CHANCE = LENGTH.multipliedBy(3);

    private final boolean on;
    private final TreeMap<Cell, Lent> lent = new TreeMap<>();

    /** Who was refused last because of what is lent, and until when it has its chance. */
    private final TreeMap<Cell, Lent> refused = new TreeMap<>();

    /** Cells in whose lane it was written in this life that leases are given here. */
    private final TreeSet<Cell> recorded = new TreeSet<>();

    private boolean everLent;

    private record Lent(PeerId holder, Duration until) {}

    /**
     * @param on true if this peer gives leases
     */
    Leases(boolean on) {
        this.on = on;
    }

    /** This peer has given leases in an earlier life. */
    void remember() {
        everLent = true;
    }

    /** After a restart: something may be lent that was forgotten. */
    void begin(Standing standing, Duration now) {
        Ballot promised = standing.promised();
        if (everLent && promised.isOfSession())
            lent.put(standing.cell(), new Lent(promised.peer(), now.plus(LENGTH)));
    }

    /** A configuration is over: whoever was its master answers nothing alone any more. */
    void forget(Cell cell) {
        lent.remove(cell);
        refused.remove(cell);
    }

    /** True if nothing may be promised to this peer now that asks for it; it gets its chance. */
    boolean refuses(Cell cell, PeerId peer, Duration now) {
        if (!isLentToAnother(cell, peer, now)) return false;
        refused.put(cell, new Lent(peer, now.plus(CHANCE)));
        return true;
    }

    /** True if nothing may be promised to this peer now. */
    boolean isLentToAnother(Cell cell, PeerId peer, Duration now) {
        return isOfAnother(lent.get(cell), peer, now);
    }

    private static boolean isOfAnother(@Nullable Lent present, PeerId peer, Duration now) {
        return present != null
                && !present.holder().equals(peer)
                && now.compareTo(present.until()) < 0;
    }

    /**
     * The answer to a prepare, with a lease if one is asked for and may be given: not once a
     * successor was accepted, as its master would not rely on it, nor while another has its chance.
     */
    Acceptor.Decision lending(GroupMessage.Prepare prepare, Acceptor acceptor, Duration now) {
        Acceptor.Decision decision = acceptor.prepare(prepare);
        PeerId holder = prepare.ballot().peer();
        if (!on
                || !prepare.lease()
                || isOfAnother(refused.get(prepare.cell()), holder, now)
                || !(decision.answer() instanceof GroupMessage.Promise promise)
                || !(promise.next() instanceof Proposal.None)) return decision;
        lent.put(prepare.cell(), new Lent(holder, now.plus(LENGTH)));
        List<Write> writes = new ArrayList<>(decision.writes());
        if (recorded.add(prepare.cell())) writes.add(GroupRecords.leases());
        return new Acceptor.Decision(writes, promise.leasing(), true);
    }
}
