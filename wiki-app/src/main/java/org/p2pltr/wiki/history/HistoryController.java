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

/** Every patch of a page, newest first. */
@Controller
class HistoryController {
    private static final int LINES = 100;

    private final WikiPeer peer;

    HistoryController(WikiPeer peer) {
        this.peer = peer;
    }

    @GetMapping("/wiki/{name}/history")
    String list(@PathVariable String name, @RequestParam Optional<Long> before, Model model) {
        PageView page =
                peer.page(name)
                        .orElseThrow(() ->
                                new NotFoundException("There is no page named " + name + " here."));
        long last = before.map(ts -> ts - 1).orElse(page.ts());
        long first = Math.max(1, last - LINES + 1);
        List<HistoryLine> lines = new ArrayList<>(peer.history(name, first, 1_000));
        lines.removeIf(line ->
                line.ts() > last || (before.isPresent() && line.ts() == HistoryLine.TENTATIVE));
        Collections.reverse(lines);
        model.addAttribute("title", page.title());
        model.addAttribute("address", PageAddress.of(page.name()));
        model.addAttribute("lines", lines.stream().map(Line::of).toList());
        if (first > 1) model.addAttribute("older", first);
        return "history/list";
    }

    /** A line of the history. */
    record Line(
            long ts,
            String kind,
            String words,
            String author,
            String when,
            String comment,
            String chainHash) {
        static Line of(HistoryLine line) {
            boolean tentative = line.ts() == HistoryLine.TENTATIVE;
            return new Line(
                    line.ts(),
                    tentative ? "waiting" : "version",
                    tentative ? "Waiting" : "Version " + line.ts(),
                    line.author(),
                    Times.of(line.time()),
                    line.comment(),
                    tentative ? "not yet" : StateView.brief(line.chainHash()));
        }
    }
}
