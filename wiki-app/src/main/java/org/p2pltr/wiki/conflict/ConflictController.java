package org.p2pltr.wiki.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.wiki.notice.Receipts;
import org.p2pltr.wiki.page.PageAddress;
import org.p2pltr.wiki.page.Pages;
import org.p2pltr.wiki.page.StateView;
import org.p2pltr.wiki.peer.RecentChanges;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.NotFoundException;
import org.p2pltr.wiki.web.Times;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of open conflicts, one conflict, and the choice that ends it. */
@Controller
class ConflictController {
    /** Most pages in the list. */
    private static final int PAGES = 100;

    private final Pages pages;
    private final RecentChanges index;
    private final Receipts receipts;
    private final WikiPeer peer;

    ConflictController(Pages pages, RecentChanges index, Receipts receipts, WikiPeer peer) {
        this.pages = pages;
        this.index = index;
        this.receipts = receipts;
        this.peer = peer;
    }

    @GetMapping("/conflicts")
    String list(Model model) {
        model.addAttribute("conflicts", open(""));
        return "conflict/list";
    }

    /** The first open conflict of a page. */
    @GetMapping("/wiki/{name}/conflicts")
    String first(@PathVariable String name) {
        PageView page = page(name);
        String address = PageAddress.of(page.name());
        return OpenConflict.of(page).stream()
                .findFirst()
                .map(open -> "redirect:" + address + "/conflicts/" + open.key())
                .orElse("redirect:" + PageAddress.of(page));
    }

    @GetMapping("/wiki/{name}/conflicts/{key}")
    String show(
            @PathVariable String name,
            @PathVariable String key,
            @RequestParam(defaultValue = "both") String choice,
            Model model) {
        PageView page = page(name);
        Optional<OpenConflict> open = OpenConflict.of(page, key);
        // Somebody chose meanwhile: the page tells how it reads now.
        if (open.isEmpty()) return "redirect:" + PageAddress.of(page);
        StateView state = StateView.of(page, receipts.of(page.name(), page.ts()));
        model.addAttribute(
                "conflict",
                ConflictScreen.of(
                        page,
                        open.get(),
                        Choice.of(choice),
                        Origin.of(peer, page, open.get()),
                        state));
        model.addAttribute("name", page.name());
        model.addAttribute("conflicts", open(key));
        return "conflict/show";
    }

    @PostMapping("/wiki/{name}/conflicts/{key}")
    String choose(
            @PathVariable String name,
            @PathVariable String key,
            @RequestParam String choice,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String author) {
        PageView page = page(name);
        Optional<OpenConflict> open = OpenConflict.of(page, key);
        if (open.isPresent()) save(page, open.get(), Choice.of(choice), text, author);
        return "redirect:" + PageAddress.of(page);
    }

    private void save(PageView page, OpenConflict open, Choice choice, String text, String author) {
        // Browsers send every line end as CR LF.
        String typed = page.text().contains("\r\n") ? text : text.replace("\r\n", "\n");
        PageSave save =
                new Resolution(page, open)
                        .save(choice, typed)
                        .commented("Conflict: " + words(choice))
                        .by(author.strip());
        switch (pages.save(save)) {
            case SaveOutcome.Saved _ -> {}
            case SaveOutcome.Refused(String why) -> throw new IllegalArgumentException(why);
            case SaveOutcome.UnknownBase _ ->
                    throw new IllegalArgumentException(
                            "The page has moved on while you chose; look at it once more.");
        }
    }

    private static String words(Choice choice) {
        return switch (choice) {
            case THEIRS -> "took theirs";
            case MINE -> "took mine";
            case BOTH -> "kept the page as it stood";
            case EDIT -> "wrote the passage anew";
        };
    }

    private PageView page(String name) {
        return pages.find(name)
                .orElseThrow(
                        () -> new NotFoundException("There is no page named " + name + " here."));
    }

    private List<Line> open(String present) {
        List<Line> lines = new ArrayList<>();
        for (String name : index.conflicted(PAGES))
            pages.present(name)
                    .ifPresent(page ->
                            OpenConflict.of(page).stream()
                                    .map(open -> Line.of(page, open, present))
                                    .forEach(lines::add));
        return lines;
    }

    /** A line of the list. */
    record Line(
            String title,
            String address,
            String where,
            String changed,
            String by,
            boolean present) {
        static Line of(PageView page, OpenConflict open, String present) {
            return new Line(
                    page.title(),
                    address(page, open),
                    open.where(),
                    Times.of(page.updatedAt()),
                    page.updatedBy(),
                    open.key().equals(present));
        }

        private static String address(PageView page, OpenConflict open) {
            return PageAddress.of(page.name()) + "/conflicts/" + open.key();
        }
    }
}
