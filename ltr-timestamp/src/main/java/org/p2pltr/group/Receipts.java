package org.p2pltr.group;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogNotice;

/** Who is to hear which Log-Peers hold an entry; the oldest are forgotten. */
final class Receipts {
    private final int most;
    private final LinkedHashMap<ChainHash, PeerId> authors = new LinkedHashMap<>();

    Receipts(int most) {
        this.most = most;
    }

    void remember(LogNotice.EntryStored stored, PeerId author) {
        authors.put(stored.hash(), author);
        if (authors.size() > most) authors.remove(authors.firstEntry().getKey());
    }

    Optional<PeerId> authorOf(LogNotice.EntryStored stored) {
        return Optional.ofNullable(authors.get(stored.hash()));
    }
}
