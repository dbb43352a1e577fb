package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Change;
import org.p2pltr.text.Changes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Laws;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Texts;

/** What holds when people remove a page, bring it back and edit it, all at once. */
class RemovalLawsTest {
    static LongStream seeds() {
        return Laws.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPageIsRemovedOnlyIfNeitherSideWantsIt(long seed) {
        var random = new SplittableRandom(seed);
        Attributes attributes =
                random.nextBoolean()
                        ? Attributes.NONE
                        : Attributes.NONE.with(Attributes.DELETED, "true");
        var base = new DocumentState(Texts.any(random), attributes);
        StateChange theirs = StateChange.identity(base.text().length());
        for (StateChange step : steps(base, random)) theirs = theirs.compose(step);
        List<StateChange> queue = steps(base, random);
        StateChange mine = StateChange.identity(base.text().length());
        for (StateChange step : queue) mine = mine.compose(step);

        RebasedQueue rebased = ReconciliationEngine.standard().rebase(base, theirs, queue);

        DocumentState merged = theirs.apply(base);
        for (StateChange change : rebased.changes()) merged = change.apply(merged);
        boolean theyRemove = theirs.apply(base).attributes().isDeleted();
        boolean iRemove = mine.apply(base).attributes().isDeleted();
        if (theirs.isIdentity() || mine.isIdentity()) {
            boolean removed = theirs.isIdentity() ? iRemove : theyRemove;
            assertThat(merged.attributes().isDeleted()).isEqualTo(removed);
            return;
        }
        assertThat(merged.attributes().isDeleted()).isEqualTo(theyRemove && iRemove);
        boolean told =
                rebased.conflicts().stream()
                        .anyMatch(conflict ->
                                conflict instanceof Conflict.InAttribute(var name, _, _, _)
                                        && name.equals(Attributes.DELETED));
        assertThat(told).isEqualTo(overruled(theirs, iRemove) || overruled(mine, theyRemove));
    }

    /** True if this side removed the page in the end, and the other side did not. */
    private static boolean overruled(StateChange side, boolean otherRemoves) {
        return side.attributes().set().containsKey(Attributes.DELETED) && !otherRemoves;
    }

    private static List<StateChange> steps(DocumentState base, RandomGenerator random) {
        List<StateChange> steps = new ArrayList<>();
        DocumentState now = base;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Change none = Change.identity(now.text().length());
            StateChange step =
                    switch (random.nextInt(4)) {
                        case 0 ->
                                new StateChange(
                                        none,
                                        AttributeChange.NONE.with(Attributes.DELETED, "true"));
                        case 1 ->
                                new StateChange(
                                        none, AttributeChange.NONE.without(Attributes.DELETED));
                        default ->
                                new StateChange(
                                        Changes.on(now.text(), random), AttributeChange.NONE);
                    };
            steps.add(step);
            now = step.apply(now);
        }
        return steps;
    }
}
