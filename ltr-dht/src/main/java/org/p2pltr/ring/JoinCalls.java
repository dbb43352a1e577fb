package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Message;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;

/**
 * The addresses through which this peer joins. Each is called, ever more rarely, until its peer has
 * answered; those of the settings again whenever nobody else is heard any more.
 */
final class JoinCalls {
    /** Most addresses that the outside may ask for at one time. */
    static final int MAX_ASKED = 64;

    private final RingSettings settings;
    private final List<JoinCall> calls = new ArrayList<>();

    /** One address and how far it is. */
    private static final class JoinCall {
        private final PeerAddress address;
        private final long number;
        private final List<AskId> askers = new ArrayList<>();
        private final boolean asked;
        private boolean answered;
        private Duration againAt;
        private Duration pause;
        private Duration giveUpAt;

        JoinCall(PeerAddress address, long number, boolean asked, Duration now, Duration pause) {
            this.address = address;
            this.number = number;
            this.asked = asked;
            this.againAt = now;
            this.pause = pause;
            this.giveUpAt = now;
        }
    }

    JoinCalls(RingSettings settings) {
        this.settings = settings;
    }

    /** An address of the settings. */
    void add(PeerAddress address, long number, Duration now) {
        calls.add(new JoinCall(address, number, false, now, settings.heartbeat()));
    }

    /** The outside asks to join through an address. False if too many are asked for already. */
    boolean ask(PeerAddress address, AskId asker, long number, Duration now) {
        if (calls.stream().filter(each -> each.asked).count() >= MAX_ASKED) return false;
        JoinCall call = new JoinCall(address, number, true, now, settings.heartbeat());
        call.askers.add(asker);
        call.giveUpAt = now.plus(settings.joinPatience());
        calls.add(call);
        return true;
    }

    /** A peer answered the call of this number. */
    void answered(long number, PeerId through, Turn turn) {
        for (JoinCall call : List.copyOf(calls)) {
            if (call.number != number || call.answered) continue;
            call.answered = true;
            turn.report(new RingEvent.JoinAnswered(call.address, through));
            for (AskId asker : call.askers) {
                turn.answer(asker, new RingReply.Joined(call.address, through));
            }
            if (call.asked) calls.remove(call);
        }
    }

    /** The call came back to this peer itself: nobody else is there. */
    void reachedSelf(long number, Turn turn) {
        for (JoinCall call : List.copyOf(calls)) {
            if (call.number == number) giveUp(call, turn);
        }
    }

    /** True if addresses of the settings or of the outside are to be called. */
    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Calls what is due, each with the question of its number. */
    void call(LongFunction<Message> question, boolean lonely, Turn turn) {
        Duration now = turn.now();
        for (JoinCall call : List.copyOf(calls)) {
            if (call.asked && now.compareTo(call.giveUpAt) >= 0) {
                giveUp(call, turn);
                continue;
            }
            if (call.answered && lonely) {
                call.answered = false;
                call.pause = settings.heartbeat();
            }
            if (call.answered || now.compareTo(call.againAt) < 0) continue;
            turn.call(call.address, question.apply(call.number));
            call.againAt = now.plus(call.pause);
            Duration twice = call.pause.multipliedBy(2);
            boolean slow = twice.compareTo(settings.slowestRetry()) >= 0;
            call.pause = slow ? settings.slowestRetry() : twice;
        }
    }

    private void giveUp(JoinCall call, Turn turn) {
        calls.remove(call);
        for (AskId asker : call.askers) {
            turn.answer(asker, new RingReply.NoAnswer(call.address));
        }
    }
}
