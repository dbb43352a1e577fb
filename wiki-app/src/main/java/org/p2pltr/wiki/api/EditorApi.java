package org.p2pltr.wiki.api;

import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.MergeOutcome;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.page.PageTexts;
import org.p2pltr.wiki.peer.WikiDrafts;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an open editor asks for; nothing is stored. Source: wiki.md, row "editor". */
@RestController
@RequestMapping("/api/v1")
class EditorApi {
    private final PageTexts texts;
    private final WikiDrafts drafts;

    EditorApi(PageTexts texts, WikiDrafts drafts) {
        this.texts = texts;
        this.drafts = drafts;
    }

    /** A text as its page would show it. */
    @PostMapping("/preview")
    PreviewJson preview(@RequestBody TypedRequest request) {
        return new PreviewJson(texts.html(request.typed()));
    }

    /** What is typed, put onto the page as it is now. */
    @PostMapping("/pages/{name}/merge")
    MergedJson merge(@PathVariable String name, @RequestBody TypedRequest request) {
        String base = SaveRequest.orEmpty(request.baseRevision());
        return switch (drafts.merge(name, request.typed(), base)) {
            case MergeOutcome.Merged(PageView page, String text, int conflicts) ->
                    new MergedJson(text, page.revision(), page.ts(), conflicts);
            case MergeOutcome.UnknownBase _ ->
                    throw new NotFoundException("the base revision is not known here any more");
            case MergeOutcome.Refused(String why) -> throw new RefusedException(why);
        };
    }

    /** What is typed; {@code text} must be there. */
    record TypedRequest(@Nullable String text, @Nullable String baseRevision) {
        String typed() {
            if (text == null)
                throw new IllegalArgumentException(
                        "the field 'text' is missing; it is all that is typed");
            return text;
        }
    }

    /** Safe HTML. */
    record PreviewJson(String html) {}

    /**
     * The text as a save would leave it, and the revision that the editor goes on from; {@code
     * conflicts} passages were changed on both sides.
     */
    record MergedJson(String text, String revision, long ts, int conflicts) {}
}
