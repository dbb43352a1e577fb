package org.p2pltr.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.StoreId;
import org.p2pltr.keys.Ed25519Signer;
import org.p2pltr.keys.Ed25519Verifier;

class AcquaintancesTest {
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("Ann")));
    private static final Bytes SEAL = filled(64, 7);

    /** Rows in memory, all on disk at once. */
    private static final class Rows implements DurableStore {
        final TreeMap<Bytes, Bytes> rows = new TreeMap<>();

        @Override
        public void scan(Range range, Consumer<Row> reader) {
            rows.forEach((key, value) -> reader.accept(new Row(key, value)));
        }

        @Override
        public void commit(List<Write> writes, Runnable synced) {
            for (Write write : writes) {
                switch (write) {
                    case Write.Put(var _, Bytes key, Bytes value) -> rows.put(key, value);
                    case Write.Delete(var _, Bytes key) -> rows.remove(key);
                    case Write.DeleteRange _ -> throw new IllegalArgumentException("not used");
                }
            }
            synced.run();
        }

        @Override
        public void read(
                Range range, int maxRows, int maxBytes, Consumer<DurableStore.Rows> found) {
            throw new IllegalArgumentException("not used");
        }

        @Override
        public void close() {}

        Acquaintances recalled() {
            Acquaintances fresh = new Acquaintances();
            fresh.recall(this);
            return fresh;
        }
    }

    private static Bytes filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return Bytes.of(bytes);
    }

    private static Start start(long number, int run) {
        return new Start(number, filled(Start.RUN_LENGTH, run), SEAL);
    }

    @Test
    void anEarlierStartAndAnotherRunOfTheSameAreRefused() {
        Acquaintances met = new Acquaintances();
        assertThat(met.judge(ANN, start(5, 1))).isEmpty();
        met.remember(ANN, start(5, 1));
        assertThat(met.judge(ANN, start(4, 1))).contains(start(5, 1));
        assertThat(met.judge(ANN, start(5, 2))).contains(start(5, 1));
        assertThat(met.judge(ANN, start(5, 1))).isEmpty();
        assertThat(met.judge(ANN, start(6, 2))).isEmpty();
        assertThat(met.judge(new PeerId(Hash.of(SEAL)), start(1, 2))).isEmpty();
    }

    @Test
    void aStartIsWrittenUntilItIsKnownToBeOnDisk() {
        Acquaintances met = new Acquaintances();
        assertThat(met.remember(ANN, start(5, 1))).hasSize(1);
        // A second connection while the first one's row is on its way to the disk.
        assertThat(met.remember(ANN, start(5, 1))).hasSize(1);
        met.isOnDisk(ANN, start(4, 1));
        assertThat(met.remember(ANN, start(5, 1))).hasSize(1);
        met.isOnDisk(ANN, start(5, 1));
        assertThat(met.remember(ANN, start(5, 1))).isEmpty();
        assertThat(met.remember(ANN, start(6, 1))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsReadFromDiskJudgesAsBefore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rows disk = new Rows();
        Acquaintances met = new Acquaintances();
        for (int i = 0; i < 200; i++) {
            PeerId peer = new PeerId(Hash.of(Bytes.utf8("peer " + random.nextInt(20))));
            Start said = start(1 + random.nextInt(5), random.nextInt(3));
            assertThat(disk.recalled().judge(peer, said))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(met.judge(peer, said));
            if (met.judge(peer, said).isPresent()) continue;
            disk.commit(met.remember(peer, said), () -> met.isOnDisk(peer, said));
        }
        assertThat(disk.rows).hasSize(20);
    }

    @Test
    void beyondTheLimitThoseMetLongestAgoAreForgottenOnDiskToo() {
        Rows disk = new Rows();
        Acquaintances met = new Acquaintances();
        for (int i = 0; i <= Acquaintances.MAX_REMEMBERED; i++)
            disk.commit(
                    met.remember(new PeerId(Hash.of(Bytes.utf8("" + i))), start(2, 1)), () -> {});
        assertThat(disk.rows).hasSize(Acquaintances.MAX_REMEMBERED);
        Acquaintances later = disk.recalled();
        assertThat(later.judge(new PeerId(Hash.of(Bytes.utf8("0"))), start(1, 1))).isEmpty();
        assertThat(later.judge(new PeerId(Hash.of(Bytes.utf8("1"))), start(1, 1))).isPresent();
    }

    @Test
    void theRowsNeverChange() {
        Rows disk = new Rows();
        disk.commit(new Acquaintances().remember(ANN, start(5, 4)), () -> {});
        assertThat(disk.rows.firstEntry().getKey()).isEqualTo(ANN.value().value());
        assertThat(disk.rows.firstEntry().getValue().asHex())
                .isEqualTo(
                        "01"
                                + "0000000000000001"
                                + "0000000000000005"
                                + "04".repeat(16)
                                + "07".repeat(64));
    }

    @Test
    void aDamagedRowIsTold() {
        Rows disk = new Rows();
        disk.rows.put(ANN.value().value(), Bytes.hex("02" + "00".repeat(32)));
        assertThatThrownBy(disk::recalled)
                .isInstanceOf(DamagedRowException.class)
                .hasMessageContaining("version 2");
        disk.rows.put(ANN.value().value(), Bytes.hex("01"));
        assertThatThrownBy(disk::recalled).isInstanceOf(DamagedRowException.class);
    }

    @Test
    void onlyThePeerItselfCanSealItsStart() {
        Ed25519Signer ann = new Ed25519Signer(filled(32, 1), new StoreId(filled(16, 1)));
        Ed25519Signer liar = new Ed25519Signer(filled(32, 2), new StoreId(filled(16, 1)));
        Start said = Start.signed(5, filled(16, 3), ann);
        var verifier = new Ed25519Verifier();
        assertThat(said.isSealedBy(ann.identity(), verifier)).isTrue();
        assertThat(new Start(6, said.run(), said.seal()).isSealedBy(ann.identity(), verifier))
                .isFalse();
        assertThat(Start.signed(6, said.run(), liar).isSealedBy(ann.identity(), verifier))
                .isFalse();
        assertThat(new Start(6, said.run(), Bytes.EMPTY).isSealedBy(ann.identity(), verifier))
                .isFalse();
        assertThat(said.seal().asHex())
                .isEqualTo(
                        "fce9b527c8ebcc9d585f844986dd96385e3e5f7a8274103412a18aa2ec94cfea"
                                + "85c42c2e591b4507c9b1a4ca5be120224b69c09c0f7b2f01d3ab2a2cc33e950e");
    }
}
