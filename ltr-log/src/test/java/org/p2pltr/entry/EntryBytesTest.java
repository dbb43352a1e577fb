package org.p2pltr.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.StoreId;

/** The bytes that stay for ever: these golden values never change. */
class EntryBytesTest {
    private static final EntryBody BODY =
            new EntryBody(
                    new DocumentKey("Höme"),
                    new PatchId(bytes(16, 1)),
                    new PeerIdentity(new PublicKey(bytes(32, 2)), new StoreId(bytes(16, 3))),
                    "Ann",
                    Instant.ofEpochMilli(1_700_000_000_123L),
                    "first",
                    Bytes.hex("0102ff"),
                    Hash.of(Bytes.utf8("state")),
                    new Label(Bytes.utf8("label")));

    private static Bytes bytes(int length, int value) {
        byte[] all = new byte[length];
        java.util.Arrays.fill(all, (byte) value);
        return Bytes.of(all);
    }

    @Test
    void aBodyHasTheseBytes() {
        assertThat(EntryBytes.encode(BODY).asHex())
                .isEqualTo(
                        "01"
                                + "0000000548c3b66d65"
                                + "00000003416e6e"
                                + "000000056669727374"
                                + "000000030102ff"
                                + "000000056c6162656c"
                                + "01".repeat(16)
                                + "02".repeat(32)
                                + "03".repeat(16)
                                + "0000018bcfe5687b"
                                + Hash.of(Bytes.utf8("state")).value().asHex());
    }

    @Test
    void aBodyComesBackFromItsBytes() {
        assertThat(EntryBytes.decode(EntryBytes.encode(BODY))).isEqualTo(BODY);
    }

    @Test
    void theChainAndTheSignedBytesAreThese() {
        NetworkId network = new NetworkId(bytes(16, 9));
        Head start = Head.start(network, BODY.document());
        Hash digest = Hash.of(EntryBytes.encode(BODY));
        ChainHash first =
                start.hash().next(new Timestamp(1), BODY.patch(), BODY.author().id(), digest);
        assertThat(start.hash().value().value().asHex())
                .isEqualTo("b59d5911d59865d852b6716051853ad2450d3f0414e4c749031b0c1915e404a7");
        assertThat(first.value().value().asHex())
                .isEqualTo("ca815de5cbb87153bf3926eb19dc1f4ed69e1822449f49c73e28a4a4e76e0eee");
        assertThat(
                        EntryBytes.signed(BODY.document(), new Timestamp(1), start.hash(), digest)
                                .asHex())
                .isEqualTo(
                        "7032702d6c747220656e7472792031"
                                + "0000000548c3b66d65"
                                + "0000000000000001"
                                + start.hash().value().value().asHex()
                                + digest.value().asHex());
    }

    @Test
    void everyShorterOrLongerRunOfBytesIsRefused() {
        Bytes whole = EntryBytes.encode(BODY);
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertThatThrownBy(() -> EntryBytes.decode(cut))
                    .isInstanceOf(MalformedEntryException.class);
        }
        assertThatThrownBy(() -> EntryBytes.decode(whole.plus(bytes(1, 0))))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageContaining("1 bytes too many");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] broken = EntryBytes.encode(BODY).toArray();
        broken[6] = (byte) 0xff;
        assertThatThrownBy(() -> EntryBytes.decode(Bytes.of(broken)))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageContaining("UTF-8");
    }
}
