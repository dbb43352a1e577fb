package org.p2pltr.wiki.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2pltr.peer.PageSave;

class TagsTest {
    private static final PageSave SAVE = PageSave.of("Home", "x");

    @Test
    void whatIsTypedIsCutAtCommasAndTidied() {
        Tags tags = Tags.typed(" huts ,, snow   report,huts,Hu\u0308tte,");
        assertThat(tags.words()).containsExactly("huts", "snow report", "Hütte");
        assertThat(tags.shown()).isEqualTo("huts, snow report, Hütte");
        assertThat(tags.on(SAVE).set()).containsEntry("tags", "huts,snow report,Hütte");
    }

    @Test
    void noTagsTakeTheAttributeOff() {
        assertThat(Tags.typed(" , ").on(SAVE).removed()).containsExactly("tags");
    }

    @Test
    void whatIsNoTagIsRefusedWithWords() {
        assertThatThrownBy(() -> Tags.of(List.of("a,b"))).hasMessageContaining("comma");
        assertThatThrownBy(() -> Tags.of(List.of("a\u0000b"))).hasMessageContaining("control");
        assertThat(Tags.of(List.of("ü".repeat(50))).words()).hasSize(1);
        assertThatThrownBy(() -> Tags.of(List.of("ü".repeat(51)))).hasMessageContaining("100");
        List<String> many = IntStream.range(0, 51).mapToObj(Integer::toString).toList();
        assertThat(Tags.of(many.subList(0, 50)).words()).hasSize(50);
        assertThatThrownBy(() -> Tags.of(many)).hasMessageContaining("50 tags, not 51");
        assertThat(Tags.of(Collections.nCopies(60, "a")).words()).hasSize(1);
    }

    @Test
    void anEditorThatWasOpenLosesNobodysTag() {
        Tags now = Tags.typed("by Bob, old");
        Tags changed = now.changed(Tags.typed("old, older"), Tags.typed("older, new"));
        assertThat(changed.words()).containsExactly("by Bob", "new");
    }

    @Test
    void aSaveThatLeavesTheFieldAloneSaysNothingOfTags() {
        SaveForm form = new SaveForm("x", "", "", "", "a, b", "a, b");
        assertThat(form.toSave("Home", false, List.of("c")).set()).isEmpty();
        SaveForm typed = new SaveForm("x", "", "", "", "a, b", "a");
        assertThat(typed.toSave("Home", false, List.of("a", "c")).set())
                .containsEntry("tags", "a,c,b");
    }
}
