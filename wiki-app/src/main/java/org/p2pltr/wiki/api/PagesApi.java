package org.p2pltr.wiki.api;

import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.wiki.page.Pages;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages over REST. Source: wiki.md, "REST API". */
@RestController
@RequestMapping("/api/v1/pages")
class PagesApi {
    private final Pages pages;
    private final WikiPeer peer;

    PagesApi(Pages pages, WikiPeer peer) {
        this.pages = pages;
        this.peer = peer;
    }

    @GetMapping
    List<PageLineJson> list(
            @RequestParam(defaultValue = "") String prefix,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        return pages.list(prefix, tag, after, Limits.lines(limit)).stream()
                .map(PageLineJson::of)
                .toList();
    }

    @GetMapping("/{name}")
    ResponseEntity<PageJson> get(@PathVariable String name, @RequestParam Optional<Long> ts) {
        PageView page = ts.isPresent() ? at(name, ts.get()) : present(name);
        return ResponseEntity.ok().eTag(page.revision()).body(PageJson.of(page));
    }

    @PutMapping("/{name}")
    ResponseEntity<SavedJson> put(@PathVariable String name, @RequestBody SaveRequest request) {
        return saved(pages.save(request.toSave(name, () -> tags(name))));
    }

    @DeleteMapping("/{name}")
    ResponseEntity<SavedJson> delete(
            @PathVariable String name, @RequestParam(defaultValue = "") String author) {
        present(name);
        return saved(pages.delete(name, author));
    }

    @GetMapping("/{name}/history")
    List<HistoryLineJson> history(
            @PathVariable String name,
            @RequestParam(defaultValue = "1") long from,
            @RequestParam(defaultValue = "1000") int limit) {
        if (pages.find(name).isEmpty()) throw missing(name);
        return peer.history(name, from, Limits.lines(limit)).stream()
                .map(HistoryLineJson::of)
                .toList();
    }

    private List<String> tags(String name) {
        return pages.find(name).map(PageView::tags).orElse(List.of());
    }

    private PageView present(String name) {
        return pages.present(name).orElseThrow(() -> missing(name));
    }

    private PageView at(String name, long ts) {
        return pages.at(name, ts)
                .orElseThrow(() ->
                        new NotFoundException(
                                "there is no version " + ts + " of '" + name + "' here"));
    }

    private static NotFoundException missing(String name) {
        return new NotFoundException("there is no page named '" + name + "' here");
    }

    static ResponseEntity<SavedJson> saved(SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Saved(PageView page, String patch) ->
                    ResponseEntity.ok().eTag(page.revision()).body(SavedJson.of(page, patch));
            case SaveOutcome.UnknownBase(String draft, String base) ->
                    throw new UnknownBaseException(draft, base);
            case SaveOutcome.Refused(String why) -> throw new RefusedException(why);
        };
    }
}
