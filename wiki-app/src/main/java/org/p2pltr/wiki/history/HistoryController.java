package org.p2pltr.wiki.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.HistoryLine;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.page.PageAddress;
import org.p2pltr.wiki.page.StateView;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.NotFoundException;
import org.p2pltr.wiki.web.Times;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Every patch of a page, newest first, and what lies between two of its versions. */
@Controller
class HistoryController {
    private static final int LINES = 100;

    private final WikiPeer peer;
    private final Differences differences;

    HistoryController(WikiPeer peer, Differences differences) {
        this.peer = peer;
        this.differences = differences;
    }

    /**
     * {@code from} and {@code to} choose what is compared, {@code now} stands for the local view;
     * as it is the newest version with the one before.
     */
    @GetMapping("/wiki/{name}/history")
    String list(
            @PathVariable String name,
            @RequestParam Optional<Long> before,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam(defaultValue = "side") String show,
            @RequestParam(defaultValue = "") String done,
            Model model) {
        PageView page =
                peer.page(name)
                        .orElseThrow(() ->
                                new NotFoundException("There is no page named " + name + " here."));
        long last = before.map(ts -> ts - 1).orElse(page.ts());
        long first = Math.max(1, last - LINES + 1);
        // A page that has no version yet is compared as it waits.
        long newest = last == 0 && page.tentative() > 0 ? Differences.LOCAL : last;
        long right = to.map(HistoryController::version).orElse(newest);
        long left =
                from.map(HistoryController::version).orElse(Math.max(0, ordered(right, page) - 1));
        model.addAttribute("pageTitle", page.title());
        model.addAttribute("address", PageAddress.of(page.name()));
        model.addAttribute("link", PageAddress.of(page));
        model.addAttribute("name", page.name());
        List<Line> lines = lines(page, before, first, last);
        model.addAttribute("lines", lines.stream().map(l -> l.chosen(left, right)).toList());
        if (first > 1) model.addAttribute("older", first);
        model.addAttribute("waiting", page.tentative());
        model.addAttribute("done", PatchController.told(done));
        if (page.ts() > 0 || page.tentative() > 0) compare(page, left, right, show, model);
        return "history/list";
    }

    private void compare(PageView page, long one, long other, String show, Model model) {
        boolean turned = ordered(one, page) > ordered(other, page);
        long from = turned ? other : one;
        long to = turned ? one : other;
        Difference difference = differences.between(page.name(), from, to);
        model.addAttribute("from", number(from));
        model.addAttribute("to", number(to));
        model.addAttribute("heading", heading(from, to));
        boolean inline = show.equals("inline");
        model.addAttribute(
                "diff",
                DiffScreen.of(difference.comparison(), told(page, from), told(page, to), inline));
    }

    private List<Line> lines(PageView page, Optional<Long> before, long first, long last) {
        List<HistoryLine> lines = new ArrayList<>(peer.history(page.name(), first, 1_000));
        lines.removeIf(line ->
                line.ts() > last || (before.isPresent() && line.ts() == HistoryLine.TENTATIVE));
        Collections.reverse(lines);
        // All that waits is one step from the newest version: only the last of it can be compared.
        boolean[] offered = {false};
        return lines.stream()
                .map(line -> {
                    boolean tentative = line.ts() == HistoryLine.TENTATIVE;
                    boolean offers = !tentative || !offered[0];
                    if (tentative) offered[0] = true;
                    return Line.of(line, offers);
                })
                .toList();
    }

    private String told(PageView page, long ts) {
        if (ts <= 0) return words(ts);
        return peer.history(page.name(), ts, 1).stream()
                .filter(line -> line.ts() == ts)
                .findFirst()
                .map(line -> words(ts) + ", " + line.author() + ", " + Times.of(line.time()))
                .orElse(words(ts));
    }

    private static String words(long ts) {
        if (ts == Differences.LOCAL) return "What waits here";
        return ts == 0 ? "Before the first save" : "Version " + ts;
    }

    private static String heading(long from, long to) {
        if (from == to) return words(from);
        return from > 0 && to > 0 ? words(from) + " to " + to : words(from) + " to " + words(to);
    }

    private static String number(long ts) {
        return ts == Differences.LOCAL ? "now" : Long.toString(ts);
    }

    private static long ordered(long ts, PageView page) {
        return ts == Differences.LOCAL ? page.ts() + 1 : ts;
    }

    private static long version(String asked) {
        if (asked.equals("now")) return Differences.LOCAL;
        try {
            long ts = Long.parseLong(asked);
            if (ts >= 0) return ts;
        } catch (NumberFormatException e) {
            // Told below, like a negative number.
        }
        throw new IllegalArgumentException(
                "a version is a whole number or the word now, not '" + asked + "'");
    }

    /** A line of the history; {@code number} is empty where there is nothing to compare. */
    record Line(
            long ts,
            String number,
            boolean from,
            boolean to,
            String kind,
            String words,
            String author,
            String when,
            String comment,
            String chainHash,
            String patch) {
        static Line of(HistoryLine line, boolean offers) {
            boolean tentative = line.ts() == HistoryLine.TENTATIVE;
            String number = tentative ? "now" : Long.toString(line.ts());
            return new Line(
                    line.ts(),
                    offers ? number : "",
                    false,
                    false,
                    tentative ? "waiting" : "version",
                    tentative ? "Waiting" : "Version " + line.ts(),
                    line.author(),
                    Times.of(line.time()),
                    line.comment(),
                    tentative ? "not yet" : StateView.brief(line.chainHash()),
                    line.patchId());
        }

        Line chosen(long left, long right) {
            boolean from = number.equals(HistoryController.number(left));
            boolean to = number.equals(HistoryController.number(right));
            return new Line(
                    ts, number, from, to, kind, words, author, when, comment, chainHash, patch);
        }
    }
}
