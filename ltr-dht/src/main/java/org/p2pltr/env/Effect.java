package org.p2pltr.env;

import java.time.Duration;
import java.util.List;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/** What a role wants done. */
public sealed interface Effect {

    /**
     * Sends a message to a peer, this peer included; it may be lost. A peer whose address is not
     * known yet (see {@link Know}) does not get it.
     */
    record Send(PeerId to, Message message) implements Effect {}

    /** Sends a message to whoever listens at an address; used before the peer's id is known. */
    record Call(PeerAddress to, Message message) implements Effect {}

    /** Tells the network where a peer can be reached. */
    record Know(PeerContact contact) implements Effect {}

    /**
     * Writes, all or none, of one database. What the same lane returns after it (in this list or a
     * later one) leaves only when the write is synced: {@link Send}, {@link Call}, {@link Tell},
     * {@link Announce}, {@link Answer} and {@link Report}. Timers, reads and computing do not wait.
     */
    record Persist(List<Write> writes) implements Effect {
        public Persist {
            writes = List.copyOf(writes);
            if (writes.isEmpty()) throw new IllegalArgumentException("nothing to persist");
            Family.Database database = writes.getFirst().family().database();
            if (!writes.stream().allMatch(w -> w.family().database() == database))
                throw new IllegalArgumentException("the writes of one batch are of one database");
        }

        /** A batch of the given writes. */
        public static Persist of(Write... writes) {
            return new Persist(List.of(writes));
        }
    }

    /**
     * Reads rows; comes back as {@link Event.Found}. Sees every persist that was returned before
     * it.
     */
    record Read(Range range, int maxRows, int maxBytes, ReadTag tag) implements Effect {}

    /** Runs heavy pure work elsewhere; comes back as {@link Event.Computed}. */
    record Compute(Task task) implements Effect {}

    /** Comes back as {@link Event.Elapsed} after the given time. */
    record StartTimer(Duration after, Timer timer) implements Effect {}

    /** Tells one role of this peer. */
    record Tell(RoleName to, Notice notice) implements Effect {}

    /** Tells every role of this peer that listens to notices of this kind. */
    record Announce(Notice notice) implements Effect {}

    /** Answers the outside; a second answer to the same request is ignored. */
    record Answer(AskId id, Reply reply) implements Effect {}

    /** Says what happened. */
    record Report(PeerEvent event) implements Effect {}

    /**
     * Not held back by the lane's unsynced writes: refusals, probes, and what promises nothing new.
     */
    record AtOnce(Effect effect) implements Effect {}
}
