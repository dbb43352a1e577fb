package org.p2pltr.wiki.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.LookupView;

/**
 * A peer in ring order.
 *
 * @param number from 1, clockwise from position 0
 * @param arc from whom to whom it answers; empty if it does not
 * @param share the part of the circle, in percent; empty if none
 * @param marks what it is for the looked-up page
 * @param hop its place in the lookup
 */
record RingRow(
        int number,
        KnownPeerView peer,
        String name,
        double turn,
        String arc,
        String share,
        List<Sign> marks,
        String hop) {
    RingRow {
        marks = List.copyOf(marks);
    }

    /** What a peer is for a page. */
    record Sign(String text, String words, boolean isMaster, boolean isFirst) {}

    /** All peers, and what they are for the page if one was looked up. */
    static List<RingRow> of(List<KnownPeerView> peers, List<LookupView> lookups) {
        PeerNames names = new PeerNames(peers);
        List<KnownPeerView> ordered =
                peers.stream().sorted(Comparator.comparing(KnownPeerView::ringPosition)).toList();
        List<KnownPeerView> answering = ordered.stream().filter(RingRow::answers).toList();
        List<RingRow> rows = new ArrayList<>();
        for (KnownPeerView peer : ordered) {
            String arc = "–";
            String share = "–";
            if (answers(peer)) {
                int at = answering.indexOf(peer);
                KnownPeerView before =
                        answering.get((at + answering.size() - 1) % answering.size());
                double part =
                        Circle.span(
                                Circle.turn(before.ringPosition()),
                                Circle.turn(peer.ringPosition()));
                arc = names.of(before.id()) + " to " + names.of(peer.id());
                share = Math.round(part * 100) + " %";
            }
            rows.add(
                    new RingRow(
                            rows.size() + 1,
                            peer,
                            names.of(peer.id()),
                            Circle.turn(peer.ringPosition()),
                            arc,
                            share,
                            lookups.stream().flatMap(l -> signs(l, peer.id()).stream()).toList(),
                            lookups.stream()
                                    .map(l -> hop(l.path(), peer.id()))
                                    .findFirst()
                                    .orElse("–")));
        }
        return rows;
    }

    private static List<Sign> signs(LookupView lookup, String peer) {
        List<Sign> signs = new ArrayList<>();
        int part = lookup.group().indexOf(peer);
        if (part == 0) signs.add(new Sign("M", "Master-key", true, true));
        if (part > 0) signs.add(new Sign("S", "Master-Succ", true, false));
        for (LookupView.LogPlace place : lookup.logPlaces()) {
            for (LookupView.Holder holder : place.peers()) {
                if (!holder.peer().equals(peer)) continue;
                boolean first = holder.equals(place.peers().getFirst());
                String number = String.valueOf(place.function());
                signs.add(
                        first
                                ? new Sign(number, "Log-Peer " + number, false, true)
                                : new Sign(
                                        number + "′",
                                        "Log-Peer-Succ " + number + "′",
                                        false,
                                        false));
            }
        }
        return signs;
    }

    private static String hop(List<String> path, String peer) {
        int at = path.indexOf(peer);
        if (at < 0) return "–";
        String place = at == 0 ? "asked" : "hop " + at;
        return at == path.size() - 1 ? place + ", answers" : place;
    }

    private static boolean answers(KnownPeerView peer) {
        return peer.state() == KnownPeerView.State.SELF || peer.state() == KnownPeerView.State.LIVE;
    }

    public boolean isAnswering() {
        return answers(peer);
    }

    public boolean isSelf() {
        return peer.state() == KnownPeerView.State.SELF;
    }

    /** The roles for the page, in words. */
    public String roles() {
        return marks.isEmpty() ? "–" : String.join(", ", marks.stream().map(Sign::words).toList());
    }

    /** How long a question takes, or why that is not known. */
    public String roundTrip() {
        return PeerRow.roundTrip(peer);
    }

    /** The first half of the position. */
    public String position() {
        return PeerNames.grouped(peer.ringPosition(), 8);
    }
}
