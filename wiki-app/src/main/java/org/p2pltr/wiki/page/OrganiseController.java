package org.p2pltr.wiki.page;

import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.wiki.peer.Watched;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Rename, delete and undelete a page, and mend the links to it. Source: wiki.md, "organise". */
@Controller
class OrganiseController {
    private final Pages pages;
    private final PageNaming naming;
    private final Watched watched;

    OrganiseController(Pages pages, PageNaming naming, Watched watched) {
        this.pages = pages;
        this.watched = watched;
        this.naming = naming;
    }

    @GetMapping("/wiki/{name}/organise")
    String organise(
            @PathVariable String name, @RequestParam(defaultValue = "") String done, Model model) {
        PageView page = page(name);
        model.addAttribute("name", page.name());
        model.addAttribute("pageTitle", page.title());
        model.addAttribute("address", PageAddress.of(page.name()));
        model.addAttribute("link", PageAddress.of(page));
        model.addAttribute("deleted", page.deleted());
        model.addAttribute("linking", PageLink.of(naming.linking(page)));
        model.addAttribute("outdated", naming.outdated(page).size());
        model.addAttribute("done", told(done));
        return "page/organise";
    }

    @PostMapping("/wiki/{name}/rename")
    String rename(
            @PathVariable String name,
            @RequestParam String title,
            @RequestParam(defaultValue = "") String author) {
        mustBeSaved(naming.rename(page(name), title, author.strip()));
        return back(name, "renamed");
    }

    /** Watches a page, or does not any more; nobody else is told. */
    @PostMapping("/wiki/{name}/watch")
    String watch(@PathVariable String name, @RequestParam boolean on) {
        PageView page = page(name);
        watched.set(page.name(), on);
        return "redirect:" + PageAddress.of(page);
    }

    @PostMapping("/wiki/{name}/delete")
    String delete(@PathVariable String name, @RequestParam(defaultValue = "") String author) {
        PageView page = page(name);
        mustBeSaved(pages.delete(page.name(), author.strip()));
        return "redirect:" + PageAddress.of(page);
    }

    /** Its last text is its text again. */
    @PostMapping("/wiki/{name}/undelete")
    String undelete(@PathVariable String name, @RequestParam(defaultValue = "") String author) {
        PageView page = page(name);
        PageSave save =
                PageSave.of(page.name(), page.text())
                        .basedOn(page.revision())
                        .commented("Brought back")
                        .by(author.strip());
        if (page.deleted()) mustBeSaved(pages.save(save));
        return "redirect:" + PageAddress.of(page);
    }

    @PostMapping("/wiki/{name}/mend")
    String mend(@PathVariable String name, @RequestParam(defaultValue = "") String author) {
        int mended = naming.mend(page(name), author.strip());
        return back(name, mended == 0 ? "nothing" : "mended");
    }

    private static String back(String name, String done) {
        return "redirect:" + PageAddress.of(name) + "/organise?done=" + done;
    }

    private PageView page(String name) {
        return pages.find(name)
                .orElseThrow(
                        () -> new NotFoundException("There is no page named " + name + " here."));
    }

    private static void mustBeSaved(SaveOutcome outcome) {
        switch (outcome) {
            case SaveOutcome.Saved _ -> {}
            case SaveOutcome.Refused(String why) -> throw new IllegalArgumentException(why);
            case SaveOutcome.UnknownBase _ ->
                    throw new IllegalArgumentException(
                            "The page has moved on meanwhile; look at it once more.");
        }
    }

    /** What happened, for people; nothing for words that are none of ours. */
    private static String told(String done) {
        return switch (done) {
            case "renamed" ->
                    "Renamed. Its history stays, and links with the old name still lead here.";
            case "mended" -> "Mended: the links say the new name now.";
            case "nothing" -> "There was no link to mend.";
            default -> "";
        };
    }
}
