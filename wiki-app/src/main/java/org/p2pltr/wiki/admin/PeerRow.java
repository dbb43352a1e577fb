package org.p2pltr.wiki.admin;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.p2pltr.peer.CellLine;
import org.p2pltr.peer.KnownPeerView;

/**
 * A known peer in the table of peers.
 *
 * @param mark which sign stands for the state
 * @param shared cells in whose group both it and this peer are
 */
record PeerRow(
        String name,
        String id,
        String address,
        String mark,
        String state,
        String roundTrip,
        String heard,
        long shared,
        boolean self) {

    static PeerRow of(KnownPeerView peer, PeerNames names, List<CellLine> cells) {
        boolean self = peer.state() == KnownPeerView.State.SELF;
        return new PeerRow(
                names.of(peer.id()),
                PeerNames.grouped(peer.id(), 12),
                peer.address(),
                mark(peer.state()),
                words(peer.state()),
                roundTrip(peer),
                self ? "–" : span(peer.heardAgo()) + " ago",
                cells.stream().filter(cell -> cell.members().contains(peer.id())).count(),
                self);
    }

    private static String mark(KnownPeerView.State state) {
        return switch (state) {
            case SELF, LIVE -> "version";
            case SUSPECTED -> "missing";
            case REMEMBERED, LEFT -> "draft";
        };
    }

    private static String words(KnownPeerView.State state) {
        return switch (state) {
            case SELF -> "This peer";
            case LIVE -> "Answers";
            case SUSPECTED -> "No answer";
            case REMEMBERED -> "Not met since the start";
            case LEFT -> "Left";
        };
    }

    static String roundTrip(KnownPeerView peer) {
        return switch (peer.state()) {
            case SELF -> "this peer";
            case LIVE -> peer.roundTrip().isZero() ? "not measured" : millis(peer.roundTrip());
            case SUSPECTED -> "no answer for " + span(peer.heardAgo());
            case REMEMBERED -> "not met";
            case LEFT -> "left";
        };
    }

    private static String millis(Duration time) {
        double millis = time.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    private static String span(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) return seconds + " s";
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
