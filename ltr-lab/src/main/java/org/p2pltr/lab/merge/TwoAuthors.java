package org.p2pltr.lab.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.p2pltr.merge.RebasedQueue;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Change;
import org.p2pltr.text.ChangeBuilder;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/**
 * What two people saved on one page without seeing each other's: words put in, replaced and taken
 * out, all over the page.
 */
record TwoAuthors(DocumentState base, List<StateChange> theirs, List<StateChange> mine) {

    /** My queue behind their patches, and the page that all of them yield. */
    record Merged(RebasedQueue queue, DocumentState page) {}

    static TwoAuthors on(int units, int theirSaves, int mySaves, long seed) {
        var random = new SplittableRandom(seed);
        Text page = WikiPage.of(units, random);
        return new TwoAuthors(
                new DocumentState(page, Attributes.NONE),
                saves(page, theirSaves, random),
                saves(page, mySaves, random));
    }

    /** From the lists of patches to the merged page. */
    Merged merged(ReconciliationEngine engine) {
        StateChange their = composed(theirs);
        RebasedQueue queue = engine.rebase(base, their, mine);
        return new Merged(queue, composed(queue.changes()).apply(their.apply(base)));
    }

    /** The merged page, one patch after the other: what every reader's peer computes. */
    DocumentState oneByOne(RebasedQueue queue) {
        DocumentState state = base;
        for (StateChange change : theirs) state = change.apply(state);
        for (StateChange change : queue.changes()) state = change.apply(state);
        return state;
    }

    private static StateChange composed(List<StateChange> changes) {
        Change text =
                Change.composeAll(
                        changes.getFirst().text().lengthBefore(),
                        changes.stream().map(StateChange::text).toList());
        AttributeChange attributes =
                changes.stream()
                        .map(StateChange::attributes)
                        .reduce(AttributeChange.NONE, AttributeChange::compose);
        return new StateChange(text, attributes);
    }

    private static List<StateChange> saves(Text page, int count, RandomGenerator random) {
        List<StateChange> saves = new ArrayList<>();
        Text text = page;
        for (int i = 0; i < count; i++) {
            Change save = save(text.string(), random);
            saves.add(new StateChange(save, AttributeChange.NONE));
            text = save.apply(text);
        }
        return saves;
    }

    private static Change save(String text, RandomGenerator random) {
        int start = text.indexOf(' ', random.nextInt(text.length() / 2)) + 1;
        if (random.nextBoolean()) start = text.lastIndexOf(' ', text.length() - start) + 1;
        int kind = random.nextInt(4);
        int end = kind < 2 ? start : wordEnd(text, start);
        String words = WikiPage.word(random) + (kind < 2 ? " " : "");
        return new ChangeBuilder()
                .retain(start)
                .insert(kind == 3 ? "" : words)
                .delete(end - start)
                .retain(text.length() - end)
                .build();
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
        return end;
    }
}
