package org.p2pltr.wiki.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.DraftView;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.wiki.peer.WikiDrafts;
import org.p2pltr.wiki.web.ContentPolicy;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Write a page: the editor, its preview, its save. */
@Controller
class EditorController {
    private final Pages pages;
    private final PageTexts texts;
    private final WikiDrafts drafts;

    EditorController(Pages pages, PageTexts texts, WikiDrafts drafts) {
        this.pages = pages;
        this.texts = texts;
        this.drafts = drafts;
    }

    /** The editor's script makes its own style sheet. */
    @ModelAttribute("styleNonce")
    String styleNonce(HttpServletRequest request) {
        return ContentPolicy.styleNonce(request);
    }

    /**
     * @param draft with which to go on
     * @param asking the editor that is open already and asks for what changed around it
     */
    @GetMapping("/wiki/{name}/edit")
    ModelAndView edit(
            @PathVariable String name, @RequestParam Optional<String> draft, DraftForm asking) {
        Optional<PageView> page = pages.find(name);
        SaveForm empty = page.map(SaveForm::of).orElseGet(() -> SaveForm.fresh(name));
        Optional<DraftView> found = draft.flatMap(drafts::find);
        String problem =
                draft.isPresent() && found.isEmpty()
                        ? "That draft is not here any more: it was saved or dropped."
                        : "";
        SaveForm form = found.map(SaveForm::of).orElse(empty);
        DraftForm own = found.map(DraftForm::of).orElseGet(DraftForm::fresh);
        DraftForm beside = asking.editor().isEmpty() ? own : asking;
        return editor(name, page, form, own, problem, HttpStatus.OK)
                .addObject("fresh", found.isEmpty())
                .addObject("drafts", texts.draftsBeside(beside, nameOf(name, page)));
    }

    /** Without script the preview is a screen of its own, with the editor as it was. */
    @PostMapping("/wiki/{name}/preview")
    ModelAndView preview(@PathVariable String name, SaveForm form, DraftForm draft) {
        return again(name, form, draft, "", HttpStatus.OK)
                .addObject("preview", texts.html(form.text()));
    }

    @PostMapping("/wiki/{name}")
    ModelAndView save(@PathVariable String name, SaveForm form, DraftForm draft) {
        Optional<PageView> now = pages.find(name);
        boolean windows = now.filter(SaveForm::hasWindowsLines).isPresent();
        PageSave save;
        try {
            save = form.toSave(name, windows, now.map(PageView::tags).orElse(List.of()));
        } catch (IllegalArgumentException e) {
            // A tag that is none: what was typed stays in the editor.
            return again(name, form, draft, String.valueOf(e.getMessage()), HttpStatus.BAD_REQUEST);
        }
        return switch (pages.save(save)) {
            case SaveOutcome.Saved(PageView page, _) -> {
                dropSaved(page.name(), draft);
                yield new ModelAndView("redirect:" + PageAddress.of(page) + "#saved");
            }
            case SaveOutcome.Refused(String why) ->
                    again(name, form, draft, why, HttpStatus.UNPROCESSABLE_CONTENT);
            case SaveOutcome.UnknownBase(String id, _) ->
                    again(
                            name,
                            form.withoutBase(),
                            drafts.find(id).map(draft::keptAs).orElse(draft),
                            "The page has moved on since this editor was opened, too long ago to know how. Your text is"
                                    + " kept as a draft and stands below: saving again adds it to the page as it is now.",
                            HttpStatus.CONFLICT);
        };
    }

    /** What was typed since in another window stays. */
    private void dropSaved(String name, DraftForm draft) {
        drafts.of(name).drafts().stream()
                .filter(draft::saves)
                .forEach(each -> drafts.remove(each.draftId(), each.keptAt()));
    }

    private ModelAndView again(
            String name, SaveForm form, DraftForm draft, String problem, HttpStatus status) {
        return editor(name, pages.find(name), form, draft, problem, status)
                .addObject("fresh", false)
                .addObject("drafts", List.of());
    }

    private ModelAndView editor(
            String name,
            Optional<PageView> page,
            SaveForm form,
            DraftForm draft,
            String problem,
            HttpStatus status) {
        ModelAndView view = new ModelAndView("page/edit", status);
        view.addObject(
                "pageTitle", page.map(PageView::title).orElseGet(() -> Pages.titleFor(name)));
        view.addObject("address", PageAddress.of(name));
        view.addObject("link", page.map(PageAddress::of).orElseGet(() -> PageAddress.of(name)));
        page.ifPresent(present -> view.addObject("state", texts.state(present)));
        view.addObject("name", nameOf(name, page));
        view.addObject("ts", page.map(PageView::ts).orElse(0L));
        view.addObject("form", form);
        view.addObject("keeping", draft);
        view.addObject("problem", problem);
        view.addObject("lines", page.filter(SaveForm::hasWindowsLines).isPresent() ? "crlf" : "lf");
        return view;
    }

    private static String nameOf(String asked, Optional<PageView> page) {
        return page.map(PageView::name).orElse(asked);
    }
}
