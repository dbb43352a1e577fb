package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Change;
import org.p2pltr.text.Changes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Laws;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;
import org.p2pltr.text.Texts;

/** What holds for every merge of any two people's changes. */
class MergeLawsTest {
    /** Marks are single units for private use: they cannot be cut, nor made by joining others. */
    private static final char FIRST_MARK = '\ue000';

    private final ReconciliationEngine engine = ReconciliationEngine.standard();

    static LongStream seeds() {
        return Laws.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noInsertedWordIsLost(long seed) {
        var random = new SplittableRandom(seed);
        Text base = Texts.any(random);
        Change theirs = marked(Changes.on(base, random), 0);
        List<StateChange> queue = new ArrayList<>();
        Change mine = Change.identity(base.length());
        for (int i = random.nextInt(5); i >= 0; i--) {
            Change next = marked(Changes.on(mine.apply(base), random), 1_000 * (i + 1));
            queue.add(new StateChange(next, AttributeChange.NONE));
            mine = mine.compose(next);
        }
        var state = new DocumentState(base, Attributes.NONE);
        var theirState = new StateChange(theirs, AttributeChange.NONE);
        RebasedQueue rebased = engine.rebase(state, theirState, queue);

        DocumentState merged = theirState.apply(state);
        for (StateChange change : rebased.changes()) merged = change.apply(merged);
        String kept = merged.text() + told(rebased.conflicts());
        assertThat(rebased.changes()).hasSameSizeAs(queue);
        assertThat(marksIn(theirs.apply(base))).allMatch(kept::contains);
        assertThat(marksIn(mine.apply(base))).allMatch(kept::contains);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereOnlyOneSideChangedAnythingItApplies(long seed) {
        var random = new SplittableRandom(seed);
        Text base = Texts.any(random);
        var state = new DocumentState(base, Attributes.NONE);
        var change = new StateChange(Changes.on(base, random), AttributeChange.NONE);
        StateChange none = StateChange.identity(base.length());
        assertThat(engine.reconcile(state, none, change)).isEqualTo(new Merge(change, List.of()));
        assertThat(engine.reconcile(state, change, none).mineOnTheirs().isIdentity()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameChangeOnBothSidesAppliesOnce(long seed) {
        var random = new SplittableRandom(seed);
        Text base = Texts.any(random);
        var state = new DocumentState(base, Attributes.NONE);
        var change = new StateChange(Changes.on(base, random), AttributeChange.NONE);
        Merge merge = engine.reconcile(state, change, change);
        assertThat(merge.mineOnTheirs().isIdentity()).isTrue();
        assertThat(merge.conflicts()).isEmpty();
    }

    /** The same change with a mark in each insertion that stands nowhere else. */
    private static Change marked(Change change, int firstMark) {
        List<Hunk> hunks = new ArrayList<>();
        for (Hunk hunk : change.hunks()) {
            char mark = (char) (FIRST_MARK + firstMark + hunks.size());
            Text inserted =
                    hunk.inserted().isEmpty()
                            ? Text.EMPTY
                            : Text.of(hunk.inserted().string() + mark);
            hunks.add(new Hunk(hunk.start(), hunk.end(), inserted));
        }
        return Change.of(change.lengthBefore(), hunks);
    }

    private static List<String> marksIn(Text text) {
        return text.string()
                .chars()
                .filter(unit -> unit >= FIRST_MARK && unit < FIRST_MARK + 6_000)
                .mapToObj(Character::toString)
                .toList();
    }

    private static String told(List<Conflict> conflicts) {
        StringBuilder told = new StringBuilder();
        for (Conflict conflict : conflicts) {
            told.append(conflict.theirs()).append(conflict.mine());
        }
        return told.toString();
    }
}
