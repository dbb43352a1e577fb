package org.p2pltr.wiki.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.text.Attributes;

/** Turns a choice into the save that ends a conflict. */
final class Resolution {
    /** What a merge writes between theirs and mine, so that they do not run together. */
    private static final List<String> SEPARATORS = List.of("", "\n", " ");

    private final PageView page;
    private final OpenConflict open;

    Resolution(PageView page, OpenConflict open) {
        this.page = page;
        this.open = open;
    }

    /**
     * True if the page still has the passage as the merge left it; else somebody edited it since,
     * and nothing but the page as it is can be chosen.
     */
    boolean canChoose() {
        return switch (open.conflict()) {
            case Conflict.InText text -> passage(text).isPresent();
            case Conflict.InAttribute _ -> true;
            case Conflict.LeftOut _ -> false;
        };
    }

    /** What a choice puts in place of the conflict, before anybody edits it. */
    String result(Choice choice) {
        Conflict conflict = open.conflict();
        return switch (choice) {
            case THEIRS -> conflict.theirs().string();
            case MINE -> conflict.mine().string();
            case BOTH, EDIT ->
                    switch (conflict) {
                        case Conflict.InText text ->
                                passage(text).map(Passage::words).orElse(written(text, ""));
                        // An attribute has one value: theirs stands until somebody chooses.
                        case Conflict.InAttribute attribute -> attribute.theirs().string();
                        case Conflict.LeftOut _ -> "";
                    };
        };
    }

    /**
     * The save on top of the page as it is now, with this conflict taken off its list and {@code
     * edited} used for {@link Choice#EDIT} only.
     *
     * @throws IllegalArgumentException if the passage was edited since and the choice is not to
     *     leave the page as it is
     */
    PageSave save(Choice choice, String edited) {
        if (choice != Choice.BOTH && !canChoose())
            throw new IllegalArgumentException(
                    "this passage was edited since; leave the page as it is, or edit the page");
        String now = choice == Choice.EDIT ? edited : result(choice);
        return switch (open.conflict()) {
            case Conflict.InText text when choice != Choice.BOTH -> replacing(text, now);
            case Conflict.InAttribute attribute when choice != Choice.BOTH -> {
                PageSave save = without(page.text(), 0, 0, 0);
                yield now.isEmpty()
                        ? save.removing(attribute.name())
                        : save.setting(attribute.name(), now);
            }
            default -> without(page.text(), 0, 0, 0);
        };
    }

    private PageSave replacing(Conflict.InText text, String now) {
        Passage passage = passage(text).orElseThrow();
        int start = passage.start();
        int length = passage.words().length();
        String result =
                page.text().substring(0, start) + now + page.text().substring(start + length);
        return without(result, start, length, now.length());
    }

    /** The text without this conflict; the others follow what happened at {@code start}. */
    private PageSave without(String text, int start, int lengthBefore, int lengthAfter) {
        List<Conflict> rest = new ArrayList<>();
        for (OpenConflict each : OpenConflict.of(page)) {
            if (each.key().equals(open.key())) continue;
            int place = each.conflict().place();
            if (place >= start + lengthBefore) place += lengthAfter - lengthBefore;
            else if (place > start) place = start;
            rest.add(each.conflict().at(place));
        }
        PageSave save = PageSave.of(page.name(), text).basedOn(page.revision());
        return rest.isEmpty()
                ? save.removing(Attributes.CONFLICTS)
                : save.setting(Attributes.CONFLICTS, ConflictCodec.encode(rest));
    }

    /** The passage as it stands on the page, if nobody edited it since. */
    private Optional<Passage> passage(Conflict.InText text) {
        return SEPARATORS.stream()
                .map(separator -> written(text, separator))
                .flatMap(words -> nearest(words, text.place()).stream())
                .findFirst();
    }

    /** Where these words are: nearest to the noted place, which later edits may have moved. */
    private Optional<Passage> nearest(String words, int place) {
        int noted = Math.min(place, page.text().length());
        if (page.text().startsWith(words, noted)) return Optional.of(new Passage(noted, words));
        if (words.isBlank()) return Optional.empty();
        int before = page.text().lastIndexOf(words, noted);
        int behind = page.text().indexOf(words, noted);
        if (before < 0 && behind < 0) return Optional.empty();
        boolean backwards = behind < 0 || (before >= 0 && noted - before <= behind - noted);
        return Optional.of(new Passage(backwards ? before : behind, words));
    }

    /** What the merge put on the page: theirs with mine behind, or the edit alone. */
    private static String written(Conflict.InText text, String separator) {
        boolean both = !text.theirs().isEmpty() && !text.mine().isEmpty();
        return text.theirs().string() + (both ? separator : "") + text.mine().string();
    }

    /** Words of the page and where they begin. */
    private record Passage(int start, String words) {}
}
