package org.p2pltr.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchId;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Text;

class ReplicaTest {
    private static final DocumentKey DOCUMENT = new DocumentKey("Home");
    private static final SplittableRandom RANDOM = new SplittableRandom(1);
    private static final Replica EMPTY =
            Replica.empty(new NetworkId(Bytes.of(new byte[16])), DOCUMENT);

    private static Replica saved(Replica replica, String start, String submitted) {
        LocalSave save =
                new LocalSave(
                        PatchId.random(RANDOM),
                        Text.of(start),
                        Text.of(submitted),
                        AttributeChange.NONE,
                        "Ann",
                        Instant.EPOCH,
                        "");
        return replica.saved(save, ReconciliationEngine.standard());
    }

    @Test
    void aSaveFromAnOlderViewKeepsWhatCameSince() {
        Replica first = saved(EMPTY, "", "one\ntwo\nthree\n");
        Replica second = saved(first, "one\ntwo\nthree\n", "one\ntwo\nthree\nfour\n");
        Replica third = saved(second, "one\ntwo\nthree\n", "ONE\ntwo\nthree\n");
        assertThat(third.local().text()).hasToString("ONE\ntwo\nthree\nfour\n");
        assertThat(third.tentative()).hasSize(3);
    }

    @Test
    void aSaveFromNothingAddsItsText() {
        Replica first = saved(EMPTY, "", "one\n");
        assertThat(saved(first, "", "two\n").local().text().string()).contains("one", "two");
    }

    @Test
    void aRevisionChangesWithEachStepAndNamesItsText() {
        Replica first = saved(EMPTY, "", "one\n");
        Replica same = saved(first, "one\n", "one\n");
        assertThat(same.revision()).isNotEqualTo(first.revision());
        assertThat(same.revision().textDigest()).isEqualTo(first.revision().textDigest());
        assertThat(first.revision().textDigest()).contains(Revision.digest(Text.of("one\n")));
        assertThat(new Revision("anything").textDigest()).isEmpty();
    }

    @Test
    void aLabelHasTheseBytesAndComesBack() {
        PageLabel label = new PageLabel("Höme", "Ann", Instant.ofEpochMilli(258), "c", true);
        assertThat(label.label().value().asHex())
                .isEqualTo(
                        "0101" + "0000000000000102" + "000548c3b66d65" + "0003416e6e" + "000163");
        assertThat(PageLabel.read(label.label())).contains(label);
        assertThat(PageLabel.read(new Label(Bytes.hex("02")))).isEmpty();
        assertThat(PageLabel.read(new Label(Bytes.hex("0100")))).isEmpty();
    }

    @Test
    void aLongLabelIsCutAtACharactersEnd() {
        PageLabel label =
                new PageLabel(
                        "ü".repeat(200), "😀".repeat(60), Instant.EPOCH, "é".repeat(500), false);
        assertThat(label.title()).isEqualTo("ü".repeat(127));
        assertThat(label.author()).isEqualTo("😀".repeat(25));
        assertThat(label.label().value().length()).isBetween(511, Label.MAX_BYTES);
        assertThat(PageLabel.read(label.label())).contains(label);
    }
}
