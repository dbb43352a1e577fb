package org.p2pltr.lab.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.p2pltr.lab.measure.ProcessorTime;
import org.p2pltr.peer.CellLine;
import org.p2pltr.peer.HistoryLine;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.LookupView;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.peer.TrafficView;

/** What a peer without a web page answers to the lines it is asked; each answer becomes JSON. */
final class PeerAnswers {
    private static final String ALLOWED =
            "allowed is: figures, sent, peers, groups, lookup NAME, standing, offline, online, page NAME,"
                    + " history NAME FROM, append NAME LINE";

    private final LtrPeer peer;

    PeerAnswers(LtrPeer peer) {
        this.peer = peer;
    }

    Object to(String question) {
        List<String> words = List.of(question.split(" ", 3));
        return switch (words.getFirst() + " " + (words.size() - 1)) {
            case "figures 0" -> figures();
            case "sent 0" -> sent();
            case "lookup 1" -> lookup(words.get(1));
            case "peers 0" -> Map.of("heard", heard());
            case "groups 0" -> groups();
            case "standing 0" -> Map.of("pending", peer.peer().join().pending());
            case "offline 0" -> Map.of("online", peer.online(false).join());
            case "online 0" -> Map.of("online", peer.online(true).join());
            case "page 1" -> page(words.get(1));
            case "history 2" -> history(words.get(1), Long.parseLong(words.get(2)));
            case "append 2" -> append(words.get(1), words.get(2));
            default -> Map.of("error", ALLOWED);
        };
    }

    private Object figures() {
        return Map.of(
                "cpuSeconds", ProcessorTime.seconds(),
                "syncs", peer.syncs(),
                "bytesOut", peer.traffic().bytesOut());
    }

    /** Bytes sent since the start, by kind of message. */
    private Object sent() {
        return peer.traffic().sent().stream()
                .collect(
                        Collectors.toMap(
                                TrafficView.Sent::kind, TrafficView.Sent::bytes, Long::sum));
    }

    /** Where a page lives, as this peer sees it. */
    private Object lookup(String name) {
        try {
            LookupView found = peer.lookup(name).join();
            return Map.of(
                    "position", found.cellPosition(),
                    "responsible", found.path().getLast(),
                    "group", found.group());
        } catch (CompletionException e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        }
    }

    /** How many peers it hears, itself included. */
    private long heard() {
        return peer.peers().join().stream().filter(PeerAnswers::isHeard).count();
    }

    private static boolean isHeard(KnownPeerView known) {
        return switch (known.state()) {
            case SELF, LIVE -> true;
            case SUSPECTED, REMEMBERED, LEFT -> false;
        };
    }

    /** The cells it looks after and how many members the smallest of their groups has. */
    private Object groups() {
        List<CellLine> cells = peer.cells().join();
        int smallest = cells.stream().mapToInt(cell -> cell.members().size()).min().orElse(0);
        return Map.of("cells", cells.size(), "smallestGroup", smallest);
    }

    private Object page(String name) {
        return peer.page(name)
                .join()
                .<Object>map(page ->
                        Map.of(
                                "text", page.text(),
                                "ts", page.ts(),
                                "chainHash", page.chainHash(),
                                "tentative", page.tentative()))
                .orElse(Map.of("text", "", "ts", 0, "chainHash", "", "tentative", 0));
    }

    /** Timestamps and patches, at most a thousand. */
    private Object history(String name, long from) {
        return peer.history(name, from, 1_000).join().stream()
                .filter(line -> line.ts() != HistoryLine.TENTATIVE)
                .map(line -> Map.of("ts", line.ts(), "patch", line.patchId()))
                .toList();
    }

    /** Saves the page with one more line at its end. */
    private Object append(String name, String line) {
        Optional<PageView> page = peer.page(name).join();
        PageSave save =
                page.map(p -> PageSave.of(name, p.text() + line + "\n").basedOn(p.revision()))
                        .orElse(PageSave.of(name, line + "\n"));
        return switch (peer.save(save).join()) {
            case SaveOutcome.Saved saved -> Map.of("patch", saved.patchId());
            case SaveOutcome.UnknownBase _ -> Map.of("error", "the base is not known any more");
            case SaveOutcome.Refused refused -> Map.of("error", refused.why());
        };
    }
}
