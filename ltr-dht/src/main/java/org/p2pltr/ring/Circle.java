package org.p2pltr.ring;

import java.util.Comparator;
import java.util.List;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/** Pure functions of a list of peers. */
final class Circle {
    private Circle() {}

    /** The first peer at or after the position, then its successors, as many as an answer holds. */
    static List<PeerId> responsible(RingPosition position, List<PeerId> live) {
        Comparator<PeerId> clockwise =
                (a, b) ->
                        Long.compareUnsigned(
                                position.distanceTo(a.position()),
                                position.distanceTo(b.position()));
        return live.stream()
                .sorted(clockwise.thenComparing(Comparator.naturalOrder()))
                .limit(RingNotice.Located.MAX_PEERS)
                .toList();
    }

    /**
     * Equal for two peers that know the same of the same members, in whatever order they learnt it.
     */
    static long digest(List<Introduction> known) {
        Bytes[] parts =
                known.stream()
                        .sorted(Comparator.comparing(Introduction::id))
                        .map(Circle::bytes)
                        .toArray(Bytes[]::new);
        return Hash.of(parts).position().value();
    }

    /** Neither address nor name has a control character, so the parts cannot be mistaken. */
    private static Bytes bytes(Introduction peer) {
        String rest =
                peer.incarnation() + "\n" + peer.contact().address() + "\n" + peer.name() + "\n";
        return peer.id().value().value().plus(Bytes.utf8(rest));
    }
}
