package org.p2pltr.group;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.AskId;
import org.p2pltr.id.PeerId;

/** Gathers what the survivors of a cell's group hold, page by page. Source: master-group.md §10. */
final class Recovery {
    private final Cell cell;
    private final long epoch;
    private final List<PeerId> survivors;
    private final Duration begun;
    private final Resend resend;
    private final AskId asked;
    private final TreeMap<PeerId, GroupMessage.Place> places = new TreeMap<>();
    private final TreeMap<DocumentKey, Register> registers = new TreeMap<>();
    private Optional<Config> newest = Optional.empty();

    Recovery(
            Cell cell,
            long epoch,
            List<PeerId> survivors,
            Duration begun,
            GroupSettings settings,
            AskId asked) {
        this.cell = cell;
        this.epoch = epoch;
        this.survivors = List.copyOf(survivors);
        this.begun = begun;
        this.resend = new Resend(begun, settings.pullResend(), settings.pullResendMost());
        this.asked = asked;
        survivors.forEach(survivor -> places.put(survivor, new GroupMessage.Place.Start()));
    }

    Cell cell() {
        return cell;
    }

    /** The new epoch. */
    long epoch() {
        return epoch;
    }

    List<PeerId> survivors() {
        return survivors;
    }

    Duration begun() {
        return begun;
    }

    /** Who wants to know how it ends. */
    AskId asked() {
        return asked;
    }

    void ask(Turn turn) {
        places.forEach((survivor, place) -> ask(survivor, place, turn));
    }

    void tick(Turn turn) {
        if (resend.isDue(turn.now())) ask(turn);
    }

    /** Takes a page, and asks for the next one. */
    void received(PeerId from, GroupMessage.Collected collected, Turn turn) {
        GroupMessage.Place place = places.get(from);
        if (place == null || collected.epoch() != epoch || !collected.from().equals(place)) return;
        for (Lineage lineage : collected.newest())
            if (newest.isEmpty() || newest.get().number().isBefore(lineage.number()))
                newest = Optional.of(lineage.config());
        for (GroupMessage.Held held : collected.registers())
            registers.merge(held.document(), held.register(), Register::higher);
        if (collected.more()) {
            var next = new GroupMessage.Place.After(collected.registers().getLast().document());
            places.put(from, next);
            ask(from, next, turn);
        } else {
            places.remove(from);
        }
    }

    boolean isComplete() {
        return places.isEmpty();
    }

    /** Those that have not told all. */
    List<PeerId> silent() {
        return List.copyOf(places.keySet());
    }

    /** The newest configuration that any survivor knows to be chosen. */
    Optional<Config> newest() {
        return newest;
    }

    /** The highest register of each document. */
    SortedMap<DocumentKey, Register> registers() {
        return registers;
    }

    private void ask(PeerId survivor, GroupMessage.Place place, Turn turn) {
        turn.send(cell, survivor, new GroupMessage.Collect(cell, epoch, place));
    }
}
