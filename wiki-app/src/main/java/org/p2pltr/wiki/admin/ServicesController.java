package org.p2pltr.wiki.admin;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.p2pltr.peer.CellPart;
import org.p2pltr.peer.KeptLine;
import org.p2pltr.peer.PeerView;
import org.p2pltr.peer.TimestampLine;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What this peer does for the others: timestamps, log entries; and what happened. */
@Controller
class ServicesController {
    private static final int LINES = 200;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss.SSS", Locale.ENGLISH);

    private final WikiPeer peer;
    private final EventLog events;

    ServicesController(WikiPeer peer, EventLog events) {
        this.peer = peer;
        this.events = events;
    }

    @GetMapping("/admin/timestamps")
    String timestamps(@RequestParam(defaultValue = "") String after, Model model) {
        PeerNames names = new PeerNames(peer.peers());
        PeerView self = peer.peer();
        List<TimestampLine> lines = peer.timestamps(after, LINES);
        model.addAttribute("lines", lines.stream().map(l -> StampRow.of(l, names)).toList());
        model.addAttribute("masterOf", self.masterOf());
        model.addAttribute("memberOf", self.memberOf());
        model.addAttribute("cells", peer.network().cells());
        model.addAttribute(
                "more", lines.size() == LINES ? List.of(lines.getLast().name()) : List.of());
        return "admin/timestamps";
    }

    @GetMapping("/admin/log")
    String log(@RequestParam(defaultValue = "") String after, Model model) {
        List<KeptLine> lines = peer.kept(after, LINES);
        model.addAttribute("lines", lines.stream().map(KeptRow::of).toList());
        model.addAttribute("entries", peer.peer().logEntries());
        model.addAttribute("segment", peer.network().segment());
        model.addAttribute(
                "more", lines.size() == LINES ? List.of(lines.getLast().name()) : List.of());
        return "admin/log";
    }

    @GetMapping("/admin/events")
    String events(@RequestParam(defaultValue = "") String contains, Model model) {
        PeerNames names = new PeerNames(peer.peers());
        model.addAttribute("contains", contains);
        model.addAttribute(
                "lines",
                events.containing(contains).stream()
                        .map(line ->
                                new EventRow(
                                        CLOCK.format(line.at().atZone(ZoneId.systemDefault())),
                                        names.in(line.what())))
                        .toList());
        model.addAttribute("kept", EventLog.KEPT);
        model.addAttribute("shown", EventLog.SHOWN);
        return "admin/events";
    }

    /** A document whose timestamps this peer looks after. */
    record StampRow(
            String name,
            int cell,
            String part,
            long lastTs,
            String hash,
            String members,
            String ballot) {
        static StampRow of(TimestampLine line, PeerNames names) {
            return new StampRow(
                    line.name(),
                    line.cell(),
                    line.part() == CellPart.MASTER_KEY ? "Master-key" : "Master-Succ",
                    line.lastTs(),
                    PeerNames.grouped(line.chainHash(), 8),
                    names.list(line.members()),
                    line.ballot());
        }
    }

    /** What is kept of a document. */
    record KeptRow(String name, String spans, long entries, String size) {
        static KeptRow of(KeptLine line) {
            return new KeptRow(
                    line.name(),
                    line.spans().stream()
                            .map(s ->
                                    s.first() == s.last()
                                            ? "" + s.first()
                                            : s.first() + "–" + s.last())
                            .collect(Collectors.joining(", ")),
                    line.entries(),
                    String.format(Locale.ENGLISH, "%,.1f kB", line.bytes() / 1000.0));
        }
    }

    /** Something that happened. */
    record EventRow(String at, String what) {}
}
