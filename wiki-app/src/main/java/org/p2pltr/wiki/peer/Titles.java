package org.p2pltr.wiki.peer;

import java.util.List;
import org.springframework.stereotype.Service;

/** The titles of all pages that are there, from the index. */
@Service
public class Titles {
    private final H2Index index;

    Titles(H2Index index) {
        this.index = index;
    }

    /** Pages with exactly this title, in order of name. */
    public List<PageTitle> of(String title) {
        return index.titled(title);
    }

    /** True for the name or title of a page that is there. */
    public boolean isKnown(String name) {
        return index.isKnown(name);
    }

    /** Pages with a link to one of two names, in order of title. */
    public List<PageTitle> linking(String target, String orTarget, int limit) {
        return index.linking(target, orTarget, limit);
    }

    /** Those with these letters in them, whatever their case; the likeliest first. */
    public List<PageTitle> like(String letters, int limit) {
        return index.titles(letters, limit);
    }
}
