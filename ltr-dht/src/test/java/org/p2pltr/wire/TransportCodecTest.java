package org.p2pltr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;
import org.p2pltr.start.Start;
import org.p2pltr.wire.TransportMessage.Hello;
import org.p2pltr.wire.TransportMessage.Ping;
import org.p2pltr.wire.TransportMessage.Pong;
import org.p2pltr.wire.TransportMessage.Proof;
import org.p2pltr.wire.TransportMessage.Refusal;

class TransportCodecTest {
    private static final Hello HELLO =
            new Hello(
                    new Membership.MemberOf(new NetworkId(filled(16, 1))),
                    new PeerIdentity(new PublicKey(filled(32, 2)), new StoreId(filled(16, 3))),
                    new Start(7, filled(16, 4), filled(64, 7)),
                    "127.0.0.1",
                    7400,
                    "Ann",
                    filled(32, 5),
                    Bytes.utf8("genesis"));

    private static final List<TransportMessage> ALL =
            List.of(
                    HELLO,
                    new Proof(new Signature(filled(64, 6))),
                    new Refusal(Refusal.Reason.TWIN, "there are two of you"),
                    new Refusal(
                            Refusal.Reason.OLD_START,
                            "too old",
                            new Refusal.Evidence.Seen(new Start(9, filled(16, 8), filled(64, 9)))),
                    new Ping(),
                    new Pong());

    @Test
    void everyMessageComesBackFromItsFrame() throws MalformedMessageException {
        for (TransportMessage message : ALL)
            assertThat(TransportCodec.decode(TransportCodec.encode(message))).isEqualTo(message);
    }

    @Test
    void theBytesOfTheTransportNeverChange() {
        assertThat(TransportCodec.encode(HELLO).body().asHex())
                .isEqualTo(
                        "0ae201" // hello
                                + "0a044c545231" // LTR1
                                + "1001" // version
                                + "1a10"
                                + "01".repeat(16)
                                + "2220"
                                + "02".repeat(32)
                                + "2a10"
                                + "03".repeat(16)
                                + "3007"
                                + "3a10"
                                + "04".repeat(16)
                                + "42093132372e302e302e31"
                                + "48e839"
                                + "5203416e6e"
                                + "5a20"
                                + "05".repeat(32)
                                + "620767656e65736973"
                                + "6a40"
                                + "07".repeat(64));
        assertThat(TransportCodec.encode(ALL.get(1)).body().asHex())
                .isEqualTo("12420a40" + "06".repeat(64));
        assertThat(TransportCodec.encode(new Refusal(Refusal.Reason.TWIN, "no")).body().asHex())
                .isEqualTo("1a06080612026e6f");
        assertThat(TransportCodec.encode(ALL.get(3)).body().asHex())
                .isEqualTo(
                        "1a6308051207746f6f206f6c641a56"
                                + "0809"
                                + "1210"
                                + "08".repeat(16)
                                + "1a40"
                                + "09".repeat(64));
        assertThat(TransportCodec.encode(new Ping()).body().asHex()).isEqualTo("2200");
        assertThat(TransportCodec.encode(new Pong()).body().asHex()).isEqualTo("2a00");
    }

    @Test
    void aHelloOfAnOlderProgramHasNoSeal() throws MalformedMessageException {
        byte[] all = TransportCodec.encode(HELLO).body().toArray();
        // Its length as two bytes, then all fields but the last, which is the seal.
        int length = all.length - 3 - 66;
        byte[] older = java.util.Arrays.copyOf(all, 3 + length);
        older[1] = (byte) ((length & 0x7f) | 0x80);
        older[2] = (byte) (length >> 7);
        Hello hello = (Hello) TransportCodec.decode(new Frame(0, Bytes.of(older)));
        assertThat(hello.start()).isEqualTo(new Start(7, filled(16, 4), Bytes.EMPTY));
    }

    @Test
    void aHelloOfAnotherVersionIsToldApart() {
        Bytes body = TransportCodec.encode(HELLO).body();
        byte[] later = body.toArray();
        later[10] = 2;
        assertThatThrownBy(() -> TransportCodec.decode(new Frame(0, Bytes.of(later))))
                .isInstanceOf(TransportCodec.OtherVersionException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void whatNoPeerSaysIsMalformed() {
        assertThatThrownBy(() ->
                        new Hello(
                                HELLO.membership(),
                                HELLO.identity(),
                                HELLO.start(),
                                "h",
                                1,
                                "two\nlines",
                                HELLO.nonce(),
                                Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> TransportCodec.decode(new Frame(0, Bytes.EMPTY)))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> TransportCodec.decode(new Frame(1, Bytes.hex("2200"))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomBytesAreMalformedAndNothingElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 3000; i++) {
            byte[] body =
                    TransportCodec.encode(ALL.get(random.nextInt(ALL.size()))).body().toArray();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--)
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            Bytes cut = Bytes.of(body).slice(0, random.nextInt(body.length + 1));
            try {
                TransportCodec.decode(new Frame(Frame.TRANSPORT, cut));
            } catch (MalformedMessageException expected) {
                assertThat(expected).hasMessageContaining(" ");
            }
        }
    }

    private static Bytes filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return Bytes.of(bytes);
    }
}
