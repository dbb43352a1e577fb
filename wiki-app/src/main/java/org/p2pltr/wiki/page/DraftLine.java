package org.p2pltr.wiki.page;

import java.util.List;
import org.p2pltr.peer.DraftView;
import org.p2pltr.wiki.web.Times;

/**
 * A draft as the lists show it.
 *
 * @param goOn where it is written on
 * @param words its first words
 * @param why it was kept, if not because it was typed
 */
public record DraftLine(
        String draftId,
        String name,
        String address,
        String goOn,
        String kept,
        String words,
        String text,
        String why) {
    private static final int WORDS = 80;

    static List<DraftLine> of(List<DraftView> drafts) {
        return drafts.stream().map(DraftLine::of).toList();
    }

    private static DraftLine of(DraftView draft) {
        String address = PageAddress.of(draft.name());
        return new DraftLine(
                draft.draftId(),
                draft.name(),
                address,
                address + "/edit?draft=" + draft.draftId(),
                Times.of(draft.keptAt()),
                begin(draft.text()),
                draft.text(),
                draft.comment());
    }

    private static String begin(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        if (line.isEmpty()) return "(empty)";
        if (line.codePointCount(0, line.length()) <= WORDS) return line;
        return line.substring(0, line.offsetByCodePoints(0, WORDS)) + "…";
    }
}
