package org.p2pltr.wiki.away;

import java.util.List;
import java.util.Optional;
import org.p2pltr.wiki.history.DiffScreen;
import org.p2pltr.wiki.history.Differences;
import org.p2pltr.wiki.page.PageAddress;
import org.p2pltr.wiki.peer.Absence;
import org.p2pltr.wiki.peer.Carried;
import org.p2pltr.wiki.peer.Missed;
import org.p2pltr.wiki.web.NotFoundException;
import org.p2pltr.wiki.web.Times;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Everything that others validated while somebody was away, as differences. */
@Controller
class AwayController {
    /** Most pages whose differences are shown at once. */
    private static final int PAGES = 10;

    /** Most pages in the lists. */
    private static final int LINES = 500;

    private final Absence absence;
    private final Differences differences;

    AwayController(Absence absence, Differences differences) {
        this.absence = absence;
        this.differences = differences;
    }

    @GetMapping("/away")
    String away(Model model) {
        List<Missed> missed = absence.missed(LINES);
        model.addAttribute("since", absence.since().map(Times::of).orElse(""));
        model.addAttribute("changed", missed.stream().limit(PAGES).map(this::changed).toList());
        model.addAttribute("more", missed.stream().skip(PAGES).map(Changed::brief).toList());
        model.addAttribute("own", absence.carried(LINES).stream().map(Own::of).toList());
        return "away/away";
    }

    @PostMapping("/away/seen")
    String seen() {
        absence.seen();
        return "redirect:/changes";
    }

    private Changed changed(Missed missed) {
        Changed brief = Changed.brief(missed);
        try {
            long before = missed.firstTs() - 1;
            var difference = differences.between(missed.name(), before, missed.lastTs());
            return brief.with(DiffScreen.inline(difference));
        } catch (NotFoundException onItsWayHere) {
            return brief;
        }
    }

    /** A page that others changed. */
    record Changed(
            String title, String address, String history, String what, Optional<DiffScreen> diff) {
        static Changed brief(Missed missed) {
            long first = missed.firstTs();
            long last = missed.lastTs();
            String versions =
                    first == last ? "Version " + last : "Version " + first + " to " + last;
            String fresh = first == 1 ? ", new, " : ", ";
            String address = PageAddress.of(missed.name());
            return new Changed(
                    missed.title(),
                    PageAddress.of(missed.name(), missed.title()),
                    address + "/history?from=" + (first - 1) + "&to=" + last + "#difference",
                    versions + fresh + missed.authors(),
                    Optional.empty());
        }

        Changed with(DiffScreen difference) {
            return new Changed(title, address, history, what, Optional.of(difference));
        }
    }

    /** What became of one's own saves of a page. */
    record Own(String title, String address, String what, String history) {
        static Own of(Carried own) {
            String saves = own.patches() == 1 ? "Your save" : "Your " + own.patches() + " saves";
            String versions =
                    own.firstTs() == own.lastTs()
                            ? "Version " + own.lastTs()
                            : "Version " + own.firstTs() + " to " + own.lastTs();
            String what =
                    own.onto() == 0
                            ? " published as " + versions + ". Nobody else had touched the page."
                            : " carried onto Version "
                                    + own.onto()
                                    + " and became "
                                    + versions
                                    + ".";
            return new Own(
                    own.title(),
                    PageAddress.of(own.name(), own.title()),
                    saves + (own.patches() == 1 ? " was" : " were") + what,
                    PageAddress.of(own.name())
                            + "/history?from="
                            + (own.firstTs() - 1)
                            + "&to="
                            + own.lastTs()
                            + "#difference");
        }
    }
}
