package org.p2pltr.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;

/** What is on disk is there for ever. */
class UserRowsTest {
    private static final String HASH = "ab".repeat(32);
    private static final Head HEAD =
            new Head(new Timestamp(5), new ChainHash(new Hash(Bytes.hex(HASH))));
    private static final UserRows.DocumentRow ROW =
            new UserRows.DocumentRow(
                    HEAD, 3, new Label(Bytes.hex("0102")), new Label(Bytes.hex("03")), 2);
    private static final String FIELDS =
            "0000000000000005"
                    + HASH
                    + "0000000000000003"
                    + "00000002"
                    + "0102"
                    + "00000001"
                    + "03";
    private static final String DRAFT_FIELDS =
            "0000000000000007" + "00000003687574" + "0000000172" + "00000003416e6e" + "00000000";

    private static Row row(String value) {
        return new Row(Bytes.utf8("Home"), Bytes.hex(value));
    }

    @Test
    void aDocumentsRowHasTheseBytesAndComesBack() {
        Write.Put put = (Write.Put) UserRows.document(UserPeers.HOME, ROW);
        assertThat(put.key()).isEqualTo(Bytes.utf8("Home"));
        assertThat(put.value().asHex()).isEqualTo("02" + FIELDS + "0000000000000002");
        assertThat(UserRows.document(row(put.value().asHex()))).isEqualTo(ROW);
    }

    /** It does not say what was sent, so all that waits may have been. */
    @Test
    void aRowOfTheFirstVersionIsReadAsIfAllWasSent() {
        UserRows.DocumentRow read = UserRows.document(row("01" + FIELDS));
        assertThat(read.head()).isEqualTo(HEAD);
        assertThat(read.sent()).isEqualTo(3);
    }

    @Test
    void aRowOfALaterVersionIsNotGuessedAt() {
        assertThatThrownBy(() -> UserRows.document(row("03" + FIELDS)))
                .hasMessageContaining("version 3");
    }

    @Test
    void aCountThatNoQueueHasIsADamagedRow() {
        String sent = "0000000100000000";
        assertThatThrownBy(() -> UserRows.document(row("02" + FIELDS + sent)))
                .isInstanceOf(DamagedRowException.class);
    }

    @Test
    void aDraftHasTheseBytesAndComesBack() {
        Bytes key = Bytes.hex("486f6d6500" + "ab".repeat(16));
        UserReply.Draft draft =
                new UserReply.Draft(
                        key.asHex(),
                        UserPeers.HOME,
                        "hut",
                        "r",
                        "Ann",
                        "",
                        "t",
                        "s",
                        Instant.ofEpochMilli(7));
        Write.Put put = (Write.Put) UserRows.draft(key, draft);
        assertThat(put.value().asHex()).isEqualTo("02" + DRAFT_FIELDS + "00000001740000000173");
        assertThat(UserRows.draft(new Row(key, put.value()))).isEqualTo(draft);
        UserReply.Draft old = UserRows.draft(new Row(key, Bytes.hex("01" + DRAFT_FIELDS)));
        assertThat(old.tags()).as("version 1 had none").isEmpty();
        assertThat(old.text()).isEqualTo("hut");
    }
}
