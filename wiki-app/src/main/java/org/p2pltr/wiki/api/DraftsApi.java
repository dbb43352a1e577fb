package org.p2pltr.wiki.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.DraftKept;
import org.p2pltr.peer.DraftTyped;
import org.p2pltr.peer.DraftView;
import org.p2pltr.wiki.peer.WikiDrafts;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is typed and not saved, over REST. Source: wiki.md, row "editor". */
@RestController
@RequestMapping("/api/v1")
class DraftsApi {
    private final WikiDrafts drafts;

    DraftsApi(WikiDrafts drafts) {
        this.drafts = drafts;
    }

    /** On disk when it is answered; what the same editor kept before is replaced. */
    @PutMapping("/pages/{name}/drafts/{editor}")
    KeptJson keep(
            @PathVariable String name,
            @PathVariable String editor,
            @RequestBody DraftRequest request) {
        return switch (drafts.keep(request.typed(name, editor))) {
            case DraftKept.Kept(String draftId, Instant at) -> new KeptJson(draftId, at);
            case DraftKept.Refused(String why) -> throw new RefusedException(why);
        };
    }

    @DeleteMapping("/pages/{name}/drafts/{editor}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String name, @PathVariable String editor) {
        drafts.remove(name, editor);
    }

    @GetMapping("/drafts")
    List<DraftView> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        return drafts.list(after, Limits.lines(limit)).drafts();
    }

    @DeleteMapping("/drafts/{draftId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String draftId, @RequestParam Optional<Instant> keptAt) {
        boolean gone =
                keptAt.isPresent() ? drafts.remove(draftId, keptAt.get()) : drafts.remove(draftId);
        if (!gone)
            throw new NotFoundException(
                    "there is no draft '"
                            + draftId
                            + "' here"
                            + keptAt.map(at -> " that was kept at " + at).orElse(""));
    }

    /** Only {@code text} must be there. */
    record DraftRequest(
            @Nullable String text,
            @Nullable String baseRevision,
            @Nullable String comment,
            @Nullable String author,
            @Nullable String tags,
            @Nullable String startTags) {
        DraftTyped typed(String name, String editor) {
            if (text == null)
                throw new IllegalArgumentException(
                        "the field 'text' is missing; it is all that is typed");
            return new DraftTyped(
                    name,
                    editor,
                    text,
                    SaveRequest.orEmpty(baseRevision),
                    SaveRequest.orEmpty(author),
                    SaveRequest.orEmpty(comment),
                    SaveRequest.orEmpty(tags),
                    SaveRequest.orEmpty(startTags));
        }
    }

    /** The draft, and when it was kept. */
    record KeptJson(String draftId, Instant keptAt) {}
}
