package org.p2pltr.wiki.page;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.text.Attributes;

/**
 * The tags of a page, in the order in which they were given: at most {@link #MAX_COUNT}, each of at
 * most {@link #MAX_BYTES} bytes, in Unicode NFC, inner white space folded, without comma. Source:
 * wiki.md, "organise".
 */
public record Tags(SequencedSet<String> words) {
    /** Most tags of a page. */
    public static final int MAX_COUNT = 50;

    /** Most bytes of UTF-8 of a tag. */
    public static final int MAX_BYTES = 100;

    /**
     * Tags of these words; blank ones are left out.
     *
     * @throws IllegalArgumentException if one is too long or has a comma or a control in it, or if
     *     they are too many
     */
    public static Tags of(List<String> words) {
        SequencedSet<String> tags = new LinkedHashSet<>();
        for (String word : words) {
            String tag = Normalizer.normalize(word, Normalizer.Form.NFC).strip();
            tag = tag.replaceAll("\\s+", " ");
            if (tag.isEmpty()) continue;
            if (tag.contains(",") || tag.chars().anyMatch(Character::isISOControl))
                throw new IllegalArgumentException(
                        "a tag has neither a comma nor a control character: '" + tag + "'");
            if (tag.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)
                throw new IllegalArgumentException(
                        "a tag has at most " + MAX_BYTES + " bytes of UTF-8: '" + tag + "'");
            tags.add(tag);
        }
        if (tags.size() > MAX_COUNT)
            throw new IllegalArgumentException(
                    "a page has at most " + MAX_COUNT + " tags, not " + tags.size());
        return new Tags(tags);
    }

    /** The tags of a page as they stand, whoever wrote them: they are not checked again. */
    static Tags of(PageView page) {
        return new Tags(new LinkedHashSet<>(page.tags()));
    }

    /** Tags as a person types them: with commas between. */
    static Tags typed(String words) {
        return of(Arrays.asList(words.split(",")));
    }

    /** As a person would type them. */
    String shown() {
        return String.join(", ", words);
    }

    /** These, with what somebody changed who started from others: nobody else's tag is lost. */
    public Tags changed(Tags start, Tags end) {
        List<String> all = new ArrayList<>(words);
        all.removeIf(tag -> start.words.contains(tag) && !end.words.contains(tag));
        end.words.stream().filter(tag -> !start.words.contains(tag)).forEach(all::add);
        return of(all);
    }

    /** The save that also gives the page these tags. */
    public PageSave on(PageSave save) {
        return words.isEmpty()
                ? save.removing(Attributes.TAGS)
                : save.setting(Attributes.TAGS, String.join(",", words));
    }
}
