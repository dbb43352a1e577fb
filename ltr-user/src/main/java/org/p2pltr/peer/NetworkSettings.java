package org.p2pltr.peer;

/**
 * What a network is made with and keeps for ever; only the peer that makes a network reads it.
 * Throws IllegalArgumentException that names setting, value and what is allowed. Source:
 * master-group.md §9, log.md.
 *
 * @param cells slices of the key space: a power of two from 1 to 65,536; more for more than 500
 *     peers
 * @param groupSize members of a master group: 1, 3, 5 or 7
 * @param logFunctions n, the hash functions that choose Log-Peers: 1 to 4
 * @param segment S, the timestamps that stay together on one Log-Peer: 1 to 1,024
 */
public record NetworkSettings(int cells, int groupSize, int logFunctions, int segment) {
    /** 256 cells, groups of 3, 3 hash functions, segments of 64. */
    public static final NetworkSettings DEFAULT = new NetworkSettings(256, 3, 3, 64);

    public NetworkSettings {
        SettingCheck.check(
                cells >= 1 && cells <= 65_536 && Integer.bitCount(cells) == 1,
                "ltr.network.cells",
                cells,
                "a power of two from 1 to 65536");
        SettingCheck.check(
                groupSize >= 1 && groupSize <= 7 && groupSize % 2 == 1,
                "ltr.network.r",
                groupSize,
                "1, 3, 5 or 7");
        SettingCheck.check(
                logFunctions >= 1 && logFunctions <= 4, "ltr.network.n", logFunctions, "1 to 4");
        SettingCheck.check(segment >= 1 && segment <= 1024, "ltr.network.S", segment, "1 to 1024");
    }
}
