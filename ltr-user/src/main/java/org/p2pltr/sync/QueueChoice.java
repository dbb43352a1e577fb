package org.p2pltr.sync;

import java.util.List;
import org.p2pltr.entry.PatchId;
import org.p2pltr.replica.Replica;

/** Which tentative patches a person may take back or make one, and why not. */
sealed interface QueueChoice {
    /** Those from this place of the queue up to another, which is not among them. */
    record Run(int from, int to) implements QueueChoice {}

    /** None; {@code why} for people. */
    record Refused(String why) implements QueueChoice {}

    /** Told where a master may have validated what is to be changed. */
    String SENT =
            "it was sent to be published and may be validated already, so it must stay until the"
                    + " answer is here";

    /** A patch that is to be taken back. */
    static QueueChoice toDiscard(Replica replica, PatchId patch) {
        int place = replica.placeOf(patch);
        if (place < 0) return new Refused("no such patch waits");
        return place < replica.sent()
                ? new Refused("this save cannot be discarded: " + SENT)
                : new Run(place, place + 1);
    }

    /** Patches that are to be one; all that can be if none is named. */
    static QueueChoice toSquash(Replica replica, List<PatchId> chosen) {
        if (chosen.isEmpty()) return all(replica);
        List<Integer> places = chosen.stream().distinct().map(replica::placeOf).sorted().toList();
        int from = places.getFirst();
        int to = places.getLast() + 1;
        if (from < 0) return new Refused("one of these patches does not wait");
        if (places.size() < 2) return new Refused("two saves or more make one, not one alone");
        if (to - from > places.size())
            return new Refused("only saves that follow each other make one");
        return from < replica.sent()
                ? new Refused("the first of these saves cannot be made one with others: " + SENT)
                : new Run(from, to);
    }

    private static QueueChoice all(Replica replica) {
        int waiting = replica.tentative().size();
        if (waiting - replica.sent() >= 2) return new Run(replica.sent(), waiting);
        return waiting < 2
                ? new Refused("two saves or more make one; here wait " + waiting)
                : new Refused(
                        "of the "
                                + waiting
                                + " saves that wait "
                                + replica.sent()
                                + " cannot be made one with others: each was sent to be published"
                                + " and may be validated already");
    }
}
