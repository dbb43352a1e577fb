package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.diff.Diff;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Change;
import org.p2pltr.text.Changes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Laws;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;
import org.p2pltr.text.Texts;

/** What holds when one side moves paragraphs and the other edits them. */
class MoveLawsTest {
    static LongStream seeds() {
        return Laws.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCarriedChangeDoesTheSameOnTheMovedText(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        List<Integer> cuts = new ArrayList<>();
        for (int i = 0; i < 3; i++) cuts.add(cut(text, random));
        Collections.sort(cuts);
        Swap swap = new Swap(cuts.get(0), cuts.get(1), cuts.get(2), random.nextBoolean());
        Change change = Changes.on(text, random);

        Swap.Carried carried = swap.carry(change);

        Text movedThenChanged = carried.change().apply(swap.asChange(text).apply(text));
        Text changed = change.apply(text);
        assertThat(movedThenChanged).isEqualTo(carried.swap().asChange(changed).apply(changed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWordIsLostWhenParagraphsMove(long seed) {
        var random = new SplittableRandom(seed);
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i < 6; i++) paragraphs.add("Paragraph number " + i + " says this.\n\n");
        DocumentState base = state(paragraphs);
        List<String> movedOnes = new ArrayList<>(paragraphs);
        movedOnes.add(random.nextInt(6), movedOnes.remove(random.nextInt(6)));
        StateChange mover = Diff.between(base, state(movedOnes));
        List<StateChange> edits = new ArrayList<>();
        List<String> editedOnes = new ArrayList<>(paragraphs);
        for (int i = 0; i < 3; i++) {
            DocumentState before = state(editedOnes);
            int place = random.nextInt(6);
            editedOnes.set(place, editedOnes.get(place).replace("says", "says word" + i));
            edits.add(Diff.between(before, state(editedOnes)));
        }
        assertKept(base, mover, edits);
        StateChange allEdits = edits.get(0).compose(edits.get(1)).compose(edits.get(2));
        assertKept(base, allEdits, List.of(mover));
    }

    /** Each pair of paragraphs changes places on one side; the other edits all of them. */
    @ParameterizedTest
    @ValueSource(ints = {MoveFollowing.MAX_MOVES - 1, MoveFollowing.MAX_MOVES + 1, 3_000})
    void noWordIsLostHoweverManyParagraphsMove(int pairs) {
        StringBuilder page = new StringBuilder();
        StringBuilder swapped = new StringBuilder();
        StringBuilder edited = new StringBuilder();
        SortedSet<String> typed = new TreeSet<>();
        for (int i = 0; i < pairs; i++) {
            String one = "Paragraph one of pair" + i + " says a few words.\n\n";
            String other = "Another is the other of pair" + i + ", longer by some more.\n\n";
            String fixed = "Stays" + i + ".\n\n";
            page.append(one).append(other).append(fixed);
            swapped.append(other).append(one).append(fixed);
            edited.append(one.replace("says", "typed" + i)).append("also" + i + " ");
            edited.append(other).append(fixed);
            typed.addAll(List.of("typed" + i, "also" + i, "pair" + i, "Stays" + i));
        }
        DocumentState base = state(List.of(page.toString()));
        StateChange mover = Diff.between(base, state(List.of(swapped.toString())));
        StateChange editor = Diff.between(base, state(List.of(edited.toString())));
        boolean allFollowed = pairs < MoveFollowing.MAX_MOVES;
        assertThat(conflictsKeepingAll(base, mover, editor, typed).isEmpty())
                .isEqualTo(allFollowed);
        assertThat(conflictsKeepingAll(base, editor, mover, typed).isEmpty())
                .isEqualTo(allFollowed);
    }

    private static List<Conflict> conflictsKeepingAll(
            DocumentState base, StateChange theirs, StateChange mine, Set<String> words) {
        Merge merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
        Text merged = merge.mineOnTheirs().apply(theirs.apply(base)).text();
        assertThat(new TreeSet<>(List.of(merged.string().split("[^\\p{Alnum}]+"))))
                .containsAll(words);
        return merge.conflicts();
    }

    private static void assertKept(
            DocumentState base, StateChange theirs, List<StateChange> queue) {
        RebasedQueue rebased = ReconciliationEngine.standard().rebase(base, theirs, queue);
        DocumentState merged = theirs.apply(base);
        for (StateChange change : rebased.changes()) merged = change.apply(merged);
        String text = merged.text().string();
        for (int i = 0; i < 3; i++) assertThat(text).contains("word" + i);
        for (int i = 0; i < 6; i++) assertThat(text).contains("number " + i);
    }

    private static int cut(Text text, SplittableRandom random) {
        int position = random.nextInt(text.length() + 1);
        boolean splits =
                position > 0
                        && position < text.length()
                        && Character.isLowSurrogate(text.charAt(position));
        return splits ? position - 1 : position;
    }

    private static DocumentState state(List<String> paragraphs) {
        return new DocumentState(Text.of(String.join("", paragraphs)), Attributes.NONE);
    }
}
