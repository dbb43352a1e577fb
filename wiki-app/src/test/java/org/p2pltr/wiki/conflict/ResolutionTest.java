package org.p2pltr.wiki.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageState;
import org.p2pltr.peer.PageView;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Text;

class ResolutionTest {
    private static final String DOG = "The dog sat. ";
    private static final String COW = "The cow sat. ";
    private static final Conflict SAT =
            new Conflict.InText(7, Text.of("The cat sat. "), Text.of(DOG), Text.of(COW));
    private static final Conflict LAST =
            new Conflict.InText(33, Text.of("c"), Text.of("a"), Text.of("b"));
    private static final String MERGED = "First. " + DOG + COW + "ab end.";

    @Test
    void theirsTakesMineOffThePage() {
        PageSave save = chosen(page(MERGED, SAT), Choice.THEIRS, "");
        assertThat(save.text()).isEqualTo("First. The dog sat. ab end.");
        assertThat(save.removed()).containsExactly(Attributes.CONFLICTS);
        assertThat(save.base()).isEqualTo(new PageSave.Base.Revision("r1"));
    }

    @Test
    void mineTakesTheirsOffThePage() {
        assertThat(chosen(page(MERGED, SAT), Choice.MINE, "").text())
                .isEqualTo("First. The cow sat. ab end.");
    }

    @Test
    void bothLeavesThePageAndEndsTheConflict() {
        PageSave save = chosen(page(MERGED, SAT), Choice.BOTH, "");
        assertThat(save.text()).isEqualTo(MERGED);
        assertThat(save.removed()).containsExactly(Attributes.CONFLICTS);
    }

    @Test
    void anEditStandsInPlaceOfThePassage() {
        assertThat(chosen(page(MERGED, SAT), Choice.EDIT, "All sat. ").text())
                .isEqualTo("First. All sat. ab end.");
    }

    @Test
    void otherConflictsStayAndTheirPlacesFollow() {
        PageSave save = chosen(page(MERGED, SAT, LAST), Choice.THEIRS, "");
        assertThat(save.set())
                .containsEntry(Attributes.CONFLICTS, ConflictCodec.encode(List.of(LAST.at(20))));
        assertThat(save.text().substring(20)).startsWith("ab");
    }

    @Test
    void aPassageThatMovedIsFoundWhereItIsNow() {
        PageSave save = chosen(page("New line.\n" + MERGED, SAT), Choice.THEIRS, "");
        assertThat(save.text()).isEqualTo("New line.\nFirst. The dog sat. ab end.");
    }

    @Test
    void ofTwoEqualPassagesTheNearerOneIsMeant() {
        PageView page = page(DOG + COW + MERGED, SAT.at(27));
        assertThat(chosen(page, Choice.MINE, "").text())
                .isEqualTo(DOG + COW + "First. The cow sat. ab end.");
    }

    @Test
    void theLineBreakThatTheMergePutBetweenGoesWithThePassage() {
        Conflict ends = new Conflict.InText(2, Text.of("c"), Text.of("the dog"), Text.of("a cow"));
        PageView page = page("x\nthe dog\na cow", ends);
        assertThat(chosen(page, Choice.MINE, "").text()).isEqualTo("x\na cow");
        assertThat(new Resolution(page, OpenConflict.of(page).getFirst()).result(Choice.EDIT))
                .isEqualTo("the dog\na cow");
    }

    @Test
    void aPassageEditedSinceCanOnlyStayAsItIs() {
        PageView page = page("First. The dog slept. end.", SAT);
        OpenConflict open = OpenConflict.of(page).getFirst();
        assertThat(new Resolution(page, open).canChoose()).isFalse();
        assertThatThrownBy(() -> chosen(page, Choice.MINE, ""))
                .isInstanceOf(IllegalArgumentException.class);
        PageSave save = chosen(page, Choice.BOTH, "");
        assertThat(save.text()).isEqualTo(page.text());
        assertThat(save.removed()).containsExactly(Attributes.CONFLICTS);
    }

    @Test
    void anAttributeTakesTheChosenValue() {
        Conflict title =
                new Conflict.InAttribute("title", Text.of("a"), Text.of("b"), Text.of("c"));
        assertThat(chosen(page(MERGED, title), Choice.MINE, "").set()).containsEntry("title", "c");
        PageSave kept = chosen(page(MERGED, title), Choice.BOTH, "");
        assertThat(kept.set()).doesNotContainKey("title");
        assertThat(kept.text()).isEqualTo(MERGED);
    }

    @Test
    void aConflictKeepsItsKeyWhereverItIs() {
        OpenConflict here = OpenConflict.of(page(MERGED, SAT)).getFirst();
        OpenConflict there = OpenConflict.of(page(MERGED, SAT.at(3))).getFirst();
        assertThat(here.key()).isEqualTo(there.key()).matches("[0-9a-f]{16}");
        assertThat(OpenConflict.of(page(MERGED, LAST)).getFirst().key()).isNotEqualTo(here.key());
    }

    private static PageSave chosen(PageView page, Choice choice, String edited) {
        return new Resolution(page, OpenConflict.of(page).getFirst()).save(choice, edited);
    }

    private static PageView page(String text, Conflict... conflicts) {
        TreeMap<String, String> attributes = new TreeMap<>();
        attributes.put(Attributes.CONFLICTS, ConflictCodec.encode(List.of(conflicts)));
        return new PageView(
                "Page",
                text,
                attributes,
                "r1",
                3,
                "",
                0,
                conflicts.length,
                Instant.EPOCH,
                "Ann",
                new PageState.Unchecked(3));
    }
}
