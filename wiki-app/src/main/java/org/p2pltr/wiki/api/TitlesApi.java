package org.p2pltr.wiki.api;

import java.util.List;
import org.p2pltr.wiki.page.PageNaming;
import org.p2pltr.wiki.peer.Titles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Completes titles. Source: wiki.md, rows "editor" and "find". */
@RestController
class TitlesApi {
    private final Titles titles;
    private final PageNaming naming;

    TitlesApi(Titles titles, PageNaming naming) {
        this.titles = titles;
        this.naming = naming;
    }

    /** Pages whose title has these letters in it, the likeliest first. */
    @GetMapping("/api/v1/titles")
    List<TitleJson> titles(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "20") int limit) {
        return titles.like(q.strip(), Limits.lines(limit)).stream()
                .map(page -> new TitleJson(page.name(), page.title(), naming.linkTo(page)))
                .toList();
    }

    /** A page, and what to write in a link to it. */
    record TitleJson(String name, String title, String link) {}
}
