package org.p2pltr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.ring.Introduction;
import org.p2pltr.ring.RingMessage;
import org.p2pltr.wire.proto.RingProto;

class RingCodecTest {
    private static final Introduction ANN = peer("11", "ann.example", 7400, "Änn", 3);
    private static final Introduction BOB = peer("22", "::1", 65535, "", Long.MAX_VALUE);

    private static final String ANN_HEX =
            "0a20" + "11".repeat(32) + "120b616e6e2e6578616d706c65" + "18e839" + "2204c3846e6e2803";
    private static final String BOB_HEX =
            "0a20" + "22".repeat(32) + "12033a3a31" + "18ffff03" + "28ffffffffffffffff7f";

    private final RingCodec codec = new RingCodec();

    private static Introduction peer(
            String digits, String host, int port, String name, long incarnation) {
        PeerId id = new PeerId(new Hash(Bytes.hex(digits.repeat(Hash.LENGTH))));
        return new Introduction(
                new PeerContact(id, new PeerAddress(host, port)), name, incarnation);
    }

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(
                        1, new RingMessage.Join(ANN, 7), "0a3a" + ANN_HEX + "110700000000000000"),
                Arguments.of(
                        2,
                        new RingMessage.Ping(ANN, 8, -9),
                        "0a3a" + ANN_HEX + "11080000000000000019f7ffffffffffffff"),
                Arguments.of(
                        3, new RingMessage.Pong(ANN, 10), "0a3a" + ANN_HEX + "110a00000000000000"),
                Arguments.of(
                        4,
                        new RingMessage.Members(ANN, 0, List.of(BOB)),
                        "0a3a" + ANN_HEX + "1a35" + BOB_HEX),
                Arguments.of(5, new RingMessage.Leaving(BOB), "0a35" + BOB_HEX),
                Arguments.of(6, new RingMessage.Farewell(ANN, 12), "0a3a" + ANN_HEX + "100c"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void bytesStayWhatTheyAre(int number, RingMessage message, String hex)
            throws MalformedMessageException {
        assertThat(codec.numberOf(message)).isEqualTo(number);
        assertThat(codec.encode(message).asHex()).isEqualTo(hex);
        assertThat(codec.decode(number, Bytes.hex(hex))).isEqualTo(message);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBytesAreAMessageOrMalformed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Arguments> golden = golden().toList();
        for (int round = 0; round < 100; round++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            decodes(random.nextInt(70), bytes);
            Object[] sample = golden.get(random.nextInt(golden.size())).get();
            byte[] spoiled = codec.encode((RingMessage) sample[1]).toArray();
            for (int spot = 0; spot <= random.nextInt(3); spot++) {
                spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt();
            }
            decodes((int) sample[0], spoiled);
        }
    }

    /** Whatever is decoded is a message that could have been sent; nothing else is thrown. */
    private void decodes(int number, byte[] bytes) {
        try {
            RingMessage message = codec.decode(number, Bytes.of(bytes));
            assertThat(codec.decode(number, codec.encode(message))).isEqualTo(message);
        } catch (MalformedMessageException expected) {
            assertThat(expected).hasMessageContaining("ring message");
        }
    }

    @Test
    void limitsAreChecked() {
        RingProto.Introduction ann =
                RingProto.Introduction.newBuilder()
                        .setId(ByteString.copyFrom(ANN.id().value().value().toArray()))
                        .setHost("ann.example")
                        .setPort(7400)
                        .setIncarnation(1)
                        .build();
        assertMalformed(ann.toBuilder().setName("x".repeat(201)).build());
        assertMalformed(ann.toBuilder().setName("a\nb").build());
        assertMalformed(ann.toBuilder().setHost("h".repeat(254)).build());
        assertMalformed(ann.toBuilder().setPort(0).build());
        assertMalformed(ann.toBuilder().setPort(-1).build());
        assertMalformed(ann.toBuilder().setIncarnation(0).build());
        assertMalformed(ann.toBuilder().setId(ByteString.EMPTY).build());
        assertThatThrownBy(() ->
                        decode(
                                4,
                                RingProto.Members.newBuilder()
                                        .setSender(ann)
                                        .addAllMembers(
                                                Collections.nCopies(RingMessage.MAX_PAGE + 1, ann))
                                        .build()
                                        .toByteArray()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("65");
        assertThatThrownBy(() -> decode(1, new byte[0]))
                .isInstanceOf(MalformedMessageException.class);
    }

    private void assertMalformed(RingProto.Introduction sender) {
        byte[] join = RingProto.Join.newBuilder().setSender(sender).build().toByteArray();
        assertThatThrownBy(() -> decode(1, join)).isInstanceOf(MalformedMessageException.class);
    }

    private RingMessage decode(int number, byte[] bytes) throws MalformedMessageException {
        return codec.decode(number, Bytes.of(bytes));
    }
}
