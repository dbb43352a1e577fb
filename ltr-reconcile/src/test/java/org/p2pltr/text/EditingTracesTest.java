package org.p2pltr.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.diff.Diff;

/**
 * Real editing sessions, keystroke by keystroke, end in exactly the text that their authors saw.
 */
class EditingTracesTest {
    /** So many saves of each session go through the difference. */
    private static final int SAVES = 50;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "automerge-paper",
                "friendsforever_flat",
                "clownschool_flat",
                "rustcode",
                "sveltecomponent",
                "seph-blog1",
                "json-crdt-patch",
                "json-crdt-blog-post"
            })
    void oneAfterTheOther(String name) {
        EditingTrace trace = EditingTrace.read(name);
        int perSave = Math.ceilDiv(trace.steps().size(), SAVES);
        Text text = Text.EMPTY;
        for (int from = 0; from < trace.steps().size(); from += perSave) {
            List<Change> typed = new ArrayList<>();
            int length = text.length();
            for (EditingTrace.Step step :
                    trace.steps().subList(from, Math.min(from + perSave, trace.steps().size()))) {
                Change change = step.change(length);
                typed.add(change);
                length = change.lengthAfter();
            }
            Text saved = Change.composeAll(text.length(), typed).apply(text);
            assertThat(Diff.between(text, saved).apply(text)).isEqualTo(saved);
            text = saved;
        }
        assertThat(text).isEqualTo(trace.end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"friendsforever", "clownschool"})
    void severalAtOnce(String name) {
        EditingTrace trace = EditingTrace.read(name);
        List<Replica> replicas = new ArrayList<>();
        for (int agent = 0; agent < trace.agents(); agent++) replicas.add(new Replica(agent));
        List<int[]> seenBy = new ArrayList<>();
        List<Change> order = new ArrayList<>();
        for (EditingTrace.Step step : trace.steps()) {
            int[] seen = new int[trace.agents()];
            step.parents()
                    .forEach(parent ->
                            Arrays.setAll(seen, i -> Math.max(seen[i], seenBy.get(parent)[i])));
            Replica author = replicas.get(step.agent());
            author.receive(seen);
            Change inOrder = author.type(step.change(author.length));
            seen[step.agent()]++;
            seenBy.add(seen);
            order.add(inOrder);
            for (Replica other : replicas) {
                if (other != author)
                    other.waiting.add(new Waiting(step.agent(), seen[step.agent()], inOrder));
            }
        }
        assertThat(Change.composeAll(0, order).apply(Text.EMPTY)).isEqualTo(trace.end());
    }

    /** A change of somebody else, as it applies behind those before it in the row. */
    private record Waiting(int agent, int number, Change change) {}

    /**
     * One author's copy: what it has, and in a row what the order has and it has not received yet.
     */
    private static final class Replica {
        private final int agent;
        private int length;
        private List<Waiting> waiting = new ArrayList<>();

        Replica(int agent) {
            this.agent = agent;
        }

        void receive(int[] seen) {
            while (!waiting.isEmpty()
                    && waiting.getFirst().number <= seen[waiting.getFirst().agent]) {
                length = waiting.removeFirst().change.lengthAfter();
            }
            // The row is in the order's order, so whoever saw one saw those before it by the same
            // author.
            assertThat(waiting).noneMatch(change -> change.number <= seen[change.agent]);
        }

        /** Types on this copy; the change as it reads at the end of the order. */
        Change type(Change typed) {
            length = typed.lengthAfter();
            Change mine = typed;
            List<Waiting> moved = new ArrayList<>();
            for (Waiting theirs : waiting) {
                Priority priority = agent < theirs.agent ? Priority.FIRST : Priority.SECOND;
                moved.add(
                        new Waiting(
                                theirs.agent,
                                theirs.number,
                                theirs.change.transform(mine, priority.other())));
                mine = mine.transform(theirs.change, priority);
            }
            waiting = moved;
            return mine;
        }
    }
}
