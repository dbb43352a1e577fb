package org.p2pltr.wiki.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.UndoOutcome;
import org.p2pltr.wiki.page.Pages;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What becomes of a page's patches over REST: undo of a validated one, squash and discard of
 * tentative ones. Source: wiki.md, "history", "offline".
 */
@RestController
@RequestMapping("/api/v1/pages/{name}")
class QueueApi {
    private final Pages pages;

    QueueApi(Pages pages) {
        this.pages = pages;
    }

    @PostMapping("/undo")
    ResponseEntity<UndoneJson> undo(@PathVariable String name, @RequestBody UndoRequest request) {
        if (request.ts() == null)
            throw new IllegalArgumentException(
                    "the field 'ts' is missing; it is the timestamp of the patch to undo");
        UndoOutcome outcome =
                pages.undo(
                        name,
                        request.ts(),
                        SaveRequest.orEmpty(request.author()),
                        SaveRequest.orEmpty(request.comment()));
        return switch (outcome) {
            case UndoOutcome.Undone(PageView page, String patch, int conflicts) ->
                    ResponseEntity.ok()
                            .eTag(page.revision())
                            .body(new UndoneJson(SavedJson.of(page, patch), conflicts));
            case UndoOutcome.NoPatch _ ->
                    throw new NotFoundException(
                            "there is no patch " + request.ts() + " of '" + name + "' here");
            case UndoOutcome.Refused(String why) -> throw new RefusedException(why);
        };
    }

    /** Without a body all that can be is made one. */
    @PostMapping("/squash")
    ResponseEntity<SavedJson> squash(
            @PathVariable String name,
            @RequestBody(required = false) @Nullable SquashRequest request) {
        List<String> patches =
                request == null || request.patches() == null
                        ? List.of()
                        : SaveRequest.texts("patches", request.patches());
        return PagesApi.saved(pages.squash(name, patches));
    }

    @DeleteMapping("/tentative/{patchId}")
    ResponseEntity<SavedJson> discard(@PathVariable String name, @PathVariable String patchId) {
        return PagesApi.saved(pages.discard(name, patchId));
    }

    /** {@code ts} must be there. */
    record UndoRequest(@Nullable Long ts, @Nullable String author, @Nullable String comment) {}

    /** The names of tentative patches that follow each other; none: all that can be squashed. */
    record SquashRequest(@Nullable List<String> patches) {}

    /** As after a save; so many passages had been changed since and stand as conflicts. */
    record UndoneJson(@JsonUnwrapped SavedJson saved, int overwritten) {}
}
