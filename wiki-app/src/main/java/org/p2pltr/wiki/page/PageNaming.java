package org.p2pltr.wiki.page;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.text.Attributes;
import org.p2pltr.wiki.markdown.PageNames;
import org.p2pltr.wiki.markdown.WikiMarkdown;
import org.p2pltr.wiki.peer.PageTitle;
import org.p2pltr.wiki.peer.Titles;
import org.springframework.stereotype.Service;

/** Names, titles and links of pages. Source: wiki.md, "organise". */
@Service
public class PageNaming {
    /** Most pages that are shown to link to one. */
    static final int MOST_LINKING = 500;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TAIL_BYTES = 4;

    private final Pages pages;
    private final Titles titles;
    private final WikiMarkdown markdown;

    PageNaming(Pages pages, Titles titles, WikiMarkdown markdown) {
        this.pages = pages;
        this.titles = titles;
        this.markdown = markdown;
    }

    /** What a name stands for. */
    Named resolve(String name) {
        Optional<PageView> byKey = pages.find(name);
        List<PageTitle> titled = titles.of(PageNames.normal(name));
        if (byKey.isPresent() && isItself(byKey.get(), titled))
            return new Named.Page(byKey.get(), without(titled, byKey.get().name()));
        for (PageTitle each : titled) {
            Optional<PageView> page = pages.present(each.name());
            // The index may be a moment behind.
            if (page.isPresent() && page.get().title().equals(each.title()))
                return new Named.Page(page.get(), without(titled, each.name()));
        }
        return byKey.<Named>map(Named.Renamed::new).orElseGet(Named.Nothing::new);
    }

    /** Its title is its key; a deleted page gives way to one that has taken its title. */
    private static boolean isItself(PageView page, List<PageTitle> titled) {
        return page.title().equals(page.name()) && (!page.deleted() || titled.isEmpty());
    }

    private static List<PageTitle> without(List<PageTitle> titled, String name) {
        return titled.stream().filter(each -> !each.name().equals(name)).toList();
    }

    /**
     * True for a name that stands for a page that is there; of many names only few ask the peer.
     */
    boolean isThere(String name) {
        return titles.isKnown(PageNames.normal(name)) || pages.present(name).isPresent();
    }

    /** The key for a new page of this title: the title, or with a tail where that is used. */
    String keyFor(String title) {
        return pages.find(title).filter(page -> !page.deleted()).isEmpty() ? title : tailed(title);
    }

    private static String tailed(String title) {
        byte[] tail = new byte[TAIL_BYTES];
        RANDOM.nextBytes(tail);
        return title + "~" + HexFormat.of().formatHex(tail);
    }

    /** Gives a page another title; history, watchers and links stay with its key. */
    SaveOutcome rename(PageView page, String typed, String author) {
        String title = PageNames.title(typed);
        PageSave save =
                PageSave.of(page.name(), page.text())
                        .basedOn(page.revision())
                        .commented("Renamed from “" + shortened(page.title()) + "”")
                        .by(author);
        return pages.save(
                title.equals(page.name())
                        ? save.removing(Attributes.TITLE)
                        : save.setting(Attributes.TITLE, title));
    }

    private static String shortened(String title) {
        int most = Math.min(100, title.codePointCount(0, title.length()));
        return title.substring(0, title.offsetByCodePoints(0, most));
    }

    /** Pages with a link that leads to this one, by its title or by its key. */
    List<PageTitle> linking(PageView page) {
        // The key leads here as long as no other page has taken it as its title.
        boolean byKey = without(titles.of(page.name()), page.name()).isEmpty();
        String title = PageNames.normal(page.title());
        return titles.linking(title, byKey ? page.name() : title, MOST_LINKING);
    }

    /** What a link to a page says: its title, if that leads to it; else its key. */
    public String linkTo(PageTitle page) {
        return isLinkable(page.name(), page.title()) ? page.title() : page.name();
    }

    private boolean isLinkable(String name, String title) {
        if (title.chars().anyMatch(sign -> "[]|#".indexOf(sign) >= 0)) return false;
        return title.equals(name)
                || titles.of(title).stream().limit(1).allMatch(first -> first.name().equals(name));
    }

    /** Pages with a link that leads to this one by the name it had at first. */
    List<PageTitle> outdated(PageView page) {
        boolean renamed = !page.title().equals(page.name());
        if (!renamed || !titles.of(page.name()).isEmpty() || !isLinkable(page.name(), page.title()))
            return List.of();
        return titles.linking(page.name(), page.name(), MOST_LINKING);
    }

    /** Writes the page's title into the links that have its first name; how many pages changed. */
    int mend(PageView page, String author) {
        int mended = 0;
        for (PageTitle each : outdated(page)) {
            Optional<PageView> linking = pages.present(each.name());
            if (linking.isEmpty()) continue;
            String before = linking.get().text();
            String after = markdown.mended(before, page.name()::equals, page.title());
            if (after.equals(before)) continue;
            PageSave save =
                    PageSave.of(each.name(), after)
                            .basedOn(linking.get().revision())
                            .commented("Links to “" + shortened(page.title()) + "” mended")
                            .by(author);
            if (pages.save(save) instanceof SaveOutcome.Saved) mended++;
        }
        return mended;
    }
}
