package org.p2pltr.wiki.page;

import java.util.Optional;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.peer.Watched;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Read a page. */
@Controller
class PageController {
    private final Pages pages;
    private final PageNaming naming;
    private final PageTexts texts;
    private final Watched watched;

    PageController(Pages pages, PageNaming naming, PageTexts texts, Watched watched) {
        this.watched = watched;
        this.pages = pages;
        this.naming = naming;
        this.texts = texts;
    }

    /** {@code key} asks for the page with this key, whatever is called so now. */
    @GetMapping("/wiki/{name}")
    ModelAndView read(
            @PathVariable String name,
            @RequestParam Optional<Long> ts,
            @RequestParam Optional<String> key) {
        if (ts.isPresent()) return asOf(name, ts.get());
        if (key.isPresent())
            return pages.find(name).map(page -> screen(page, true)).orElseGet(() -> missing(name));
        return switch (naming.resolve(name)) {
            case Named.Page(PageView page, var others) ->
                    screen(page, true).addObject("others", PageLink.of(others));
            case Named.Renamed(PageView page) ->
                    screen(page, true).addObject("called", page.name());
            case Named.Nothing _ -> missing(name);
        };
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
        PageScreen screen =
                PageScreen.of(page, texts.rendered(page.text()), texts.state(page), current);
        ModelAndView view = new ModelAndView("page/read", "page", screen);
        if (!current) return view;
        return view.addObject("drafts", texts.draftsBeside(DraftForm.NONE, page.name()))
                .addObject("watched", watched.contains(page.name()))
                .addObject("linking", PageLink.of(naming.linking(page)));
    }

    private ModelAndView missing(String name) {
        ModelAndView view = new ModelAndView("page/missing", HttpStatus.NOT_FOUND);
        view.addObject("name", name);
        view.addObject("address", PageAddress.of(name));
        return view;
    }
}
