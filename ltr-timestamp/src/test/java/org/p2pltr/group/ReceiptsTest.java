package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogNotice;

class ReceiptsTest {
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));

    private static LogNotice.EntryStored stored(int ts) {
        ChainHash hash = new ChainHash(Hash.of(Bytes.utf8("entry " + ts)));
        return new LogNotice.EntryStored(
                new DocumentKey("Home"), new Timestamp(ts), hash, List.of(ANN), 3);
    }

    @Test
    void anAuthorIsKnownUntilTooManyCameAfter() {
        Receipts receipts = new Receipts(2);
        assertThat(receipts.authorOf(stored(1))).isEmpty();
        receipts.remember(stored(1), ANN);
        receipts.remember(stored(2), ANN);
        receipts.remember(stored(1), ANN);
        assertThat(receipts.authorOf(stored(1))).contains(ANN);
        receipts.remember(stored(3), ANN);
        assertThat(receipts.authorOf(stored(1))).isEmpty();
        assertThat(receipts.authorOf(stored(2))).contains(ANN);
        assertThat(receipts.authorOf(stored(3))).contains(ANN);
    }
}
