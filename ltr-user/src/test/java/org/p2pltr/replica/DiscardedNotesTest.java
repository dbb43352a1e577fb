package org.p2pltr.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2pltr.replica.ReplicaModel.ENGINE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.entry.PatchId;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Text;

/** A long queue whose every save is in conflict: only some of its patches carry the notes. */
class DiscardedNotesTest {
    private static final int SAVES = 20;

    private static Text page(int changed, String by) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SAVES; i++)
            text.append("Line ")
                    .append(i)
                    .append(i < changed ? " " + by + i + " changed" : " as it was")
                    .append(".\n\n");
        return Text.of(text.toString());
    }

    private static List<Conflict> notes(Replica replica) {
        String noted = replica.local().attributes().get(Attributes.CONFLICTS).orElseThrow();
        return ConflictCodec.decode(noted);
    }

    private static Stream<String> saves(Text text) {
        return IntStream.range(0, SAVES)
                .filter(i -> text.string().contains("bob" + i + " "))
                .mapToObj(i -> "bob" + i);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 15, 19})
    void discardingOneSaveKeepsTheNotesOfTheOthers(int discarded) {
        ReplicaModel model = new ReplicaModel(1);
        model.save(0, Text.EMPTY, page(0, ""));
        model.settle();
        List<PatchId> patches = new ArrayList<>();
        for (int i = 1; i <= SAVES; i++)
            patches.add(model.save(1, model.replica(1).local().text(), page(i, "bob")));
        model.save(0, model.replica(0).local().text(), page(SAVES, "ann"));
        model.publish(0, true);
        model.retrieve(1);
        Replica before = model.replica(1);
        assertThat(notes(before)).hasSize(SAVES);
        Replica after = before.discarded(patches.get(discarded), ENGINE);
        List<String> doubled = saves(after.local().text()).toList();
        assertThat(doubled).hasSize(SAVES - 1).doesNotContain("bob" + discarded);
        assertThat(notes(after).stream().flatMap(note -> saves(note.mine())))
                .containsExactlyInAnyOrderElementsOf(doubled);
        Replica read =
                Replica.of(after.document(), after.validated(), after.head(), after.tentative());
        assertThat(read.local()).isEqualTo(after.local());
    }
}
