package org.p2pltr.group;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.AskId;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;

/** Gathers what the survivors of a cell's group hold, page by page. Source: master-group.md §10. */
final class Recovery {
    private final long epoch;
    private final Duration begun;
    private final Resend resend;
    private final GroupRequest.RecoverCell request;
    private final AskId asked;
    private final TreeMap<PeerId, GroupMessage.Place> places = new TreeMap<>();
    private final TreeMap<DocumentKey, Register> registers = new TreeMap<>();
    private Optional<Config> newest = Optional.empty();
    private Optional<RecoveryScan> scan = Optional.empty();

    Recovery(
            GroupRequest.RecoverCell request,
            long epoch,
            Duration begun,
            GroupSettings settings,
            AskId asked) {
        this.request = request;
        this.epoch = epoch;
        this.begun = begun;
        this.resend = new Resend(begun, settings.pullResend(), settings.pullResendMost());
        this.asked = asked;
        survivors().forEach(survivor -> places.put(survivor, new GroupMessage.Place.Start()));
    }

    Cell cell() {
        return request.cell();
    }

    /** The new epoch. */
    long epoch() {
        return epoch;
    }

    List<PeerId> survivors() {
        return request.survivors();
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

    /** The search in the log, once it has begun. */
    Optional<RecoveryScan> scan() {
        return scan;
    }

    /** All survivors have told all: the log is looked through. */
    RecoveryScan search(NetworkId network, Config last, CellMap cells) {
        List<DocumentKey> others =
                request.documents().stream()
                        .filter(each -> cells.cellOf(each).equals(cell()))
                        .toList();
        Ballot absent = Ballot.lowest(last.number());
        RecoveryScan begun = new RecoveryScan(network, absent, registers, others);
        scan = Optional.of(begun);
        return begun;
    }

    private void ask(PeerId survivor, GroupMessage.Place place, Turn turn) {
        turn.send(cell(), survivor, new GroupMessage.Collect(cell(), epoch, place));
    }
}
