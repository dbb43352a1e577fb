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
                    7,
                    filled(16, 4),
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
                        "0aa001" // hello
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
                                + "620767656e65736973");
        assertThat(TransportCodec.encode(ALL.get(1)).body().asHex())
                .isEqualTo("12420a40" + "06".repeat(64));
        assertThat(TransportCodec.encode(new Refusal(Refusal.Reason.TWIN, "no")).body().asHex())
                .isEqualTo("1a06080612026e6f");
        assertThat(TransportCodec.encode(new Ping()).body().asHex()).isEqualTo("2200");
        assertThat(TransportCodec.encode(new Pong()).body().asHex()).isEqualTo("2a00");
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
                                1,
                                HELLO.run(),
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
