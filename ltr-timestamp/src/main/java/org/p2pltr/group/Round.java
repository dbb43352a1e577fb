package org.p2pltr.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.PeerId;

/** One question of a session to all members, until a majority has promised in answer to it. */
final class Round {
    private final GroupMessage.Prepare message;
    private final Purpose purpose;
    private final Resend resend;
    private final Moment asked;
    private final TreeMap<PeerId, GroupMessage.Promise> promises = new TreeMap<>();

    /** What the question is for. */
    sealed interface Purpose {
        /** To begin the session: the successor that may have been chosen. */
        record Begin() implements Purpose {}

        /** To make one document ready. */
        record Ready(DocumentKey document) implements Purpose {}

        /** To make a page of documents ready. */
        record Sweeping(GroupMessage.Place from) implements Purpose {}

        /** To learn whether another one has become master meanwhile. */
        record Doubt() implements Purpose {}

        /** To know that nobody else was master when these were asked. */
        record Confirm(List<Waiting> waiting) implements Purpose {}
    }

    /** A time, by the clock that only goes on and by the one that a sleep does not stop. */
    record Moment(Duration uptime, Instant wall) {}

    Round(GroupMessage.Prepare message, Purpose purpose, Resend resend, Moment asked) {
        this.message = message;
        this.purpose = purpose;
        this.resend = resend;
        this.asked = asked;
    }

    /** When it was asked first. */
    Moment asked() {
        return asked;
    }

    /** True if all that promised have lent their promise for a while. */
    boolean isLeased() {
        return promises.values().stream().allMatch(GroupMessage.Promise::leased);
    }

    GroupMessage.Prepare message() {
        return message;
    }

    Purpose purpose() {
        return purpose;
    }

    Resend resend() {
        return resend;
    }

    void promised(PeerId from, GroupMessage.Promise promise) {
        promises.putIfAbsent(from, promise);
    }

    boolean hasPromiseOf(PeerId member) {
        return promises.containsKey(member);
    }

    Collection<GroupMessage.Promise> promises() {
        return promises.values();
    }
}
