package org.p2pltr.wiki.page;

import org.p2pltr.peer.DraftList;
import org.p2pltr.wiki.peer.WikiDrafts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of what was typed and not saved. Source: wiki.md, row "editor". */
@Controller
class DraftController {
    private static final int LINES = 50;

    private final WikiDrafts drafts;

    DraftController(WikiDrafts drafts) {
        this.drafts = drafts;
    }

    @GetMapping("/drafts")
    String list(@RequestParam(defaultValue = "") String after, Model model) {
        DraftList found = drafts.list(after, LINES);
        model.addAttribute("drafts", DraftLine.of(found.drafts()));
        model.addAttribute("after", after);
        if (found.more()) model.addAttribute("next", found.drafts().getLast().draftId());
        return "page/drafts";
    }

    /** Asked for on the list, where a person opens it first. */
    @PostMapping("/drafts/drop")
    String drop(@RequestParam String draft) {
        drafts.remove(draft);
        return "redirect:/drafts";
    }
}
