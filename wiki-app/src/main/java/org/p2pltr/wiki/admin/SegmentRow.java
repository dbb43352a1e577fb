package org.p2pltr.wiki.admin;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.peer.LookupView;

/**
 * A segment of a page's patches and its places.
 *
 * @param number from 1
 * @param versions from which to which timestamp
 * @param places Log-Peer and Log-Peer-Succ of each hash function
 * @param copies how many places hold all of it, of how many
 */
record SegmentRow(long number, String versions, List<PlaceCell> places, String copies) {
    SegmentRow {
        places = List.copyOf(places);
    }

    /** One place: its sign, and who it is with what is missing there. */
    record PlaceCell(String mark, String kind, String words) {}

    static SegmentRow of(
            long number, long first, long last, int functions, LookupView lookup, PeerNames names) {
        List<PlaceCell> cells = new ArrayList<>();
        int whole = 0;
        int all = 0;
        for (int function = 1; function <= functions; function++) {
            int wanted = function;
            List<LookupView.Holder> holders =
                    lookup.logPlaces().stream()
                            .filter(place -> place.function() == wanted)
                            .flatMap(place -> place.peers().stream())
                            .toList();
            for (int i = 0; i < 2; i++) {
                if (i >= holders.size()) {
                    cells.add(new PlaceCell("", "", "–"));
                    continue;
                }
                all++;
                PlaceCell cell = cell(holders.get(i), first, last, names);
                if (cell.kind().equals("is-present")) whole++;
                cells.add(cell);
            }
        }
        String versions = first == last ? "" + first : first + " to " + last;
        return new SegmentRow(number, versions, cells, whole + " of " + all);
    }

    private static PlaceCell cell(
            LookupView.Holder holder, long first, long last, PeerNames names) {
        String name = names.of(holder.peer());
        if (!holder.answered()) return new PlaceCell("missing", "is-missing", name + ": no answer");
        long held = holder.holds().stream().filter(ts -> ts >= first && ts <= last).count();
        long missing = last - first + 1 - held;
        if (missing == 0) return new PlaceCell("present", "is-present", name);
        return new PlaceCell("missing", "is-missing", name + ": " + missing + " missing");
    }
}
