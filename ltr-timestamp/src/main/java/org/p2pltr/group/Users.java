package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.cell.Cell;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;

/** What User Peers ask of this peer's masterships. Source: master-group.md §3, §5, §9. */
final class Users {
    private final Genesis genesis;
    private final Cells cells;
    private final Mastership mastership;
    private final Surroundings surroundings;
    private final PublishCheck check;
    private final Parking parking = new Parking();

    Users(
            Genesis genesis,
            Cells cells,
            Mastership mastership,
            Surroundings surroundings,
            Verifier verifier) {
        this.genesis = genesis;
        this.cells = cells;
        this.mastership = mastership;
        this.surroundings = surroundings;
        this.check = new PublishCheck(verifier);
    }

    void received(PeerId from, UserMessage.ToMaster message, Turn turn) {
        switch (message) {
            case UserMessage.Publish publish -> publish(from, publish, turn);
            case UserMessage.AskLast ask -> {
                Cell cell = genesis.cells().cellOf(ask.document());
                Optional<Session> session = cells.master(cell);
                if (session.isEmpty()) {
                    redirect(from, ask.id(), cell, turn);
                } else {
                    cells.wake(cell);
                    session.get().documents().read(from, ask, turn);
                }
            }
            case UserMessage.FindGroups(RequestId id, List<Cell> asked) -> {
                List<UserMessage.GroupHint> known = surroundings.known(asked, turn);
                turn.sendPlain(from, new UserMessage.GroupsFound(id, known));
            }
            case UserMessage.Subscribe subscribe -> subscribe(from, subscribe, turn);
        }
    }

    private void publish(PeerId from, UserMessage.Publish publish, Turn turn) {
        Cell cell = genesis.cells().cellOf(publish.document());
        Optional<Session> session = cells.master(cell);
        if (session.isEmpty()) {
            parkOrRedirect(from, publish, cell, turn);
            return;
        }
        Optional<String> fault = PublishCheck.fault(publish);
        if (fault.isPresent()) {
            malformed(cell, from, publish, fault.get(), turn);
        } else if (session.get().documents().isLate(publish.document(), publish.expected())
                || check.isVerified(publish)) {
            // What will not be proposed need not be verified.
            cells.wake(cell);
            session.get().documents().publish(from, publish, turn);
        } else if (check.isFull()) {
            turn.sendPlain(from, new UserMessage.Busy(publish.id()));
        } else {
            turn.plain().add(check.check(from, publish));
        }
    }

    private void parkOrRedirect(PeerId from, UserMessage.Publish publish, Cell cell, Turn turn) {
        var parked = new Parking.Parked(from, publish, turn.now());
        if (!cells.isComing(cell) || !parking.add(cell, parked))
            redirect(from, publish.id(), cell, turn);
    }

    /** True if somebody waits for this peer to become master. */
    boolean isBusy() {
        return !parking.isEmpty();
    }

    /** This peer has become master: whoever waited for that is served. */
    void mastered(Cell cell, Turn turn) {
        for (Parking.Parked each : parking.take(cell)) publish(each.from(), each.publish(), turn);
    }

    /** Sends away those who waited in vain. */
    void tick(Turn turn) {
        Duration longAgo = turn.now().minus(PublishQueue.LONGEST_WAIT);
        for (Cell cell : parking.cells()) {
            List<Parking.Parked> over =
                    cells.isComing(cell) ? parking.takeOlder(cell, longAgo) : parking.take(cell);
            for (Parking.Parked each : over) redirect(each.from(), each.publish().id(), cell, turn);
        }
    }

    /** Signatures were checked; meanwhile the mastership may have gone. */
    void checked(PublishCheck.Checked checked, Turn turn) {
        check.done(checked);
        Cell cell = genesis.cells().cellOf(checked.publish().document());
        if (!checked.faults().isEmpty()) {
            malformed(cell, checked.from(), checked.publish(), checked.faults().getFirst(), turn);
            return;
        }
        Optional<Session> session = cells.master(cell);
        if (session.isEmpty()) {
            redirect(checked.from(), checked.publish().id(), cell, turn);
        } else {
            cells.wake(cell);
            session.get().documents().publish(checked.from(), checked.publish(), turn);
        }
    }

    private static void malformed(
            Cell cell, PeerId from, UserMessage.Publish publish, String why, Turn turn) {
        turn.reportNow(cell, new GroupEvent.MalformedPublish(cell, publish.document(), from, why));
    }

    private void redirect(PeerId from, RequestId id, Cell cell, Turn turn) {
        List<PeerId> guesses =
                cells.hintForUsers(cell).map(UserMessage.GroupHint::members).orElse(List.of());
        turn.sendPlain(from, new UserMessage.Redirect(id, cell, guesses));
        wanted(cell, turn);
    }

    private void wanted(Cell cell, Turn turn) {
        if (cells.sessions().containsKey(cell)) return;
        cells.acceptor(cell)
                .ifPresent(acceptor -> {
                    mastership.wanted(acceptor, turn);
                    cells.wake(cell);
                });
    }

    private void subscribe(PeerId from, UserMessage.Subscribe subscribe, Turn turn) {
        List<UserMessage.GroupHint> elsewhere = new ArrayList<>();
        for (UserMessage.Cursor cursor : subscribe.cursors()) {
            Cell cell = cursor.cell();
            if (cell.number() >= genesis.cells().cells()) continue;
            Optional<Session> session = cells.master(cell);
            if (session.isPresent()) {
                session.get()
                        .catalog()
                        .subscribe(from, cursor, turn.now())
                        .forEach(heads -> turn.sendPlain(from, heads));
            } else {
                elsewhere.add(
                        cells.hintForUsers(cell)
                                .orElse(new UserMessage.GroupHint(cell, 0, 0, List.of())));
                wanted(cell, turn);
            }
        }
        if (!elsewhere.isEmpty())
            turn.sendPlain(from, new UserMessage.NotSubscribed(subscribe.id(), elsewhere));
    }
}
