package org.p2pltr.wiki.page;

import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.DraftView;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.wiki.markdown.PageLinks;
import org.p2pltr.wiki.markdown.WikiMarkdown;
import org.p2pltr.wiki.notice.Receipts;
import org.p2pltr.wiki.peer.WikiDrafts;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Read, edit and save a page. */
@Controller
class PageController {
    private final Pages pages;
    private final WikiMarkdown markdown;
    private final Receipts receipts;
    private final WikiDrafts drafts;

    PageController(Pages pages, WikiMarkdown markdown, Receipts receipts, WikiDrafts drafts) {
        this.pages = pages;
        this.markdown = markdown;
        this.receipts = receipts;
        this.drafts = drafts;
    }

    @GetMapping("/wiki/{name}")
    ModelAndView read(@PathVariable String name, @RequestParam Optional<Long> ts) {
        if (ts.isPresent()) return asOf(name, ts.get());
        Optional<PageView> page = pages.find(name);
        return page.isPresent() ? screen(page.get(), true) : missing(name);
    }

    /**
     * @param draft with which to go on
     * @param asking the editor that is open already and asks for what changed around it
     */
    @GetMapping("/wiki/{name}/edit")
    ModelAndView edit(
            @PathVariable String name, @RequestParam Optional<String> draft, DraftForm asking) {
        Optional<PageView> page = pages.find(name);
        SaveForm empty = page.map(SaveForm::of).orElse(SaveForm.EMPTY);
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
                .addObject("drafts", draftsBeside(beside, nameOf(name, page)));
    }

    @PostMapping("/wiki/{name}")
    ModelAndView save(@PathVariable String name, SaveForm form, DraftForm draft) {
        Optional<PageView> now = pages.find(name);
        boolean windows = now.map(page -> page.text().contains("\r\n")).orElse(false);
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
                yield new ModelAndView("redirect:" + PageAddress.of(page.name()) + "#saved");
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

    private ModelAndView asOf(String name, long ts) {
        PageView page =
                pages.at(name, ts)
                        .orElseThrow(() ->
                                new NotFoundException(
                                        "There is no Version " + ts + " of " + name + " here."));
        return screen(page, false);
    }

    private ModelAndView screen(PageView page, boolean current) {
        PageLinks links = new KnownPages(pages);
        PageScreen screen =
                PageScreen.of(page, markdown.render(page.text(), links), state(page), current);
        ModelAndView view = new ModelAndView("page/read", "page", screen);
        return current
                ? view.addObject("drafts", draftsBeside(DraftForm.NONE, page.name()))
                : view;
    }

    private ModelAndView missing(String name) {
        ModelAndView view = new ModelAndView("page/missing", HttpStatus.NOT_FOUND);
        view.addObject("name", name);
        view.addObject("address", PageAddress.of(name));
        return view;
    }

    private ModelAndView again(
            String name, SaveForm form, DraftForm draft, String problem, HttpStatus status) {
        return editor(name, pages.find(name), form, draft, problem, status)
                .addObject("fresh", false)
                .addObject("drafts", List.of());
    }

    private StateView state(PageView page) {
        return StateView.of(page, receipts.of(page.name(), page.ts()));
    }

    private ModelAndView editor(
            String name,
            Optional<PageView> page,
            SaveForm form,
            DraftForm draft,
            String problem,
            HttpStatus status) {
        ModelAndView view = new ModelAndView("page/edit", status);
        view.addObject("pageTitle", page.map(PageView::title).orElse(name));
        view.addObject("address", PageAddress.of(name));
        page.ifPresent(present -> view.addObject("state", state(present)));
        view.addObject("name", nameOf(name, page));
        view.addObject("ts", page.map(PageView::ts).orElse(0L));
        view.addObject("form", form);
        view.addObject("keeping", draft);
        view.addObject("problem", problem);
        return view;
    }

    private static String nameOf(String asked, Optional<PageView> page) {
        return page.map(PageView::name).orElse(asked);
    }

    private List<DraftLine> draftsBeside(DraftForm shown, String name) {
        return DraftLine.of(
                drafts.of(name).drafts().stream().filter(draft -> !shown.shows(draft)).toList());
    }
}
