package org.p2pltr.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

class RingRecordsTest {
    private static final PeerId ID = new PeerId(new Hash(Bytes.hex("ab".repeat(32))));
    private static final Introduction ANN =
            new Introduction(new PeerContact(ID, new PeerAddress("::1", 7400)), "Änn", 3);

    private static Row row(Write write) {
        Write.Put put = (Write.Put) write;
        return new Row(put.key(), put.value());
    }

    @ParameterizedTest
    @EnumSource(RingRecords.Known.Source.class)
    void aKnownPeerComesBackFromItsRow(RingRecords.Known.Source source) {
        RingRecords.Known known = new RingRecords.Known(ANN, source);
        assertThat(RingRecords.read(row(RingRecords.known(known)))).isEqualTo(known);
    }

    @Test
    void bytesOnDiskStayWhatTheyAre() {
        Row peer =
                row(RingRecords.known(new RingRecords.Known(ANN, RingRecords.Known.Source.LEFT)));
        assertThat(peer.key().asHex()).isEqualTo("70" + "ab".repeat(32));
        assertThat(peer.value().asHex())
                .isEqualTo(
                        "0102"
                                + "0000000000000003"
                                + "00001ce8"
                                + "000000033a3a31"
                                + "00000004c3846e6e");
        assertThat(row(RingRecords.incarnation(258)))
                .isEqualTo(new Row(Bytes.hex("69"), Bytes.hex("0000000000000102")));
        assertThat(RingRecords.read(row(RingRecords.incarnation(258))))
                .isEqualTo(new RingRecords.Incarnation(258));
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSpoiltRowIsAnotherRecordOrDamaged(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RingRecords.Known known = new RingRecords.Known(ANN, RingRecords.Known.Source.FIRST_HAND);
        Row whole = row(RingRecords.known(known));
        for (int round = 0; round < 50; round++) {
            byte[] bytes = whole.value().toArray();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            Bytes spoilt = Bytes.of(bytes).slice(0, bytes.length - random.nextInt(2));
            try {
                RingRecords.Remembered read = RingRecords.read(new Row(whole.key(), spoilt));
                assertThat(row(RingRecords.known((RingRecords.Known) read)).value())
                        .isEqualTo(spoilt);
            } catch (DamagedRowException expected) {
                assertThat(expected).hasMessageContaining("CORE/ring");
            }
        }
    }

    @Test
    void aRowOfNobodyIsDamaged() {
        assertThatThrownBy(() -> RingRecords.read(new Row(Bytes.utf8("x"), Bytes.EMPTY)))
                .isInstanceOf(DamagedRowException.class);
        assertThatThrownBy(() -> RingRecords.read(new Row(Bytes.utf8("i"), Bytes.of(new byte[8]))))
                .isInstanceOf(DamagedRowException.class);
        assertThatThrownBy(() ->
                        RingRecords.read(
                                new Row(
                                        row(RingRecords.incarnation(1)).key(),
                                        Bytes.of(new byte[9]))))
                .isInstanceOf(DamagedRowException.class);
    }
}
