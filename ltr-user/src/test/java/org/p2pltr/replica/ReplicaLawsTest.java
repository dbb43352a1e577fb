package org.p2pltr.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.entry.PatchId;
import org.p2pltr.id.Bytes;
import org.p2pltr.merge.ReconciliationEngine;

/** Three replicas and a model of the log: random saves, stale starts, lost answers, any order. */
class ReplicaLawsTest {
    private static final ReconciliationEngine ENGINE = ReconciliationEngine.standard();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static ReplicaModel played(long seed) {
        ReplicaModel model = new ReplicaModel(seed);
        for (int step = 0; step < 80; step++) {
            int who = model.random().nextInt(3);
            switch (model.random().nextInt(4)) {
                case 0 -> model.publish(who, model.random().nextInt(3) > 0);
                case 1 -> model.retrieve(who);
                default -> model.save(who);
            }
        }
        model.settle();
        return model;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void threeReplicasEndEqualToTheLog(long seed) {
        ReplicaModel model = played(seed);
        assertThat(model.isQuiet()).isTrue();
        assertThat(model.log()).isNotEmpty();
        Bytes digest = model.log().getLast().fields().stateDigest().value();
        for (Replica replica : model.replicas()) {
            assertThat(Bytes.of(replica.validated().digest())).isEqualTo(digest);
            assertThat(replica.local()).isEqualTo(replica.validated());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPatchIsInTheLogOnce(long seed) {
        List<PatchId> patches =
                played(seed).log().stream().map(entry -> entry.header().patch()).toList();
        assertThat(patches).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWordThatWasTypedAndNotTakenOutIsLost(long seed) {
        ReplicaModel model = played(seed);
        String text = model.replica(0).local().text().string();
        TreeSet<String> expected = new TreeSet<>(model.typed());
        expected.removeAll(model.removed());
        assertThat(ReplicaModel.wordsOf(text)).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takingBackTheLastSaveGivesTheViewBeforeIt(long seed) {
        ReplicaModel model = new ReplicaModel(seed);
        model.save(0);
        model.save(0);
        Replica before = model.replica(0);
        model.save(0);
        Replica after = model.replica(0);
        PatchId last = after.tentative().getLast().patch();
        assertThat(after.discarded(last, ENGINE)).isEqualTo(before);
    }
}
