package org.p2pltr.peer;

import java.time.Instant;
import java.util.List;

/**
 * What this peer held of a page when a recovery by hand, made elsewhere, ended the epoch without
 * it.
 *
 * @param epoch that was over
 * @param cell the page's
 * @param name the page's
 * @param ts the last timestamp, as it was here
 * @param chainHash of the history up to it, in hexadecimal digits
 * @param patches that were not known to be in the log then, in order; their authors publish them
 *     again if they are still there
 */
public record PutAside(
        long epoch, int cell, String name, long ts, String chainHash, List<Patch> patches) {
    public PutAside {
        patches = List.copyOf(patches);
    }

    /** A patch for people. */
    public record Patch(long ts, String patchId, String author, Instant time, String comment) {}
}
