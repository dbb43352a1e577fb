package org.p2pltr.wiki.away;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.HistoryLine;
import org.p2pltr.peer.PageState;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.wiki.history.DiffScreen;
import org.p2pltr.wiki.history.Differences;
import org.p2pltr.wiki.page.PageAddress;
import org.p2pltr.wiki.page.Pages;
import org.p2pltr.wiki.peer.RecentChanges;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.Times;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own saves that wait, over all pages: what they change, discard, squash. */
@Controller
class WaitingController {
    /** Most pages that are shown at once. */
    private static final int PAGES = 50;

    /** Most saves of one page that are listed. */
    private static final int SAVES = 200;

    private final RecentChanges index;
    private final WikiPeer peer;
    private final Pages pages;
    private final Differences differences;

    WaitingController(RecentChanges index, WikiPeer peer, Pages pages, Differences differences) {
        this.index = index;
        this.peer = peer;
        this.pages = pages;
        this.differences = differences;
    }

    /** {@code before} is "publishing" for who is about to come back with a long branch. */
    @GetMapping("/waiting")
    String waiting(
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String done,
            Model model) {
        List<Branch> branches = new ArrayList<>();
        for (String name : index.waiting(PAGES))
            pages.find(name)
                    .filter(page -> page.tentative() > 0)
                    .ifPresent(page -> branches.add(branch(page)));
        model.addAttribute("branches", branches);
        model.addAttribute("saves", branches.stream().mapToInt(b -> b.saves().size()).sum());
        model.addAttribute("publishing", before.equals("publishing") && !branches.isEmpty());
        model.addAttribute("done", told(done));
        return "away/waiting";
    }

    @PostMapping("/waiting/discard")
    String discard(@RequestParam String name, @RequestParam String patch) {
        return outcome(pages.discard(name, patch), "discarded");
    }

    @PostMapping("/waiting/squash")
    String squash(@RequestParam String name) {
        return outcome(pages.squash(name, List.of()), "squashed");
    }

    private static String outcome(SaveOutcome outcome, String done) {
        return switch (outcome) {
            case SaveOutcome.Saved _ -> "redirect:/waiting?done=" + done;
            case SaveOutcome.Refused(String why) -> throw new IllegalArgumentException(why);
            case SaveOutcome.UnknownBase _ ->
                    throw new IllegalStateException("nothing was based on anything");
        };
    }

    private Branch branch(PageView page) {
        List<Save> saves =
                peer.history(page.name(), page.ts() + 1, SAVES).stream()
                        .filter(line -> line.ts() == HistoryLine.TENTATIVE)
                        .map(Save::of)
                        .toList();
        var difference = differences.between(page.name(), page.ts(), Differences.LOCAL);
        return new Branch(
                page.name(),
                page.title(),
                PageAddress.of(page),
                page.state() instanceof PageState.Waiting(_, String why) ? why : "on its way",
                saves,
                Optional.of(DiffScreen.inline(difference)));
    }

    /** What happened, for people; nothing for words that are none of ours. */
    private static String told(String done) {
        return switch (done) {
            case "discarded" ->
                    "Discarded: that save is off the page, and the page as it was is kept as a draft.";
            case "squashed" -> "Squashed: the saves that waited are one save now.";
            default -> "";
        };
    }

    /** The saves of one page that wait. */
    record Branch(
            String name,
            String title,
            String address,
            String why,
            List<Save> saves,
            Optional<DiffScreen> diff) {}

    /** One save that waits. */
    record Save(String patch, String when, String author, String comment) {
        static Save of(HistoryLine line) {
            return new Save(line.patchId(), Times.of(line.time()), line.author(), line.comment());
        }
    }
}
