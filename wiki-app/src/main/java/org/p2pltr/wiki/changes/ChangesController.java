package org.p2pltr.wiki.changes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2pltr.wiki.page.PageAddress;
import org.p2pltr.wiki.peer.RecentChange;
import org.p2pltr.wiki.peer.RecentChanges;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.Times;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was validated lately, over all pages, newest first. */
@Controller
class ChangesController {
    private static final int LINES = 100;

    /** Most spaces to choose from. */
    private static final int SPACES = 200;

    private final RecentChanges changes;
    private final WikiPeer peer;

    ChangesController(RecentChanges changes, WikiPeer peer) {
        this.changes = changes;
        this.peer = peer;
    }

    @GetMapping("/changes")
    String list(@RequestParam(defaultValue = "0") long before, Wanted wanted, Model model) {
        List<RecentChange> found = changes.before(wanted.filter(peer), before, LINES);
        Map<String, List<Line>> days = new LinkedHashMap<>();
        for (RecentChange change : found)
            days.computeIfAbsent(Times.day(change.time()), day -> new ArrayList<>())
                    .add(Line.of(change));
        model.addAttribute(
                "days",
                days.entrySet().stream().map(d -> new Day(d.getKey(), d.getValue())).toList());
        model.addAttribute("wanted", wanted);
        model.addAttribute("spaces", changes.spaces(SPACES));
        if (found.size() == LINES) model.addAttribute("older", found.getLast().seq());
        return "changes/list";
    }

    /** The changes of one day. */
    record Day(String name, List<Line> lines) {}

    /** One change. */
    record Line(
            String time, String title, String address, String diff, String author, String what) {
        static Line of(RecentChange change) {
            String comment = change.comment().isEmpty() ? "" : ": " + change.comment();
            long ts = change.ts();
            return new Line(
                    Times.clock(change.time()),
                    change.title(),
                    PageAddress.of(change.name(), change.title()),
                    PageAddress.of(change.name())
                            + "/history?from="
                            + (ts - 1)
                            + "&to="
                            + ts
                            + "#difference",
                    change.author(),
                    "Version " + ts + comment);
        }
    }
}
