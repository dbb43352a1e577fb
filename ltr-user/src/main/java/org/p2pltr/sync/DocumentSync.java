package org.p2pltr.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.replica.Replica;
import org.p2pltr.retrieval.RetrievalNotice;

/**
 * One document's validate/retrieve loop: asks the master, publishes, retrieves, pauses and tries
 * again, until nothing is tentative and nothing newer is known. Rule of exactly once: a publish is
 * made only from the replica's head, which only checked entries move, and what was sent stays in
 * the queue until then. Source: master-group.md §6.
 */
final class DocumentSync {
    private static final RoleName LOG_READER = new RoleName("log-reader");
    private static final int FEW_SAVES = 8;

    private final DocumentKey document;
    private final Cell cell;
    private final Lane lane;
    private final Shared shared;
    private final DocumentSteps steps;
    private final Tries tries;
    private Exchange exchange = new Exchange.Idle();
    private long number;
    private Instant checkedAt = Instant.MIN;

    DocumentSync(StoredReplica stored, Shared shared) {
        this.document = stored.replica().document();
        this.cell = shared.masters.cellOf(document);
        this.lane = new Lane("doc " + document.name());
        this.shared = shared;
        this.steps = new DocumentSteps(stored, lane, shared);
        this.tries = new Tries(shared.settings);
    }

    DocumentKey document() {
        return document;
    }

    Cell cell() {
        return cell;
    }

    /** True if it may leave memory. */
    boolean isQuiet() {
        return exchange instanceof Exchange.Idle && steps.isIdle();
    }

    /** True while it takes one of the places for those at work. */
    boolean isAtWork() {
        return !(exchange instanceof Exchange.Idle || exchange instanceof Exchange.Pausing);
    }

    /** True if there is nothing to do, or nothing that could be done soon. */
    boolean isSettled() {
        return isQuiet() || (exchange instanceof Exchange.Pausing && tries.isHopeless());
    }

    /** Something to do with the replica. */
    void step(Step step, Turn turn) {
        steps.add(step, turn, currency());
        proceed(turn);
    }

    /** A base text was read, or is not there. */
    void baseFound(Optional<UserRows.BaseRow> base, Turn turn) {
        steps.baseFound(base, turn, currency());
        proceed(turn);
    }

    /** The history kept here was read. */
    void historyFound(List<PatchEntry> entries, Turn turn) {
        steps.historyFound(entries, turn, currency());
        proceed(turn);
    }

    /** Heavy work is done. */
    void computed(UserResult.OfDocument result, Turn turn) {
        steps.computed(result, turn, currency());
        switch (result) {
            case UserResult.Signed(_, var entries) -> publish(entries, turn);
            case UserResult.Published published -> {
                shared.countPublished(published.entries().size());
                tries.published();
                succeeded(turn);
            }
            case UserResult.Arrived arrived -> {
                shared.countPublished(arrived.arrival().own().size());
                shared.countRetrieved(arrived.entries().size() - arrived.arrival().own().size());
                goOnRetrieving(turn);
            }
            case UserResult.Rebuilt _ -> succeeded(turn);
            case UserResult.Unfit(_, var ts, var why) ->
                    failed("entry " + ts + " of the log does not fit: " + why, turn);
            case UserResult.Saved _,
                    UserResult.Merged _,
                    UserResult.Refused _,
                    UserResult.Discarded _,
                    UserResult.Squashed _,
                    UserResult.Undone _ -> {}
        }
        steps.next(turn, currency());
        proceed(turn);
    }

    /** Begins an exchange if there is need and nothing is in its way. */
    void proceed(Turn turn) {
        if (!shared.isOnline() || !isQuiet()) return;
        boolean behind = shared.line(document).isBehind();
        if (!behind && replica().tentative().isEmpty()) return;
        Optional<PeerId> master = shared.masters.master(cell);
        if (master.isEmpty()) {
            shared.masters.find(cell, turn);
            failed("looking for the Master-key peer", turn);
        } else if (behind && mustCatchUpFirst()) {
            ask(master.get(), turn);
        } else {
            begin(new Exchange.Signing());
            steps.add(new Step.Sign(), turn, currency());
        }
    }

    /**
     * A few saves are published at once, behind or not: that gives them a place in the master's
     * queue, and the refusal brings what is missing. Many are not worth sending twice, so they
     * catch up before, once.
     */
    private boolean mustCatchUpFirst() {
        int tentative = replica().tentative().size();
        return tentative == 0 || (tentative > FEW_SAVES && !tries.hasCaughtUp());
    }

    private void ask(PeerId master, Turn turn) {
        RequestId id = RequestId.random(turn.world().random());
        tries.catchesUp();
        begin(new Exchange.Asked(id, master));
        turn.in(lane).send(master, new UserMessage.AskLast(id, document, replica().head().ts()));
        timer(shared.settings.requestTimeout(), turn);
    }

    private void publish(List<PatchEntry> entries, Turn turn) {
        Optional<PeerId> master = shared.masters.master(cell);
        if (!shared.isOnline() || master.isEmpty()) {
            begin(new Exchange.Idle());
            return;
        }
        steps.sending(entries.size(), turn);
        RequestId id = RequestId.random(turn.world().random());
        begin(new Exchange.Publishing(id, master.get(), entries));
        turn.in(lane)
                .send(
                        master.get(),
                        new UserMessage.Publish(id, document, replica().head(), entries));
        timer(shared.settings.requestTimeout(), turn);
    }

    /**
     * A master, or who was taken for it, answered. Late answers to requests given up are ignored.
     */
    void answered(PeerId from, UserMessage.Outcome outcome, Turn turn) {
        if (!exchange.awaits(outcome.id())) return;
        outcome(from, outcome, exchange.sent(), turn);
        steps.next(turn, currency());
        proceed(turn);
    }

    private void outcome(
            PeerId from, UserMessage.Outcome outcome, List<PatchEntry> sent, Turn turn) {
        switch (outcome) {
            case UserMessage.Validated(_, _, Head head) -> {
                shared.masters.answered(cell, from);
                boolean ours = !sent.isEmpty() && sent.getLast().header().head().equals(head);
                if (!ours) {
                    failed("the master validated something else", turn);
                    return;
                }
                checkedAt = turn.world().wallClock();
                begin(new Exchange.Applying(head, List.of()));
                steps.add(new Step.Published(sent), turn, currency());
            }
            // The master gives the next turn with it, for a moment: no pause before the next try.
            case UserMessage.Behind(_, _, Head head, var tail) -> last(from, head, tail, turn);
            case UserMessage.Last(_, _, Head head, var tail) -> last(from, head, tail, turn);
            case UserMessage.Diverged(_, _, Head head) -> otherHistory(head, turn);
            case UserMessage.Redirect(_, _, var guesses) -> redirected(from, guesses, turn);
            case UserMessage.Busy _ -> failed("the Master-key peer is busy", turn);
        }
    }

    private void last(PeerId from, Head head, List<PatchEntry> tail, Turn turn) {
        shared.masters.answered(cell, from);
        shared.index.confirmed(document, head.ts());
        checkedAt = turn.world().wallClock();
        Head here = replica().head();
        if (here.ts().isBefore(head.ts())) {
            retrieve(head, tail, turn);
        } else if (here.ts().equals(head.ts()) && !here.equals(head)) {
            otherHistory(head, turn);
        } else {
            tries.beginAgain();
            begin(new Exchange.Idle());
        }
    }

    private void retrieve(Head upTo, List<PatchEntry> known, Turn turn) {
        long question = shared.question();
        begin(new Exchange.Retrieving(question, upTo, known));
        retrieve(question, replica().head(), upTo, known, turn);
    }

    /**
     * Asks the log for all of the network's history, page by page; then the replica goes over to
     * it.
     */
    private void gather(Head upTo, List<PatchEntry> soFar, Turn turn) {
        Head have =
                soFar.isEmpty()
                        ? Head.start(shared.settings.network(), document)
                        : soFar.getLast().header().head();
        if (!have.ts().isBefore(upTo.ts())) {
            begin(new Exchange.Applying(upTo, List.of()));
            steps.add(new Step.Rebuild(soFar), turn, currency());
            return;
        }
        long question = shared.question();
        begin(new Exchange.Gathering(question, upTo, soFar));
        retrieve(question, have, upTo, List.of(), turn);
    }

    private void retrieve(long question, Head have, Head upTo, List<PatchEntry> known, Turn turn) {
        List<PatchEntry> missing =
                known.stream()
                        .filter(e -> have.ts().isBefore(e.ts()) && !upTo.ts().isBefore(e.ts()))
                        .toList();
        var asked =
                new RetrievalNotice.Retrieve(
                        UserPeer.NAME, question, document, have, upTo, missing);
        turn.in(lane).add(new Effect.Tell(LOG_READER, asked));
        timer(shared.settings.retrievalTimeout(), turn);
    }

    /** The log's reader answered. */
    void retrieved(RetrievalNotice notice, Turn turn) {
        long awaited = exchange.question();
        switch (notice) {
            case RetrievalNotice.Retrieved(long question, _, var entries, _)
                    when question == awaited ->
                    entries(entries, turn);
            case RetrievalNotice.Missing(long question, _, var ts) when question == awaited ->
                    failed("nobody reachable has patch " + ts, turn);
            case RetrievalNotice.OtherHistory(long question, _, _, Head there)
                    when question == awaited ->
                    otherHistory(there, turn);
            case RetrievalNotice.Retrieve _,
                    RetrievalNotice.Retrieved _,
                    RetrievalNotice.Missing _,
                    RetrievalNotice.OtherHistory _ -> {}
        }
        proceed(turn);
    }

    private void entries(List<PatchEntry> entries, Turn turn) {
        if (entries.isEmpty()) {
            failed("the log does not answer", turn);
        } else if (exchange instanceof Exchange.Gathering all) {
            List<PatchEntry> soFar = new ArrayList<>(all.soFar());
            soFar.addAll(entries);
            gather(all.upTo(), soFar, turn);
        } else if (exchange instanceof Exchange.Retrieving asked) {
            begin(new Exchange.Applying(asked.upTo(), asked.known()));
            steps.add(new Step.Arrived(entries), turn, currency());
        }
    }

    private void goOnRetrieving(Turn turn) {
        if (!(exchange instanceof Exchange.Applying applying)) return;
        if (shared.isOnline() && replica().head().ts().isBefore(applying.upTo().ts())) {
            retrieve(applying.upTo(), applying.known(), turn);
        } else {
            succeeded(turn);
        }
    }

    private void succeeded(Turn turn) {
        tries.beginAgain();
        begin(new Exchange.Idle());
        proceed(turn);
    }

    private void redirected(PeerId from, List<PeerId> guesses, Turn turn) {
        shared.masters.redirected(cell, from, guesses, turn);
        if (tries.redirected()) begin(new Exchange.Idle());
        else failed("nobody is Master-key peer at the moment", turn);
    }

    /** Source: master-group.md §10: back to the newest common timestamp, and on from there. */
    private void otherHistory(Head there, Turn turn) {
        turn.in(lane).report(new UserEvent.OtherHistory(document, replica().head(), there));
        if (exchange instanceof Exchange.Gathering)
            failed("the network has another history of this page", turn);
        else gather(there, List.of(), turn);
    }

    private void failed(String why, Turn turn) {
        boolean first = !tries.hasFailed();
        begin(new Exchange.Pausing(why));
        timer(tries.failed(turn.world().random()), turn);
        if (first) turn.in(lane).report(standing());
    }

    private UserEvent standing() {
        int tentative = replica().tentative().size();
        return new UserEvent.StandingChanged(document, replica().head().ts(), tentative);
    }

    /** A time is over, if it is still the one with this number. */
    void elapsed(long timer, Turn turn) {
        if (timer != number) return;
        switch (exchange) {
            case Exchange.Asked asked -> unanswered(asked.master(), turn);
            case Exchange.Publishing publishing -> unanswered(publishing.master(), turn);
            case Exchange.Retrieving _, Exchange.Gathering _ ->
                    failed("the log does not answer", turn);
            case Exchange.Pausing _ -> {
                begin(new Exchange.Idle());
                proceed(turn);
            }
            case Exchange.Idle _, Exchange.Signing _, Exchange.Applying _ -> {}
        }
    }

    private void unanswered(PeerId master, Turn turn) {
        shared.masters.silent(cell, master, turn);
        failed("the Master-key peer does not answer", turn);
    }

    /** Something may have changed for the better: no more waiting. */
    void wake(Turn turn) {
        tries.beginAgain();
        if (exchange instanceof Exchange.Pausing) begin(new Exchange.Idle());
        proceed(turn);
    }

    /** A peer fell silent: what it was asked is asked elsewhere. */
    void suspected(PeerId peer, Turn turn) {
        if (exchange.awaits(peer)) begin(new Exchange.Idle());
        wake(turn);
    }

    /** Working offline: nothing more is asked, and answers on their way are ignored. */
    void rest() {
        // What is being computed ends first; it comes to rest by itself then.
        if (!exchange.isComputing()) begin(new Exchange.Idle());
    }

    /** How the local view stands to the network. */
    Currency currency() {
        int tentative = replica().tentative().size();
        if (tentative > 0) return waiting(tentative);
        Instant heard = shared.follower.confirmedAt(cell);
        Instant checked = heard.isAfter(checkedAt) ? heard : checkedAt;
        return Currency.of(shared.line(document), checked);
    }

    private Currency waiting(int tentative) {
        if (!shared.isOnline()) return new Currency.Waiting(tentative, "working offline");
        return exchange instanceof Exchange.Pausing(String why) && tries.hasFailed()
                ? new Currency.Waiting(tentative, why)
                : new Currency.Publishing(tentative);
    }

    private Replica replica() {
        return steps.stored().replica();
    }

    private void begin(Exchange next) {
        number++;
        exchange = next;
    }

    private void timer(Duration after, Turn turn) {
        turn.in(lane).timer(after, new UserTimer.ExchangeOver(document, number));
    }
}
