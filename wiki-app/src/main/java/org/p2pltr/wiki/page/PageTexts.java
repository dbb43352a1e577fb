package org.p2pltr.wiki.page;

import java.util.List;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.markdown.Rendered;
import org.p2pltr.wiki.markdown.WikiMarkdown;
import org.p2pltr.wiki.notice.Receipts;
import org.p2pltr.wiki.peer.WikiDrafts;
import org.springframework.stereotype.Service;

/** What the screens show of a page's text and around it: the same for readers and writers. */
@Service
public class PageTexts {
    private final PageNaming naming;
    private final WikiMarkdown markdown;
    private final Receipts receipts;
    private final WikiDrafts drafts;

    PageTexts(PageNaming naming, WikiMarkdown markdown, Receipts receipts, WikiDrafts drafts) {
        this.naming = naming;
        this.markdown = markdown;
        this.receipts = receipts;
        this.drafts = drafts;
    }

    /** A text as safe HTML, as its page would show it now. */
    public String html(String text) {
        return rendered(text).html();
    }

    Rendered rendered(String text) {
        return markdown.render(text, new KnownPages(naming));
    }

    /** The state of a page, with the receipt of its newest version. */
    StateView state(PageView page) {
        return StateView.of(page, receipts.of(page.name(), page.ts()));
    }

    /** The drafts of a page that an editor does not show. */
    List<DraftLine> draftsBeside(DraftForm shown, String name) {
        return DraftLine.of(
                drafts.of(name).drafts().stream().filter(draft -> !shown.shows(draft)).toList());
    }
}
