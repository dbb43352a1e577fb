package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/** What is on disk is for ever: these bytes never change, and anything else is damage. */
class GroupRecordsTest {
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));
    private static final PeerId BOB = new PeerId(Hash.of(Bytes.utf8("bob")));
    private static final Genesis GENESIS =
            new Genesis(
                    Entries.NETWORK,
                    new CellMap(256),
                    3,
                    3,
                    Genesis.WriteRule.GROUP_MAJORITY,
                    64,
                    ANN);
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final Config FIRST = GENESIS.firstConfig(new Cell(7));
    private static final Lineage NEXT =
            new Lineage(FIRST, FIRST.successor(List.of(ANN, BOB), new RingPosition(0)));

    private static Row row(Write write) {
        if (write instanceof Write.Put(var _, Bytes key, Bytes value)) return new Row(key, value);
        throw new AssertionError(write + " is no row");
    }

    private static Standing everything() {
        Ballot ballot = new Ballot(NEXT.number(), 5, BOB);
        Config third = NEXT.config().successor(List.of(BOB), new RingPosition(0));
        return Standing.installed(NEXT, Ballot.lowest(NEXT.number()))
                .promising(ballot)
                .accepting(ballot, third)
                .freezing(third)
                .settling();
    }

    @Test
    void theGenesisRecordHasTheseBytes() {
        assertThat(GENESIS.bytes().asHex())
                .isEqualTo(
                        "0100000000000000000000000000000000000001000303000000004049915e0d7d4b402e3017d010"
                                + "bc1c0e83cac6c797d6c16e66340fe3268693a6a1");
        assertThat(Genesis.of(GENESIS.bytes())).isEqualTo(GENESIS);
    }

    @Test
    void theStandingOfAFounderHasTheseBytes() {
        Row row = row(GroupRecords.write(Standing.first(FIRST)));
        assertThat(row.key().asHex()).isEqualTo("00000007");
        assertThat(row.value().asHex())
                .isEqualTo(
                        "01010000000700000000000000000000000000000000a5a3311f5aef67701b91f0ff4f1f81bb3b15"
                                + "fda4c9710413958c7ddfaf557fcc0149915e0d7d4b402e3017d010bc1c0e83cac6c797d6c16e6634"
                                + "0fe3268693a6a1000000000000000000000000000000000000000000000000000000000000000000"
                                + "0000000000000000000000000000000000000000000000000000010000000000000000");
        assertThat(GroupRecords.standing(row)).isEqualTo(Standing.first(FIRST));
    }

    @Test
    void aStandingWithAllThereCanBeHasTheseBytes() {
        Row row = row(GroupRecords.write(everything()));
        assertThat(Hash.of(row.value()).value().asHex())
                .isEqualTo("a2e99b973642f1007199ed8ab9529b9e56d6be111bc036e3df93dd71de80e480");
        assertThat(GroupRecords.standing(row)).isEqualTo(everything());
    }

    @Test
    void aRegisterHasTheseBytes() {
        List<PatchEntry> entries = Entries.of(HOME, 3);
        Ballot ballot = new Ballot(NEXT.number(), 5, BOB);
        Register register = new Register(ballot, entries.getLast().header(), entries.subList(1, 3));
        Row row = row(GroupRecords.write(new Cell(7), HOME, register));
        assertThat(row.key().asHex()).isEqualTo("00000007" + Bytes.utf8("Home").asHex());
        assertThat(Hash.of(row.value()).value().asHex())
                .isEqualTo("078c21c61c68338535ed0545a9a4d343ce4f5bc2674fcaae9b49978969419ec2");
        assertThat(GroupRecords.held(row)).isEqualTo(new GroupMessage.Held(HOME, register));
        assertThat(GroupRecords.cellOf(row)).isEqualTo(new Cell(7));
    }

    @Test
    void aRegisterPutAsideHasTheseBytes() {
        List<PatchEntry> entries = Entries.of(HOME, 3);
        Ballot ballot = new Ballot(NEXT.number(), 5, BOB);
        Register register = new Register(ballot, entries.getLast().header(), entries.subList(1, 3));
        Row row = row(GroupRecords.export(3, new Cell(7), HOME, register));
        assertThat(row.key().asHex())
                .isEqualTo("000000000000000300000007" + Bytes.utf8("Home").asHex());
        assertThat(Hash.of(row.value()).value().asHex())
                .isEqualTo("078c21c61c68338535ed0545a9a4d343ce4f5bc2674fcaae9b49978969419ec2");
        assertThat(GroupRecords.exportPlace(row))
                .isEqualTo(new Exports.Place(3, new Cell(7), HOME));
        assertThat(GroupRecords.exported(row)).isEqualTo(register);
        Row cut = new Row(row.key().slice(0, 9), row.value());
        assertThatThrownBy(() -> GroupRecords.exportPlace(cut))
                .isInstanceOf(DamagedRowException.class);
    }

    @Test
    void aRowThatIsCutOrTooLongOrOfAnotherVersionIsDamage() {
        Row standing = row(GroupRecords.write(everything()));
        Bytes bytes = standing.value();
        for (int length = 0; length < bytes.length(); length++) {
            Row cut = new Row(standing.key(), bytes.slice(0, length));
            assertThatThrownBy(() -> GroupRecords.standing(cut))
                    .isInstanceOf(DamagedRowException.class);
        }
        Row longer = new Row(standing.key(), bytes.plus(Bytes.of(new byte[1])));
        Row other =
                new Row(
                        standing.key(),
                        Bytes.of(new byte[] {2}).plus(bytes.slice(1, bytes.length())));
        Row elsewhere = new Row(Bytes.of(new byte[4]), bytes);
        for (Row bad : List.of(longer, other, elsewhere))
            assertThatThrownBy(() -> GroupRecords.standing(bad))
                    .isInstanceOf(DamagedRowException.class);
    }
}
