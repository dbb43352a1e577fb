package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;

/**
 * Which committed entries of a session's cell enough Log-Peers hold, and which the members may let
 * go of. Source: master-group.md §7.
 */
final class Publication {
    /** Most documents told about in one accept, so that it stays well within a frame. */
    static final int MAX_TOLD = 64;

    private final GroupSettings settings;
    private final TreeMap<DocumentKey, TreeSet<Timestamp>> stored = new TreeMap<>();
    private final TreeMap<DocumentKey, Head> upTo = new TreeMap<>();
    private final TreeMap<DocumentKey, Head> untold = new TreeMap<>();
    private final TreeSet<DocumentKey> unpublished = new TreeSet<>();
    private Duration tellDue = Duration.ZERO;
    private Duration putDue = Duration.ZERO;

    Publication(GroupSettings settings) {
        this.settings = settings;
    }

    /** A register was chosen: what is left of it when what is published is taken away. */
    Register chosen(DocumentKey document, Register register, Duration now) {
        Head known = upTo.get(document);
        Register rest = known == null ? register : register.published(known);
        // The members have just got the bodies again.
        if (known != null && !rest.equals(register)) tellLater(document, known, now);
        note(document, rest, now);
        return rest;
    }

    /** An entry is at enough Log-Peers: what is left of the register. */
    Register stored(DocumentKey document, Register register, Timestamp ts, Duration now) {
        TreeSet<Timestamp> enough = stored.computeIfAbsent(document, _ -> new TreeSet<>());
        enough.add(ts);
        Register rest = register;
        for (PatchEntry entry : register.unpublished()) {
            if (!enough.remove(entry.ts())) break;
            Head head = entry.header().head();
            rest = rest.published(head);
            upTo.put(document, head);
            tellLater(document, head, now);
        }
        if (enough.isEmpty()) stored.remove(document);
        note(document, rest, now);
        return rest;
    }

    /** What to tell the members with the next accept, as much as fits beside it; told once. */
    List<GroupMessage.Published> takeUntold() {
        List<GroupMessage.Published> some = new ArrayList<>();
        while (!untold.isEmpty() && some.size() < MAX_TOLD) {
            var first = untold.pollFirstEntry();
            some.add(new GroupMessage.Published(first.getKey(), first.getValue()));
        }
        return some;
    }

    boolean mustTell(Duration now) {
        return !untold.isEmpty() && now.compareTo(tellDue) >= 0;
    }

    /** Documents whose unpublished entries are to be put again; empty until it is time. */
    List<DocumentKey> putAgain(Duration now) {
        if (unpublished.isEmpty() || now.compareTo(putDue) < 0) return List.of();
        putDue = now.plus(settings.putAgain());
        return List.copyOf(unpublished);
    }

    boolean isQuiet() {
        return untold.isEmpty() && unpublished.isEmpty();
    }

    private void tellLater(DocumentKey document, Head head, Duration now) {
        if (untold.isEmpty()) tellDue = now.plus(settings.trimAfter());
        untold.put(document, head);
    }

    private void note(DocumentKey document, Register rest, Duration now) {
        if (rest.unpublished().isEmpty()) {
            unpublished.remove(document);
        } else {
            if (unpublished.isEmpty()) putDue = now.plus(settings.putAgain());
            unpublished.add(document);
        }
    }
}
