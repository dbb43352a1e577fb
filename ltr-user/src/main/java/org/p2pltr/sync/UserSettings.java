package org.p2pltr.sync;

import java.time.Duration;
import org.p2pltr.cell.CellMap;
import org.p2pltr.id.NetworkId;

/**
 * What the User Peer needs to know. Times affect progress only. Source: master-group.md §8.
 *
 * @param network whose documents these are
 * @param cells the network's division of the key space
 * @param requestTimeout how long a master may take to answer (3 s); raised, a lost answer costs
 *     more; lowered, slow networks ask twice
 * @param retrievalTimeout how long the log's reader may take for a page of entries (15 s)
 * @param firstPause the first pause after a failure (200 ms), doubled each time
 * @param longestPause the longest pause (30 s)
 * @param renewal how often a subscription is renewed (10 s), well below its lease of 30 s
 * @param subscriptionTimeout how long a master may take to answer a subscription (2 s)
 * @param cachedReplicas documents kept in memory beside those at work (128)
 * @param exchanges documents that may publish or retrieve at once when many are behind (32)
 */
public record UserSettings(
        NetworkId network,
        CellMap cells,
        Duration requestTimeout,
        Duration retrievalTimeout,
        Duration firstPause,
        Duration longestPause,
        Duration renewal,
        Duration subscriptionTimeout,
        int cachedReplicas,
        int exchanges) {
    /** A typed save: most bytes of UTF-8. Source: architecture.md, "Limits". */
    public static final int MAX_TYPED_BYTES = 1024 * 1024;

    /** What a merge may yield: most bytes of UTF-8. Source: architecture.md, "Limits". */
    public static final int MAX_MERGED_BYTES = 4 * 1024 * 1024;

    /** How long base texts of open editors are kept. Source: wiki.md, "REST API". */
    public static final Duration BASES_KEPT = Duration.ofDays(30);

    /** A text that is handed out again after this time is kept from then on. */
    static final Duration BASES_RENEWED = Duration.ofHours(12);

    /** The times of the design for this network. */
    public static UserSettings of(NetworkId network, CellMap cells) {
        return new UserSettings(
                network,
                cells,
                Duration.ofSeconds(3),
                Duration.ofSeconds(15),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                128,
                32);
    }
}
