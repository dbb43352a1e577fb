package org.p2pltr.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.Signature;

/** The bytes of headers and entries that stay for ever: these golden values never change. */
class HeaderBytesTest {
    private static final Bytes BODY = Bytes.utf8("any body");
    private static final EntryHeader HEADER =
            new EntryHeader(
                    new Timestamp(258),
                    new PatchId(Bytes.hex("01".repeat(16))),
                    new PeerId(new Hash(Bytes.hex("02".repeat(32)))),
                    new ChainHash(new Hash(Bytes.hex("03".repeat(32)))),
                    Hash.of(BODY),
                    new Label(Bytes.utf8("label")),
                    new Signature(Bytes.hex("04".repeat(64))));
    private static final String HEADER_HEX =
            "01"
                    + "0000000000000102"
                    + "01".repeat(16)
                    + "02".repeat(32)
                    + "03".repeat(32)
                    + Hash.of(BODY).value().asHex()
                    + "04".repeat(64)
                    + "0005"
                    + "6c6162656c";

    @Test
    void aHeaderHasTheseBytes() {
        assertThat(HEADER.bytes().asHex()).isEqualTo(HEADER_HEX);
    }

    @Test
    void anEntryIsItsHeaderAndItsBody() {
        PatchEntry entry = new PatchEntry(HEADER, BODY);
        assertThat(entry.bytes().asHex()).isEqualTo(HEADER_HEX + BODY.asHex());
        assertThat(PatchEntry.of(entry.bytes())).isEqualTo(entry);
        assertThat(EntryHeader.of(HEADER.bytes())).isEqualTo(HEADER);
    }

    @Test
    void everyShorterRunOfBytesIsRefused() {
        Bytes whole = HEADER.bytes();
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertThatThrownBy(() -> EntryHeader.of(cut))
                    .isInstanceOf(MalformedEntryException.class);
        }
        assertThatThrownBy(() -> EntryHeader.of(whole.plus(BODY)))
                .isInstanceOf(MalformedEntryException.class);
        assertThatThrownBy(() -> PatchEntry.of(whole.plus(Bytes.utf8("another body"))))
                .isInstanceOf(MalformedEntryException.class);
    }
}
