package org.p2pltr.wiki.history;

import java.util.List;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.peer.UndoOutcome;
import org.p2pltr.wiki.page.PageAddress;
import org.p2pltr.wiki.page.Pages;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The buttons of the history: undo a validated patch, discard one that waits, squash those that
 * wait. Afterwards the history tells what happened.
 */
@Controller
class PatchController {
    private final Pages pages;

    PatchController(Pages pages) {
        this.pages = pages;
    }

    @PostMapping("/wiki/{name}/undo")
    ModelAndView undo(
            @PathVariable String name,
            @RequestParam long ts,
            @RequestParam(defaultValue = "") String author) {
        return switch (pages.undo(name, ts, author.strip(), "")) {
            case UndoOutcome.Undone(_, _, int conflicts) ->
                    done(name, conflicts > 0 ? "undone-partly" : "undone");
            case UndoOutcome.NoPatch _ ->
                    throw new NotFoundException(
                            "There is no Version " + ts + " of " + name + " here.");
            case UndoOutcome.Refused(String why) -> refused("Not undone", why);
        };
    }

    @PostMapping("/wiki/{name}/discard")
    ModelAndView discard(@PathVariable String name, @RequestParam String patch) {
        return outcome(name, pages.discard(name, patch), "discarded", "Not discarded");
    }

    @PostMapping("/wiki/{name}/squash")
    ModelAndView squash(@PathVariable String name) {
        return outcome(name, pages.squash(name, List.of()), "squashed", "Not squashed");
    }

    private static ModelAndView outcome(
            String name, SaveOutcome outcome, String done, String refused) {
        return switch (outcome) {
            case SaveOutcome.Saved _ -> done(name, done);
            case SaveOutcome.Refused(String why) -> refused(refused, why);
            case SaveOutcome.UnknownBase _ ->
                    throw new IllegalStateException("nothing was based on anything");
        };
    }

    private static ModelAndView done(String name, String what) {
        return new ModelAndView("redirect:" + PageAddress.of(name) + "/history?done=" + what);
    }

    private static ModelAndView refused(String title, String why) {
        ModelAndView view = new ModelAndView("error", HttpStatus.UNPROCESSABLE_CONTENT);
        view.addObject("title", title);
        view.addObject("detail", Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".");
        return view;
    }

    /** What happened, for people; nothing for words that are none of ours. */
    static String told(String done) {
        return switch (done) {
            case "undone" ->
                    "Undone: a new save takes that version back. Nothing else on the page changed.";
            case "undone-partly" ->
                    "Undone as far as possible: some of that version was changed again since. That"
                            + " stands on the page as a conflict, for you to choose.";
            case "discarded" ->
                    "Discarded: that save is off the page, and the page as it was is kept as a"
                            + " draft.";
            case "squashed" -> "Squashed: the saves that waited are one save now.";
            default -> "";
        };
    }
}
