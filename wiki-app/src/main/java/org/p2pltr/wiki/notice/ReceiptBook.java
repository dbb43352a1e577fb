package org.p2pltr.wiki.notice;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.p2pltr.peer.PeerReport;

/** Keeps receipts as reports tell them, the newest ones only; any thread. */
final class ReceiptBook {
    /** Most receipts, and most saves on their way, that are remembered. */
    static final int MOST = 1_000;

    private final LongSupplier nanos;
    private final Map<String, Long> savedAt = bounded();
    private final Map<Place, Receipt> receipts = bounded();
    private final Map<Place, Long> validatedAt = bounded();

    ReceiptBook(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized Optional<Receipt> of(String name, long ts) {
        return Optional.ofNullable(receipts.get(new Place(name, ts)));
    }

    /** How many patches got their timestamp within this time ago and lack a copy, as told. */
    synchronized long lacking(Duration least, Duration most) {
        long now = nanos.getAsLong();
        return receipts.entrySet().stream()
                .filter(each -> each.getValue().isLacking())
                .mapToLong(each -> now - validatedAt.getOrDefault(each.getKey(), now))
                .filter(age -> age >= least.toNanos() && age <= most.toNanos())
                .count();
    }

    /** Only remembers, so the peer's thread is not held up. */
    synchronized void heard(PeerReport report) {
        switch (report) {
            case PeerReport.PatchSaved(var _, String patch) ->
                    savedAt.put(patch, nanos.getAsLong());
            case PeerReport.PatchesValidated(String name, long lastTs, List<String> patches) ->
                    validated(name, lastTs, patches);
            case PeerReport.PatchKept(String name, long ts, List<String> peers, int places) ->
                    receipts.computeIfPresent(
                            new Place(name, ts), (_, receipt) -> receipt.kept(peers, places));
            case PeerReport.PageChanged _,
                    PeerReport.Retrieved _,
                    PeerReport.SyncChanged _,
                    PeerReport.PeersChanged _,
                    PeerReport.Said _,
                    PeerReport.Stopped _ -> {}
        }
    }

    private void validated(String name, long lastTs, List<String> patches) {
        long ts = lastTs - patches.size();
        for (String patch : patches) {
            ts++;
            Long saved = savedAt.remove(patch);
            // A save from before this start: how long it took is not known, so nothing is claimed.
            if (saved == null) continue;
            Duration took = Duration.ofNanos(nanos.getAsLong() - saved);
            receipts.put(new Place(name, ts), new Receipt(ts, took, List.of(), 0));
            validatedAt.put(new Place(name, ts), nanos.getAsLong());
        }
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    private record Place(String name, long ts) {}
}
