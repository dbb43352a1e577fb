package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.p2pltr.id.PeerId;

/**
 * Which members a group should have next: a pure function. Source: master-group.md §9.
 *
 * @param groupSize members of a group when there are peers enough (r)
 * @param ring the live peers from the cell's position on, in ring order
 * @param isLongDead true for members that are to be replaced; others may come back
 */
record Reconfiguration(int groupSize, List<PeerId> ring, Predicate<PeerId> isLongDead) {

    Reconfiguration {
        ring = List.copyOf(ring);
    }

    /** How many members a group has with so many live peers: odd, as two are less than one. */
    int size() {
        int odd = ring.size() % 2 == 0 ? ring.size() - 1 : ring.size();
        return Math.max(1, Math.min(groupSize, odd));
    }

    /** The next members; the present ones if nothing is to be done. */
    List<PeerId> after(List<PeerId> members) {
        // With two live peers the present members stay (both copies, no shrinking).
        if (ring.size() <= 2) return members;
        List<PeerId> staying = members.stream().filter(isLongDead.negate()).toList();
        List<PeerId> desired = ring.subList(0, Math.min(size(), ring.size()));
        List<PeerId> newcomers = desired.stream().filter(each -> !members.contains(each)).toList();
        if (staying.size() < size()) return filled(staying, newcomers);
        if (staying.size() < members.size()) return staying.subList(0, size());
        if (members.size() > size() || newcomers.isEmpty()) return members;
        // A silent member may come back: only a live one gives its place to a newcomer.
        List<PeerId> unwanted =
                members.stream()
                        .filter(each -> ring.contains(each) && !desired.contains(each))
                        .toList();
        return unwanted.isEmpty()
                ? members
                : swapped(members, unwanted.getLast(), newcomers.getFirst());
    }

    /** The next members when one goes on its own wish: it need not wait to be missed. */
    List<PeerId> without(PeerId leaver, List<PeerId> members) {
        List<PeerId> others = ring.stream().filter(each -> !each.equals(leaver)).toList();
        Reconfiguration rest = new Reconfiguration(groupSize, others, isLongDead);
        List<PeerId> staying =
                members.stream()
                        .filter(each -> !each.equals(leaver) && others.contains(each))
                        .toList();
        List<PeerId> newcomers = others.stream().filter(each -> !staying.contains(each)).toList();
        if (staying.size() >= rest.size()) return staying.subList(0, rest.size());
        return rest.filled(staying, newcomers);
    }

    private List<PeerId> filled(List<PeerId> staying, List<PeerId> newcomers) {
        List<PeerId> next = new ArrayList<>(staying);
        for (PeerId newcomer : newcomers) if (next.size() < size()) next.add(newcomer);
        return next;
    }

    /** One member changes at a time. */
    private static List<PeerId> swapped(List<PeerId> members, PeerId leaver, PeerId newcomer) {
        List<PeerId> next = new ArrayList<>(members);
        next.remove(leaver);
        next.add(newcomer);
        return next;
    }
}
