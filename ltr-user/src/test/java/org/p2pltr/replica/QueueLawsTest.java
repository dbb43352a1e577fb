package org.p2pltr.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.p2pltr.replica.ReplicaModel.ENGINE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.merge.RebasedQueue;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/** Squash, discard and undo. */
class QueueLawsTest {
    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ltr.laws", 300));
    }

    /** Edits of lines that lie apart, and what the page is with any of them left out. */
    private static final class ApartLines {
        private static final int EDITS = 6;
        private static final int APART = 4;

        private final ReplicaModel model;
        private final List<PatchId> patches = new ArrayList<>();
        private final List<String> base = new ArrayList<>();
        private final List<List<String>> edited = new ArrayList<>();
        private final List<Integer> order = new ArrayList<>();

        ApartLines(long seed) {
            model = new ReplicaModel(seed);
            SplittableRandom random = model.random();
            for (int i = 0; i < EDITS * APART; i++) base.add("Line " + i + " as it was.");
            model.save(0, Text.EMPTY, Text.of(text(List.of())));
            for (int i = 0; i < EDITS; i++) {
                String was = base.get(i * APART);
                edited.add(
                        switch (random.nextInt(4)) {
                            case 0 -> List.of();
                            case 1 -> List.of(was, "New line by edit " + i + ".");
                            case 2 -> List.of("Line " + i + " is quite another one now.");
                            default -> List.of("Edit " + i + ", new line.", was);
                        });
                order.add(i);
            }
            Collections.shuffle(order, new java.util.Random(random.nextLong()));
        }

        /** The next of the edits is saved. */
        void save() {
            int done = patches.size() + 1;
            Text start = model.replica(0).local().text();
            patches.add(model.save(0, start, Text.of(text(order.subList(0, done)))));
        }

        /** The page with these edits. */
        String text(List<Integer> edits) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < base.size(); i++) {
                boolean isEdited = i % APART == 0 && edits.contains(i / APART);
                List<String> lines = isEdited ? edited.get(i / APART) : List.of(base.get(i));
                for (String line : lines) text.append(line).append('\n');
            }
            return text.toString();
        }

        String textWithout(int place) {
            List<Integer> rest = new ArrayList<>(order.subList(0, patches.size()));
            rest.remove(/* index */ place);
            return text(rest);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void squashLeavesTheLocalViewAndOnePatch(long seed) {
        ReplicaModel model = new ReplicaModel(seed);
        for (int i = 0; i < 8; i++) model.save(0);
        Replica before = model.replica(0);
        int from = model.random().nextInt(7);
        int to = from + 1 + model.random().nextInt(8 - from);
        Replica after = before.squashed(from, to, PatchId.random(model.random()));
        assertThat(after.tentative()).hasSize(8 - (to - from) + 1);
        assertThat(after.local()).isEqualTo(before.local());
        Replica read =
                Replica.of(after.document(), after.validated(), after.head(), after.tentative());
        assertThat(read).isEqualTo(after);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void discardLeavesThePageWithoutThatSave(long seed) {
        ApartLines lines = new ApartLines(seed);
        lines.model.publish(0, true);
        for (int i = 0; i < ApartLines.EDITS; i++) lines.save();
        int place = lines.model.random().nextInt(ApartLines.EDITS);
        Replica after = lines.model.replica(0).discarded(lines.patches.get(place), ENGINE);
        assertThat(after.local().text()).hasToString(lines.textWithout(place));
        assertThat(after.tentative()).hasSize(ApartLines.EDITS - 1);
        assertThat(after.local().attributes()).isEqualTo(Attributes.NONE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void undoAfterUnrelatedEditsTakesBackExactlyThatPatch(long seed) {
        ApartLines lines = new ApartLines(seed);
        int waiting = lines.model.random().nextInt(3);
        for (int i = 0; i < ApartLines.EDITS - waiting; i++) lines.save();
        lines.model.settle();
        for (int i = 0; i < waiting; i++) lines.save();
        int place = lines.model.random().nextInt(ApartLines.EDITS - waiting);
        // The page itself is patch 1.
        Undo undo = lines.model.undone(0, place + 2);
        assertThat(undo).isInstanceOf(Undo.Undone.class);
        Replica after = ((Undo.Undone) undo).replica();
        assertThat(after.local().text()).hasToString(lines.textWithout(place));
        assertThat(((Undo.Undone) undo).conflicts()).isZero();
        assertThat(after.tentative()).hasSize(waiting + 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void undoOfTheLastPatchGivesTheStateBeforeIt(long seed) {
        ReplicaModel model = new ReplicaModel(seed);
        for (int i = 0; i < 5; i++) model.save(0);
        model.settle();
        DocumentState before = model.replica(0).validated();
        model.save(0);
        model.settle();
        boolean didNothing = model.replica(0).validated().equals(before);
        switch (model.undone(0, model.log().size())) {
            case Undo.Undone(Replica after, int conflicts) -> {
                assertThat(after.local()).isEqualTo(before);
                assertThat(conflicts).isZero();
            }
            case Undo.NothingLeft left -> assertThat(didNothing).as("%s", left).isTrue();
        }
    }

    private static ReplicaModel played(long seed, boolean undoing) {
        ReplicaModel model = new ReplicaModel(seed);
        for (int step = 0; step < 80; step++) {
            int who = model.random().nextInt(3);
            switch (model.random().nextInt(10)) {
                case 0 -> model.send(who);
                case 1 -> model.arriveLate();
                case 2 -> model.publish(who, model.random().nextBoolean());
                case 3 -> model.retrieve(who);
                case 4, 5 -> model.squash(who);
                case 6 -> model.discard(who);
                case 7 -> {
                    if (undoing) model.undo(who);
                }
                default -> model.insertLine(who);
            }
        }
        model.settle();
        assertThat(model.isQuiet()).isTrue();
        List<PatchId> patches = model.log().stream().map(e -> e.header().patch()).toList();
        assertThat(patches).doesNotHaveDuplicates();
        return model;
    }

    /**
     * The rule of exactly once: whatever is squashed and discarded while publishes are under way,
     * late, doubled or lost, no line is in the page twice and none is missing.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void noLineIsDoubledOrLostWhateverIsUnderWay(long seed) {
        ReplicaModel model = played(seed, false);
        assertThat(words(model)).doesNotHaveDuplicates().containsAll(kept(model));
    }

    /** What others had changed of an undone patch stands twice, as a conflict; nothing is lost. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noLineIsLostByAnUndo(long seed) {
        ReplicaModel model = played(seed, true);
        assertThat(words(model)).containsAll(kept(model));
    }

    private static List<String> words(ReplicaModel model) {
        return ReplicaModel.wordsOf(model.replica(0).local().text().string());
    }

    private static List<String> kept(ReplicaModel model) {
        return model.typed().stream().filter(word -> !model.removed().contains(word)).toList();
    }

    @Test
    void whatMayHaveBeenSentIsNeitherSquashedNorDiscardedUntilItsFateIsKnown() {
        ReplicaModel model = new ReplicaModel(1);
        for (int i = 0; i < 3; i++) model.insertLine(0);
        Replica sent = model.replica(0).sending(2);
        PatchId as = PatchId.random(model.random());
        assertThatThrownBy(() -> sent.squashed(1, 3, as)).hasMessageContaining("may have been");
        PatchId second = sent.tentative().get(1).patch();
        assertThatThrownBy(() -> sent.discarded(second, ENGINE))
                .isInstanceOf(IllegalArgumentException.class);
        PatchId third = sent.tentative().get(2).patch();
        assertThat(sent.discarded(third, ENGINE).sent()).isEqualTo(2);
        model.insertLine(1);
        model.publish(1, true);
        Arrival.Applied late = (Arrival.Applied) sent.arrived(model.log(), ENGINE);
        assertThat(late.replica().sent()).isZero();
        assertThat(late.replica().squashed(0, 3, as).tentative()).hasSize(1);
    }

    @Test
    void aPublishOfWhichAPartArrivedStaysUntilTheRestDoes() {
        ReplicaModel model = new ReplicaModel(2);
        for (int i = 0; i < 4; i++) model.insertLine(0);
        Replica sent = model.replica(0).sending(3);
        List<PatchEntry> entries = model.entries(sent, 3, model.signer(0));
        Arrival.Applied first = (Arrival.Applied) sent.arrived(entries.subList(0, 1), ENGINE);
        assertThat(first.replica().sent()).isEqualTo(2);
        Arrival.Applied all = (Arrival.Applied) sent.arrived(entries, ENGINE);
        assertThat(all.replica().sent()).isZero();
        assertThat(all.replica().tentative()).hasSize(1);
        assertThat(sent.published(entries).sent()).isZero();
    }

    @Test
    void anUndoOfWhatIsUndoneOrOverwrittenSaysSo() {
        ReplicaModel model = new ReplicaModel(3);
        save(model, "Same.\nA sentence that stays.\n");
        save(model, "Same.\nA sentence that stays.\nOne that goes.\n");
        save(model, "Same.\nA sentence that stays.\n");
        model.settle();
        assertThat(model.undone(0, 2)).isEqualTo(new Undo.NothingLeft(false));
        save(model, "Same.\nA sentence that stays.\nThe other word is here.\n");
        save(model, "Same.\nA sentence that stays.\nNothing of it is left at all!\n");
        model.settle();
        assertThat(model.undone(0, 4)).isEqualTo(new Undo.NothingLeft(true));
    }

    @Test
    void anUndoOfWhatWasPartlyOverwrittenTellsIt() {
        ReplicaModel model = new ReplicaModel(4);
        save(model, "First line.\n\nMiddle.\n\nLast line.\n");
        save(model, "First line, wrong.\n\nMiddle.\n\nLast line, wrong.\n");
        save(model, "First line, wrong.\n\nMiddle.\n\nLast line, right at last.\n");
        model.settle();
        Undo.Undone undone = (Undo.Undone) model.undone(0, 2);
        String text = undone.replica().local().text().string();
        assertThat(text).startsWith("First line.\n").contains("right at last");
        assertThat(undone.conflicts()).isEqualTo(1);
        assertThat(undone.replica().local().attributes().get(Attributes.CONFLICTS)).isPresent();
    }

    private static void save(ReplicaModel model, String text) {
        model.save(0, model.replica(0).local().text(), Text.of(text));
    }

    @Test
    void aLocalSaveMovesThePlacesOfNotedConflicts() {
        ReplicaModel model = new ReplicaModel(5);
        save(model, "One.\n\nThe disputed words.\n\nLast.\n");
        model.settle();
        Text start = model.replica(1).local().text();
        save(model, "One.\n\nThe words of Ann.\n\nLast.\n");
        model.publish(0, true);
        model.save(1, start, Text.of("One.\n\nThe claims by Bob.\n\nLast.\n"));
        model.settle();
        Replica disputed = model.replica(1);
        String before = disputed.local().text().string();
        assertThat(conflict(disputed).theirs().isEmpty()).isFalse();
        assertThat(before.substring(conflict(disputed).place()))
                .startsWith(conflict(disputed).theirs().string());
        model.save(1, disputed.local().text(), Text.of("Something new above.\n" + before));
        Replica moved = model.replica(1);
        assertThat(conflict(moved).place()).isEqualTo(conflict(disputed).place() + 21);
        model.settle();
        assertThat(conflict(model.replica(2))).isEqualTo(conflict(moved));
    }

    private static Conflict conflict(Replica replica) {
        String noted = replica.local().attributes().get(Attributes.CONFLICTS).orElseThrow();
        return ConflictCodec.decode(noted).getFirst();
    }

    /** reconciliation.md: never a long queue against a long log pair by pair. */
    @Test
    void aQueueIsPutOntoWhatIsMissingInOnePass() {
        ReplicaModel model = new ReplicaModel(6);
        for (int i = 0; i < 40; i++) model.insertLine(0);
        for (int i = 0; i < 50; i++) model.insertLine(1);
        while (!model.replica(1).tentative().isEmpty()) model.publish(1, true);
        List<Integer> passes = new ArrayList<>();
        ReconciliationEngine counting =
                new ReconciliationEngine() {
                    @Override
                    public RebasedQueue rebase(
                            DocumentState base, StateChange theirs, List<StateChange> queue) {
                        passes.add(queue.size());
                        return ENGINE.rebase(base, theirs, queue);
                    }
                };
        Arrival arrival = model.replica(0).arrived(model.log(), counting);
        assertThat(arrival).isInstanceOf(Arrival.Applied.class);
        assertThat(passes).containsExactly(40);
    }

    @Test
    void aSquashedPatchTellsOfAllThatMadeIt() {
        Replica replica = Replica.empty(ReplicaModel.NETWORK, ReplicaModel.DOCUMENT);
        SplittableRandom random = new SplittableRandom(7);
        List<String> authors = List.of("Ann", "Bob", "Ann");
        List<String> comments = List.of("first", "", "ü".repeat(250));
        for (int i : IntStream.range(0, 3).toArray()) {
            Text start = replica.local().text();
            replica =
                    replica.saved(
                            new LocalSave(
                                    PatchId.random(random),
                                    start,
                                    Text.of(start.string() + i + "\n"),
                                    AttributeChange.NONE,
                                    authors.get(i),
                                    Instant.ofEpochSecond(i),
                                    comments.get(i)),
                            ENGINE);
        }
        TentativePatch one = replica.squashed(0, 3, PatchId.random(random)).tentative().getFirst();
        assertThat(one.author()).isEqualTo("Ann, Bob");
        assertThat(one.comment()).isEqualTo("first; " + "ü".repeat(246));
        assertThat(one.time()).isEqualTo(Instant.ofEpochSecond(2));
    }
}
