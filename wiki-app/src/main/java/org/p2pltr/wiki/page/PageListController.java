package org.p2pltr.wiki.page;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.p2pltr.peer.PageLine;
import org.p2pltr.wiki.peer.RecentChanges;
import org.p2pltr.wiki.peer.Titles;
import org.p2pltr.wiki.web.Times;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of all pages, and the way to a new one. */
@Controller
class PageListController {
    private static final int LINES = 100;

    /** Most pages with open conflicts that are marked as such. */
    private static final int CONFLICTED = 1_000;

    private final Pages pages;
    private final PageNaming naming;
    private final Titles titles;
    private final RecentChanges index;

    PageListController(Pages pages, PageNaming naming, Titles titles, RecentChanges index) {
        this.pages = pages;
        this.naming = naming;
        this.titles = titles;
        this.index = index;
    }

    @GetMapping("/pages")
    String list(
            @RequestParam(defaultValue = "") String prefix,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        List<PageLine> found = pages.list(prefix, tag, after, LINES);
        model.addAttribute("prefix", prefix);
        model.addAttribute("tag", tag);
        Set<String> conflicted = new TreeSet<>(index.conflicted(CONFLICTED));
        model.addAttribute(
                "pages",
                found.stream().map(p -> Line.of(p, conflicted.contains(p.name()))).toList());
        if (found.size() == LINES) model.addAttribute("next", found.getLast().name());
        return "page/list";
    }

    @GetMapping("/new")
    String create(@RequestParam(defaultValue = "") String name, Model model) {
        if (!name.isBlank()) return "redirect:" + PageAddress.of(keyOf(name.strip())) + "/edit";
        model.addAttribute("name", name);
        model.addAttribute("problem", "");
        return "page/new";
    }

    /** The page of this name if there is one, else the key for a new one. */
    private String keyOf(String title) {
        return naming.resolve(title) instanceof Named.Page(var page, _)
                ? page.name()
                : naming.keyFor(title);
    }

    /** Opens the page of this name, or shows those whose titles are like it. */
    @GetMapping("/open")
    String open(@RequestParam(defaultValue = "") String q, Model model) {
        String letters = q.strip();
        if (letters.isEmpty()) return "redirect:/pages";
        if (naming.isThere(letters)) return "redirect:" + PageAddress.of(letters);
        model.addAttribute("q", letters);
        model.addAttribute("found", PageLink.of(titles.like(letters, LINES)));
        return "page/found";
    }

    /** A line of the list. */
    record Line(
            String title,
            String address,
            String kind,
            String words,
            String changed,
            String by,
            String comment) {
        static Line of(PageLine page, boolean conflicted) {
            boolean waits = page.tentative() > 0;
            String kind = conflicted ? "conflict" : waits ? "waiting" : "version";
            String words = waits ? "Waiting" : "Version " + page.newestTs();
            return new Line(
                    page.title(),
                    PageAddress.of(page.name(), page.title()),
                    kind,
                    conflicted ? "Conflict to review" : words,
                    Times.of(page.updatedAt()),
                    page.updatedBy(),
                    page.comment());
        }
    }
}
