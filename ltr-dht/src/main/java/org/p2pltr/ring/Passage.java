package org.p2pltr.ring;

import java.time.Duration;
import java.util.Optional;
import org.p2pltr.id.PeerId;

/**
 * How far this peer is in or out of the ring, the message that it repeats until it gets further,
 * and the lock of the place before it: one newcomer or leaver at a time. Source: ring.md,
 * "Membership"; dks.txt, "Local atomic operation".
 */
final class Passage {
    private final RoutedSettings settings;
    private Stage stage = Stage.OUT;
    private Optional<Saying> saying = Optional.empty();
    private Optional<PeerId> holder = Optional.empty();
    private boolean reached;
    private Duration heldUntil = Duration.ZERO;

    /** In the order in which they are gone through. */
    enum Stage {
        /** Not in the ring: wants a way in. */
        OUT,
        /** Asks the peer after its place. */
        ENTERING,
        /** Has a place, tells the peer before it. Who routes to it gets answers from here on. */
        BESIDE,
        /** Known to the peer before it, tells the one after it. */
        INSIDE,
        /** A member. */
        IN,
        /** Asks the peer after it to take its place over. */
        EXITING,
        /** Its place is the successor's; tells the peer before it. */
        INSTEAD,
        /** Left. Sends on what still comes. */
        GONE
    }

    private record Saying(PeerId to, RoutedMessage message, Duration until) {}

    Passage(RoutedSettings settings) {
        this.settings = settings;
    }

    Stage stage() {
        return stage;
    }

    /** True if lookups are served: others may have this peer in their tables. */
    boolean serves() {
        return stage.compareTo(Stage.BESIDE) >= 0;
    }

    /** True if its place is the successor's already. */
    boolean handedOver() {
        return stage.compareTo(Stage.INSTEAD) >= 0;
    }

    /** Gets to a stage where nothing is waited for. */
    void to(Stage next) {
        stage = next;
        saying = Optional.empty();
        reached = false;
    }

    /** True if a way in is looked for through a member that answered. */
    boolean isReached() {
        return reached;
    }

    void reach() {
        reached = true;
    }

    /** Gets to a stage and says something until it is answered or the time of a lock is over. */
    void to(Stage next, PeerId to, RoutedMessage message, Turn turn) {
        stage = next;
        saying = Optional.of(new Saying(to, message, turn.now().plus(settings.lock())));
        turn.send(to, message);
        turn.timer(settings.again(), new RoutedTimer.Again(message.number()));
    }

    /** True if this answers what is said now. */
    boolean isAnswer(PeerId from, long number) {
        return saying.filter(said -> said.to.equals(from) && said.message.number() == number)
                .isPresent();
    }

    /** Repeats what is said; false if that was tried for long enough. */
    boolean again(RoutedTimer.Again timer, Turn turn) {
        Saying said = saying.filter(s -> s.message.number() == timer.number()).orElse(null);
        if (said == null) return true;
        if (turn.now().compareTo(said.until) >= 0) return false;
        turn.send(said.to, said.message);
        turn.timer(settings.again(), timer);
        return true;
    }

    /** Locks the place before this peer; false if it is locked for another. */
    boolean lock(PeerId by, Duration now) {
        if (!isFreeFor(by, now)) return false;
        holder = Optional.of(by);
        heldUntil = now.plus(settings.lock());
        return true;
    }

    /** True if no other peer holds the place before this one. */
    boolean isFreeFor(PeerId peer, Duration now) {
        return holder.filter(held -> !held.equals(peer)).isEmpty() || now.compareTo(heldUntil) >= 0;
    }

    void unlock() {
        holder = Optional.empty();
    }
}
