package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2pltr.diff.Diff;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/** The rules of reconciliation.md, one short story each. */
class MergeStoriesTest {
    @Test
    void differentLinesBothApplySilently() {
        var story = Story.of("one\n", "by Ann\none\n", "one\nby Bob\n");
        assertThat(story.merged()).isEqualTo("by Ann\none\nby Bob\n");
        assertThat(story.conflicts()).isEmpty();
    }

    @Test
    void differentWordsOfOneLineBothApplySilently() {
        var story = Story.of("the red cat sat\n", "the blue cat sat\n", "the red cat slept\n");
        assertThat(story.merged()).isEqualTo("the blue cat slept\n");
        assertThat(story.conflicts()).isEmpty();
    }

    @Test
    void theSameChangeAppliesOnce() {
        var story = Story.of("teh cat\n", "the cat\n", "the cat\n");
        assertThat(story.merged()).isEqualTo("the cat\n");
        assertThat(story.conflicts()).isEmpty();
    }

    @Test
    void theSameWordsKeepTheirSentenceAndMineBehindIt() {
        var story =
                Story.of(
                        "First. The cat sat. Last.\n",
                        "First. The dog sat. Last.\n",
                        "First. The cow sat. Last.\n");
        assertThat(story.merged()).isEqualTo("First. The dog sat. The cow sat. Last.\n");
        assertThat(story.conflicts())
                .containsExactly(
                        new Conflict.InText(
                                7,
                                Text.of("The cat sat. "),
                                Text.of("The dog sat. "),
                                Text.of("The cow sat. ")));
    }

    @Test
    void lettersOfOneWordNeverMix() {
        var story = Story.of("colour\n", "colours\n", "coloured\n");
        assertThat(story.merged()).isEqualTo("colours\ncoloured\n");
        assertThat(story.conflicts()).hasSize(1);
    }

    @Test
    void aWordThatOneLengthenedIsNotTornByWhatTheOtherPutsBehindIt() {
        String longer = "x word52";
        String more = "x word5 word33 word39";
        String both = "x word52 word33 word39";
        assertThat(Story.of("x word5", more, longer)).isEqualTo(new Story(both, List.of()));
        assertThat(Story.of("x word5", longer, more)).isEqualTo(new Story(both, List.of()));
    }

    @Test
    void aWordThatOneLengthenedIsNotTornByWhatTheOtherPutsBeforeIt() {
        var both = new Story("a very unhappy x", List.of());
        assertThat(Story.of("a happy x", "a very happy x", "a unhappy x")).isEqualTo(both);
        assertThat(Story.of("a happy x", "a unhappy x", "a very happy x")).isEqualTo(both);
    }

    @Test
    void aWordThatBothLengthenedIsKeptTwiceAndTold() {
        var behind = Story.of("x word5", "x word51", "x word52");
        assertThat(behind.merged()).isEqualTo("x word51\nx word52");
        assertThat(behind.conflicts()).hasSize(1);
        var before = Story.of("happy x", "unhappy x", "rehappy x");
        assertThat(before.merged()).isEqualTo("unhappy x\nrehappy x");
        assertThat(before.conflicts()).hasSize(1);
    }

    @Test
    void lettersThatTwoPeoplePutSideBySideMakeNoWord() {
        var story = Story.of("foo, bar\n", "foox bar\n", "foo,z bar\n");
        assertThat(story.merged()).isEqualTo("foox bar\nfoo,z bar\n");
        assertThat(story.conflicts()).hasSize(1);
    }

    @Test
    void aLineThatOneLengthenedIsNotTornByTheLinesThatTheOtherPutsBesideIt() {
        assertThat(Story.of("- a", "- a\n- b", "- a and more").merged())
                .isEqualTo("- a and more\n- b");
        assertThat(Story.of("- a", "- a and more", "- a\n- b").merged())
                .isEqualTo("- a and more\n- b");
        assertThat(Story.of("a\nb\n", "a\n# b\n", "a\nnew\nb\n").merged())
                .isEqualTo("a\nnew\n# b\n");
        assertThat(Story.of("a\nb\n", "a\nnew\nb\n", "a\n# b\n").merged())
                .isEqualTo("a\nnew\n# b\n");
    }

    @Test
    void twoLinesAtOnePlaceAreBothKeptAndTold() {
        var story = Story.of("- a\n", "- a\n- b\n", "- a\n- c\n");
        assertThat(story.merged()).isEqualTo("- a\n- b\n- c\n");
        assertThat(story.conflicts())
                .containsExactly(
                        new Conflict.InText(4, Text.EMPTY, Text.of("- b\n"), Text.of("- c\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "'',Same one.,Same one. Two.",
        "'','Same one.\\n','Same one.\\nTwo.\\n'",
        "'A.\\n\\nB.\\n','A.\\n\\nSame one.\\n\\nB.\\n','A.\\n\\nSame one.\\n\\nTwo.\\n\\nB.\\n'",
        "Old.,Old. Same one.,Old. Same one. Two.",
        "'',Same one.,Before. Same one.",
        "'A.\\nB.\\n','A.\\nSame one.\\nB.\\n','A.\\nBefore.\\nSame one.\\nB.\\n'",
    })
    void whoSavesGoesBackWritesOnAndSavesAgainWroteNothingTwice(
            String base, String first, String longer) {
        String from = base.translateEscapes();
        String one = first.translateEscapes();
        String all = longer.translateEscapes();
        assertThat(Story.of(from, one, all)).isEqualTo(new Story(all, List.of()));
        assertThat(Story.of(from, all, one)).isEqualTo(new Story(all, List.of()));
    }

    @Test
    void aWordThatGoesOnWithAnotherIsNotTheSame() {
        var story = Story.of("", "Same", "Sameness");
        assertThat(story.merged()).isEqualTo("Same\nSameness");
        assertThat(story.conflicts()).hasSize(1);
    }

    @Test
    void inAQueueWhatGoesOnWithTheirsIsKeptAndTold() {
        var base = state("");
        var theirs = Diff.between(base, state("Same one."));
        var first = state("Same");
        var queue =
                List.of(Diff.between(base, first), Diff.between(first, state("Same one. Two.")));
        RebasedQueue rebased = ReconciliationEngine.standard().rebase(base, theirs, queue);
        DocumentState merged = rebased.changes().getFirst().apply(theirs.apply(base));
        assertThat(merged.text().string()).startsWith("Same one.");
        assertThat(rebased.conflicts()).hasSize(1);
    }

    @Test
    void whatIDeletedAndTheyEditedIsKeptAndTold() {
        var story = Story.of("a\nold line here\nb\n", "a\nnew line here\nb\n", "a\nb\n");
        assertThat(story.merged()).isEqualTo("a\nnew line here\nb\n");
        assertThat(story.conflicts()).hasSize(1);
    }

    @Test
    void whatTheyDeletedAndIEditedIsKeptAndTold() {
        var story = Story.of("a\nold line here\nb\n", "a\nb\n", "a\nnew line here\nb\n");
        assertThat(story.merged()).isEqualTo("a\nnew line here\nb\n");
        assertThat(story.conflicts()).hasSize(1);
    }

    @Test
    void whoeverOnlyMovedWhiteSpaceGivesWayToWords() {
        var story = Story.of("one two three four\n", "one two\nthree four\n", "one two 3 four\n");
        assertThat(story.merged()).contains("3").doesNotContain("three");
        assertThat(story.conflicts()).isEmpty();
    }

    @Test
    void aQueueGetsOneConflictForEachRegionAndFollowsMyCopy() {
        var base = state("Top.\nThe cat sat.\nEnd.\n");
        var theirs = Diff.between(base, state("Top.\nThe dog sat.\nEnd.\n"));
        var first = state("Top!\nThe cat sat.\nEnd.\n");
        var second = state("Top!\nThe cow sat.\nEnd.\n");
        var third = state("Top!\nThe cow slept.\nEnd.\n");
        var queue =
                List.of(
                        Diff.between(base, first),
                        Diff.between(first, second),
                        Diff.between(second, third));

        RebasedQueue rebased = ReconciliationEngine.standard().rebase(base, theirs, queue);

        DocumentState afterFirst = rebased.changes().get(0).apply(theirs.apply(base));
        DocumentState afterSecond = rebased.changes().get(1).apply(afterFirst);
        DocumentState afterThird = rebased.changes().get(2).apply(afterSecond);
        assertThat(afterFirst.text().string()).isEqualTo("Top!\nThe dog sat.\nEnd.\n");
        assertThat(afterSecond.text().string())
                .isEqualTo("Top!\nThe dog sat.\nThe cow sat.\nEnd.\n");
        assertThat(afterThird.text().string())
                .isEqualTo("Top!\nThe dog sat.\nThe cow slept.\nEnd.\n");
        assertThat(rebased.conflicts()).hasSize(1);
        assertThat(afterFirst.attributes().get(Attributes.CONFLICTS)).isEmpty();
        assertThat(
                        ConflictCodec.decode(
                                afterSecond.attributes().get(Attributes.CONFLICTS).orElseThrow()))
                .isEqualTo(rebased.conflicts());
    }

    @Test
    void attributesMergeByName() {
        var base =
                new DocumentState(
                        Text.EMPTY, Attributes.NONE.with("title", "Old").with("colour", "red"));
        var theirs = Diff.between(base, with(base, "title", "Theirs"));
        var mine = Diff.between(base, with(with(base, "title", "Mine"), "colour", "blue"));
        Merge merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
        Attributes merged = merge.mineOnTheirs().apply(theirs.apply(base)).attributes();
        assertThat(merged.get("title")).contains("Theirs");
        assertThat(merged.get("colour")).contains("blue");
        assertThat(merge.conflicts())
                .containsExactly(
                        new Conflict.InAttribute(
                                "title", Text.of("Old"), Text.of("Theirs"), Text.of("Mine")));
    }

    @Test
    void tagsMergeAsASet() {
        var base = new DocumentState(Text.EMPTY, Attributes.NONE.with("tags", "a, b"));
        var theirs = Diff.between(base, with(base, "tags", "a, b, c"));
        var mine = Diff.between(base, with(base, "tags", "b, d"));
        Merge merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
        DocumentState merged = merge.mineOnTheirs().apply(theirs.apply(base));
        assertThat(merged.attributes().get("tags")).contains("b, c, d");
        assertThat(merge.conflicts()).isEmpty();
    }

    @Test
    void aPageTheyRemovedAndIEditedStaysWithMyEditAndItIsTold() {
        var base = state("one\ntwo\n");
        var theirs = Diff.between(base, with(state(""), "deleted", "true"));
        var mine = Diff.between(base, state("one\nTWO\n"));
        Merge merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
        DocumentState merged = merge.mineOnTheirs().apply(theirs.apply(base));
        assertThat(merged.text().string()).isEqualTo("one\nTWO\n");
        assertThat(merged.attributes().isDeleted()).isFalse();
        assertThat(merge.conflicts())
                .containsExactly(
                        new Conflict.InAttribute(
                                "deleted", Text.EMPTY, Text.of("true"), Text.EMPTY));
    }

    @Test
    void aPageIRemovedAndTheyEditedStaysWithTheirEditAndItIsTold() {
        var base = state("one\ntwo\n");
        var theirs = Diff.between(base, state("one\nTWO\n"));
        var edited = state("one!\ntwo\n");
        var removed = with(state(""), "deleted", "true");
        var queue = List.of(Diff.between(base, edited), Diff.between(edited, removed));
        RebasedQueue rebased = ReconciliationEngine.standard().rebase(base, theirs, queue);
        DocumentState merged = theirs.apply(base);
        for (StateChange change : rebased.changes()) merged = change.apply(merged);
        assertThat(merged.text().string()).isEqualTo("one!\nTWO\n");
        assertThat(merged.attributes().isDeleted()).isFalse();
        assertThat(rebased.conflicts())
                .containsExactly(
                        new Conflict.InAttribute(
                                "deleted", Text.EMPTY, Text.EMPTY, Text.of("true")));
    }

    @Test
    void aPageIRemovedWithItsTextLeftStaysWithTheirEdit() {
        var base = state("one\n");
        var theirs = Diff.between(base, state("one\ntwo\n"));
        var mine = Diff.between(base, with(base, "deleted", "true"));
        Merge merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
        DocumentState merged = merge.mineOnTheirs().apply(theirs.apply(base));
        assertThat(merged.text().string()).isEqualTo("one\ntwo\n");
        assertThat(merged.attributes().isDeleted()).isFalse();
        assertThat(merged.attributes().get(Attributes.CONFLICTS))
                .contains(ConflictCodec.encode(merge.conflicts()));
    }

    @Test
    void aPageBothRemovedIsRemovedSilently() {
        var base = state("one\n");
        var both = Diff.between(base, with(state(""), "deleted", "true"));
        Merge merge = ReconciliationEngine.standard().reconcile(base, both, both);
        assertThat(merge.mineOnTheirs().isIdentity()).isTrue();
        assertThat(merge.conflicts()).isEmpty();
    }

    @Test
    void aConflictISettledIsNotNotedAgain() {
        var note =
                ConflictCodec.encode(
                        List.of(new Conflict.InText(0, Text.of("a"), Text.of("b"), Text.of("c"))));
        var base = with(state("b\nc\nd\n"), "conflicts", note);
        var mine = Diff.between(base, state("b\nd\n"));
        var theirs = Diff.between(base, with(state("b\nc\nd\nnew\n"), "conflicts", note));
        Merge merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
        DocumentState merged = merge.mineOnTheirs().apply(theirs.apply(base));
        assertThat(merged).isEqualTo(state("b\nd\nnew\n"));
    }

    @Test
    void markdownUnitsAreRepeatedWholeNeverTorn() {
        assertThat(Story.of("| a | b |\n", "| x | b |\n", "| y | b |\n").merged())
                .isEqualTo("| x | b |\n| y | b |\n");
        assertThat(Story.of("- one. two. three", "- one. 2. three", "- one. zwei. three").merged())
                .isEqualTo("- one. 2. three\n- one. zwei. three");
        assertThat(
                        Story.of(
                                        "- one\n  more here\n",
                                        "- 1\n  more here\n",
                                        "- eins\n  more here\n")
                                .merged())
                .isEqualTo("- 1\n  more here\n- eins\n  more here\n");
        assertThat(
                        Story.of(
                                        "```\na = 1\nb = 2\n```\n",
                                        "```\na = 3\nb = 2\n```\n",
                                        "```\na = 4\nb = 2\n```\n")
                                .merged())
                .isEqualTo("```\na = 3\nb = 2\n```\n```\na = 4\nb = 2\n```\n");
        assertThat(Story.of("# One. Two.\n", "# One. 2.\n", "# One. Zwei.\n").merged())
                .isEqualTo("# One. 2.\n# One. Zwei.\n");
    }

    @Test
    void linesInsertedBesideAnEditedLineApplyAndAreTold() {
        var story = Story.of("a\nb\nc\n", "a\nB\nc\n", "a\nb\nnew\nc\n");
        assertThat(story.merged()).isEqualTo("a\nB\nnew\nc\n");
        assertThat(story.conflicts()).hasSize(1);
    }

    @Test
    void anEditFollowsTheParagraphThatTheOtherSideMoved() {
        String moved = "A paragraph that wanders about.\n\n";
        String rest = "First stays.\n\nSecond stays.\n\n";
        String edited = moved.replace("wanders", "walks");
        assertThat(Story.of(moved + rest, rest + moved, edited + rest))
                .isEqualTo(new Story(rest + edited, List.of()));
        assertThat(Story.of(moved + rest, edited + rest, rest + moved))
                .isEqualTo(new Story(rest + edited, List.of()));
        assertThat(Story.of(rest + moved, moved + rest, rest + edited))
                .isEqualTo(new Story(edited + rest, List.of()));
        assertThat(Story.of(rest + moved, rest + edited, moved + rest))
                .isEqualTo(new Story(edited + rest, List.of()));
    }

    @Test
    void aParagraphMovedInALongerQueueStandsInBothPlacesAndIsTold() {
        String moved = "A paragraph that wanders about.\n\n";
        String rest = "First stays.\n\nSecond stays.\n\n";
        String edited = moved.replace("wanders", "walks");
        var base = state(moved + rest);
        var greeted = state(moved + "Hello. " + rest);
        var queue =
                List.of(
                        Diff.between(base, greeted),
                        Diff.between(greeted, state("Hello. " + rest + moved)));
        var theirs = Diff.between(base, state(edited + rest));
        RebasedQueue rebased = ReconciliationEngine.standard().rebase(base, theirs, queue);
        DocumentState merged = theirs.apply(base);
        for (StateChange change : rebased.changes()) merged = change.apply(merged);
        assertThat(merged.text().string()).isEqualTo(edited + "Hello. " + rest + moved);
        assertThat(rebased.conflicts()).hasSize(1);
    }

    private static DocumentState with(DocumentState state, String name, String value) {
        return new DocumentState(state.text(), state.attributes().with(name, value));
    }

    private static DocumentState state(String text) {
        return new DocumentState(Text.of(text), Attributes.NONE);
    }

    /** Two people edit one text; mine is merged onto theirs. */
    record Story(String merged, List<Conflict> conflicts) {
        static Story of(String base, String theirs, String mine) {
            DocumentState start = state(base);
            StateChange theirChange = Diff.between(start, state(theirs));
            Merge merge =
                    ReconciliationEngine.standard()
                            .reconcile(start, theirChange, Diff.between(start, state(mine)));
            DocumentState merged = merge.mineOnTheirs().apply(theirChange.apply(start));
            return new Story(merged.text().string(), merge.conflicts());
        }
    }
}
