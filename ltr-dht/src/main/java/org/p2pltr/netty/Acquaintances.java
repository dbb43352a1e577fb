package org.p2pltr.netty;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerId;
import org.p2pltr.wire.TransportMessage.Hello;
import org.p2pltr.wire.TransportMessage.Refusal;

/**
 * Remembers the last start of each peer that was met, so that an old copy of a peer's disk, or a
 * second peer on a copied disk, is refused. Source: architecture.md, "Disk".
 */
final class Acquaintances {
    /** Most that are remembered; beyond that the longest unheard of are forgotten. */
    static final int MAX_REMEMBERED = 10_000;

    private final Map<PeerId, Met> met = new LinkedHashMap<>();

    private record Met(long start, Bytes run) {}

    /** Why this hello must be refused, if it must. */
    Optional<Refusal> judge(PeerId peer, Hello hello) {
        Met last = met.get(peer);
        if (last == null || hello.start() > last.start()) return Optional.empty();
        if (hello.start() < last.start())
            return Optional.of(
                    new Refusal(
                            Refusal.Reason.OLD_START,
                            "this is start "
                                    + hello.start()
                                    + " of a peer already seen at start "
                                    + last.start()
                                    + ": its data directory is an old copy"));
        if (hello.run().equals(last.run())) return Optional.empty();
        return Optional.of(
                new Refusal(
                        Refusal.Reason.TWIN,
                        "another process runs as this peer with the same start "
                                + hello.start()
                                + ": its data directory was copied"));
    }

    /** Remembers a peer that has proven its hello. True if this is a later start than known. */
    boolean remember(PeerId peer, Hello hello) {
        Met last = met.remove(peer);
        met.put(peer, new Met(hello.start(), hello.run()));
        Iterator<PeerId> peers = met.keySet().iterator();
        while (met.size() > MAX_REMEMBERED) {
            peers.next();
            peers.remove();
        }
        return last != null && hello.start() > last.start();
    }
}
