package org.p2pltr.wiki.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.p2pltr.peer.PageView;

/** The page as it is after a save, and the name of the tentative patch. */
record SavedJson(@JsonUnwrapped PageJson page, String patchId) {
    static SavedJson of(PageView page, String patchId) {
        return new SavedJson(PageJson.of(page), patchId);
    }
}
