package org.p2pltr.wiki.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.p2pltr.peer.CellLine;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.NetworkView;

/**
 * Whether all is well, as far as this peer can see: from the groups that it is in.
 *
 * @param kind which state's colour and sign stand for it
 * @param word Healthy, Degraded or Unavailable
 * @param sentence what is the case
 * @param warnings what is not in order, each with what to do
 */
record Verdict(String kind, String word, String sentence, List<Warning> warnings) {
    /** The rule in one sentence. */
    static final String RULE =
            "Healthy means that every member of every group this peer is in answers, no group is"
                    + " smaller than it could be, and each save made here in the last ten minutes had"
                    + " all its copies after half a minute; degraded, that some of this is missing, yet each of"
                    + " these groups has its majority; unavailable, that a group has none, so its pages"
                    + " get no new versions now. Copies of what others saved are not in this verdict:"
                    + " the page inspector asks for them page by page.";

    Verdict {
        warnings = List.copyOf(warnings);
    }

    /** What is not in order, and what to do. */
    record Warning(String what, String remedy) {}

    /** {@code lacking}: how many of this peer's own saves lack a copy in the P2P-Log. */
    static Verdict of(
            List<KnownPeerView> peers, List<CellLine> cells, NetworkView network, long lacking) {
        PeerNames names = new PeerNames(peers);
        List<String> answering =
                peers.stream()
                        .filter(p ->
                                p.state() == KnownPeerView.State.SELF
                                        || p.state() == KnownPeerView.State.LIVE)
                        .map(KnownPeerView::id)
                        .toList();
        int possible = Math.min(network.groupSize(), answering.size());
        TreeSet<String> silent = new TreeSet<>();
        int without = 0;
        int small = 0;
        int affected = 0;
        for (CellLine cell : cells) {
            List<String> gone =
                    cell.members().stream().filter(id -> !answering.contains(id)).toList();
            silent.addAll(gone);
            int here = cell.members().size() - gone.size();
            if (!gone.isEmpty()) affected++;
            if (here <= cell.members().size() / 2) without++;
            else if (gone.isEmpty() && here < possible) small++;
        }
        return judged(
                names,
                cells.size(),
                new Counts(silent.stream().toList(), affected, without, small, lacking));
    }

    private record Counts(List<String> silent, int affected, int without, int small, long lacking) {
        Counts {
            silent = List.copyOf(silent);
        }
    }

    private static Verdict judged(PeerNames names, int cells, Counts counts) {
        List<Warning> warnings = new ArrayList<>();
        for (String peer : counts.silent())
            warnings.add(
                    new Warning(
                            names.of(peer) + " does not answer",
                            "Others give its timestamps meanwhile. Start it again, or wait: groups"
                                    + " go on without it once the ring is stable."));
        if (counts.without() > 0)
            warnings.add(
                    new Warning(
                            cells(counts.without()) + " lost the majority of their group",
                            "Start the silent peers again. Only if their disks are gone for good: see"
                                    + " Recovery in this dashboard."));
        if (counts.small() > 0)
            warnings.add(
                    new Warning(
                            cells(counts.small()) + " could have more members",
                            "Nothing to do: groups grow by themselves once the ring is stable."));
        if (counts.lacking() > 0)
            warnings.add(
                    new Warning(
                            (counts.lacking() == 1 ? "1 save" : counts.lacking() + " saves")
                                    + " made here lack a copy",
                            "The peers that should keep one did not say that they do. It is put there"
                                    + " again by itself; the page inspector shows who has what."));
        if (counts.without() > 0)
            return new Verdict(
                    "conflict",
                    "Unavailable",
                    "Pages in "
                            + cells(counts.without())
                            + " get no new versions now: most members of the group do not answer."
                            + " Saves are kept and wait.",
                    warnings);
        if (!warnings.isEmpty())
            return new Verdict(
                    "waiting",
                    "Degraded",
                    "Every page here can be read and saved. " + missing(counts),
                    warnings);
        return new Verdict(
                "version",
                "Healthy",
                cells == 0
                        ? "This peer is in no group yet; what it knows of the network is in order."
                        : "Every member of the groups of " + cells(cells) + " answers.",
                warnings);
    }

    private static String missing(Counts counts) {
        if (counts.affected() > 0)
            return "In " + cells(counts.affected()) + " a member does not answer.";
        return counts.small() > 0
                ? "Some groups are still growing."
                : "Some saves lack a copy in the log.";
    }

    private static String cells(int number) {
        return number == 1 ? "1 cell" : number + " cells";
    }
}
