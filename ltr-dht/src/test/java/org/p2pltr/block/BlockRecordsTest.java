package org.p2pltr.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;

class BlockRecordsTest {
    private static final BlockName NAME =
            new BlockName(new RingPosition(2), new Hash(Bytes.hex("11".repeat(Hash.LENGTH))));
    private static final Bytes KEY = Bytes.hex("0000000000000002" + "11".repeat(32));

    @Test
    void rowsStayWhatTheyAre() {
        Bytes value = Bytes.hex("cafe");
        assertThat(BlockRecords.writes(NAME, value))
                .containsExactly(
                        new Write.Put(BlockRecords.VALUES, KEY, value),
                        new Write.Put(BlockRecords.INDEX, KEY, Bytes.hex("0100000002")));
        assertThat(BlockRecords.name(KEY)).isEqualTo(NAME);
        assertThat(BlockRecords.size(new Row(KEY, Bytes.hex("0100000002")))).isEqualTo(2);
    }

    @Test
    void damagedRowsAreRefused() {
        assertThatThrownBy(() -> BlockRecords.name(Bytes.hex("00")))
                .hasMessageContaining("40 bytes");
        assertThatThrownBy(() -> BlockRecords.size(new Row(KEY, Bytes.hex("0200000002"))))
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> BlockRecords.size(new Row(KEY, Bytes.hex("01ffffffff"))))
                .hasMessageContaining("-1 bytes");
        assertThatThrownBy(() -> BlockRecords.size(new Row(KEY, Bytes.hex("01"))))
                .hasMessageContaining("1 bytes");
    }
}
