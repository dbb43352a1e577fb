package org.p2pltr.wiki.admin;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.p2pltr.peer.PeerReport;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Component;

/** The last reports of the peer, in memory: gone at the next start. */
@Component
class EventLog {
    /** How many are kept: more than the changes of all cells when a peer joins. */
    static final int KEPT = 5_000;

    /** How many are shown at once. */
    static final int SHOWN = 300;

    private final Deque<Line> lines = new ArrayDeque<>();

    EventLog(WikiPeer peer) {
        // Told until this process ends.
        peer.listen(this::hear);
    }

    /** What was reported, and when. */
    record Line(Instant at, String what) {}

    private void hear(PeerReport report) {
        switch (report) {
            case PeerReport.Said(Instant at, String what) -> keep(new Line(at, what));
            case PeerReport.Stopped(String why) ->
                    keep(new Line(Instant.now(), "the peer stopped: " + why));
            default -> {
                // Said in words, too.
            }
        }
    }

    private synchronized void keep(Line line) {
        if (lines.size() == KEPT) lines.removeLast();
        lines.addFirst(line);
    }

    /** The newest {@link #SHOWN} that contain a text, whatever the case, newest first. */
    synchronized List<Line> containing(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return lines.stream()
                .filter(line -> line.what().toLowerCase(Locale.ROOT).contains(wanted))
                .limit(SHOWN)
                .toList();
    }
}
