package org.p2pltr.replica;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.text.StateChange;

/**
 * A save that has no timestamp yet. Source: reconciliation.md, "Replica".
 *
 * @param patch its own name, for ever
 * @param change what it does to the state before it: the validated state, or what the tentative
 *     patch before it yields
 * @param author its author's name, for people
 * @param time when it was saved, for people
 * @param comment for people
 * @param base the last validated timestamp here when it was saved
 */
public record TentativePatch(
        PatchId patch,
        StateChange change,
        String author,
        Instant time,
        String comment,
        Timestamp base) {
    /** The same patch as it reads on another state. */
    public TentativePatch changing(StateChange other) {
        return new TentativePatch(patch, other, author, time, comment, base);
    }

    /**
     * One patch in place of some: the authors and comments of all, as far as there is room, the
     * time of the last.
     */
    static TentativePatch squashed(PatchId as, StateChange change, List<TentativePatch> run) {
        return new TentativePatch(
                as,
                change,
                joined(run, TentativePatch::author, ", ", EntryBody.MAX_AUTHOR_NAME),
                run.getLast().time(),
                joined(run, TentativePatch::comment, "; ", EntryBody.MAX_COMMENT),
                run.getFirst().base());
    }

    private static String joined(
            List<TentativePatch> run,
            Function<TentativePatch, String> field,
            String between,
            int limit) {
        String all =
                run.stream()
                        .map(field)
                        .filter(value -> !value.isBlank())
                        .distinct()
                        .collect(Collectors.joining(between));
        return PageLabel.cut(all, limit);
    }
}
