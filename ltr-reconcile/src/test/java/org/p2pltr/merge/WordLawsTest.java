package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.diff.Clusters;
import org.p2pltr.diff.Diff;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Laws;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/** What holds for the words of two people who type at the same places. */
class WordLawsTest {
    private static final List<String> BETWEEN = List.of(" ", " ", ", ", ". ", "\n", "\n\n", "-");

    private final ReconciliationEngine engine = ReconciliationEngine.standard();

    static LongStream seeds() {
        return Laws.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWordThatEitherSideMadeIsTorn(long seed) {
        var random = new SplittableRandom(seed);
        Text base = page(random);
        var state = new DocumentState(base, Attributes.NONE);
        StateChange theirs = change(edited(base, "t", random));
        List<StateChange> queue = new ArrayList<>();
        Text mine = base;
        for (int i = random.nextInt(4); i >= 0; i--) {
            Change next = edited(mine, "m" + i, random);
            queue.add(change(next));
            mine = next.apply(mine);
        }

        RebasedQueue rebased = engine.rebase(state, theirs, queue);

        DocumentState merged = theirs.apply(state);
        for (StateChange change : rebased.changes()) merged = change.apply(merged);
        SortedSet<String> kept = words(merged.text());
        for (Conflict conflict : rebased.conflicts()) {
            kept.addAll(words(conflict.theirs()));
            kept.addAll(words(conflict.mine()));
        }
        String story =
                "base <%s> theirs <%s> mine <%s> merged <%s> conflicts %s"
                        .formatted(
                                base,
                                theirs.text().apply(base),
                                mine,
                                merged.text(),
                                rebased.conflicts());
        assertThat(kept).as(story).containsAll(madeWords(base, theirs.text().apply(base)));
        assertThat(kept).as(story).containsAll(madeWords(base, mine));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void insertionsAtOnePlaceThatBothApplyStandInOneOrderWhoeverIsFirst(long seed) {
        var random = new SplittableRandom(seed);
        Text base = page(random);
        var state = new DocumentState(base, Attributes.NONE);
        int place = edge(base, random);
        StateChange one = change(inserting(base, place, "t", random));
        StateChange other = change(inserting(base, place, "m", random));
        Merge otherOnOne = engine.reconcile(state, one, other);
        Merge oneOnOther = engine.reconcile(state, other, one);
        if (!otherOnOne.conflicts().isEmpty() && !oneOnOther.conflicts().isEmpty()) return;
        assertThat(otherOnOne.mineOnTheirs().apply(one.apply(state)).text())
                .isEqualTo(oneOnOther.mineOnTheirs().apply(other.apply(state)).text());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverIsFirstAnInsertionThatGoesOnWithAnotherLosesNoWord(long seed) {
        var random = new SplittableRandom(seed);
        Text base = page(random);
        var state = new DocumentState(base, Attributes.NONE);
        int place = edge(base, random);
        Text shorter = typed("t", random);
        Text more = typed("m", random);
        Text longer = Text.of(random.nextBoolean() ? shorter + "" + more : more + "" + shorter);
        StateChange one =
                change(Change.of(base.length(), List.of(new Hunk(place, place, shorter))));
        StateChange other =
                change(Change.of(base.length(), List.of(new Hunk(place, place, longer))));
        assertWordsKept(state, one, other);
        assertWordsKept(state, other, one);
    }

    private void assertWordsKept(DocumentState base, StateChange theirs, StateChange mine) {
        Merge merge = engine.reconcile(base, theirs, mine);
        SortedSet<String> kept = words(merge.mineOnTheirs().apply(theirs.apply(base)).text());
        for (Conflict conflict : merge.conflicts()) {
            kept.addAll(words(conflict.theirs()));
            kept.addAll(words(conflict.mine()));
        }
        String story = "base <%s> theirs %s mine %s".formatted(base.text(), theirs, mine);
        assertThat(kept).as(story).containsAll(madeWords(base.text(), theirs.apply(base).text()));
        assertThat(kept).as(story).containsAll(madeWords(base.text(), mine.apply(base).text()));
    }

    /** A page of a few short words. */
    private static Text page(RandomGenerator random) {
        StringBuilder page = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            page.append("word").append(random.nextInt(10));
            if (i > 1 || random.nextBoolean())
                page.append(BETWEEN.get(random.nextInt(BETWEEN.size())));
        }
        return Text.of(page.toString());
    }

    /** Words lengthened, replaced, taken out, or put in between, at up to three places. */
    private static Change edited(Text text, String by, RandomGenerator random) {
        Change all = Change.identity(text.length());
        for (int i = random.nextInt(3); i >= 0; i--) {
            Text now = all.apply(text);
            int start = edge(now, random);
            int end = random.nextInt(3) > 0 ? start : edge(now, random);
            Hunk hunk =
                    start == end || random.nextBoolean()
                            ? new Hunk(
                                    Math.min(start, end),
                                    Math.max(start, end),
                                    typed(by + i, random))
                            : new Hunk(Math.min(start, end), Math.max(start, end), Text.EMPTY);
            all = all.compose(Change.of(now.length(), List.of(hunk)));
        }
        // As a person's save comes in, or as it was made.
        return random.nextBoolean() ? all : Diff.between(text, all.apply(text));
    }

    private static Change inserting(Text text, int place, String by, RandomGenerator random) {
        return Change.of(text.length(), List.of(new Hunk(place, place, typed(by, random))));
    }

    private static Text typed(String word, RandomGenerator random) {
        return Text.of(
                switch (random.nextInt(7)) {
                    case 0, 1 -> word;
                    case 2 -> " " + word;
                    case 3 -> word + " ";
                    case 4 -> "\n" + word;
                    case 5 -> word + "\n";
                    default -> " " + word + " ";
                });
    }

    /** A position where a word starts or ends, mostly. */
    private static int edge(Text text, RandomGenerator random) {
        int position = random.nextInt(text.length() + 1);
        if (random.nextInt(8) == 0) return position;
        while (Clusters.isInWord(text.string(), position)) position++;
        return position;
    }

    private static SortedSet<String> madeWords(Text before, Text after) {
        SortedSet<String> made = words(after);
        made.removeAll(words(before));
        return made;
    }

    private static SortedSet<String> words(Text text) {
        SortedSet<String> words = new TreeSet<>();
        int position = 0;
        while (position < text.length()) {
            int end = Clusters.wordEnd(text.string(), position, text.length());
            if (Clusters.isWordPart(text.charAt(position)))
                words.add(text.string().substring(position, end));
            position = end;
        }
        return words;
    }

    private static StateChange change(Change text) {
        return new StateChange(text, AttributeChange.NONE);
    }
}
