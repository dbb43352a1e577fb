package org.p2pltr.entry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.compare.Summary;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Entries;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.logpeer.Slot;
import org.p2pltr.logpeer.TsRange;
import org.p2pltr.placement.Segment;
import org.p2pltr.wire.MalformedMessageException;

/** The log's messages on the wire: these golden values never change. */
class LogCodecTest {
    private static final LogCodec CODEC = new LogCodec();
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final PatchEntry ENTRY = Entries.chain(HOME, 1, 3).getFirst();
    private static final Hash HASH = new Hash(Bytes.hex("05".repeat(32)));
    private static final Slot SLOT = new Slot(new Timestamp(7), new ChainHash(HASH));
    private static final TsRange RANGE = new TsRange(new Timestamp(2), new Timestamp(300));
    private static final String DOC = "0a04486f6d65";
    private static final String DOC2 = "1204486f6d65";
    private static final String SLOT_HEX = "1224" + "0807" + "1220" + "05".repeat(32);

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        100,
                        new LogMessage.LogPut(HOME, List.of(ENTRY), true),
                        DOC + "12" + sized(ENTRY.bytes()) + "1801"),
                Arguments.of(
                        101,
                        new LogMessage.LogGet(9, HOME, RANGE, true),
                        "0809" + DOC2 + "1802" + "20ac02" + "2801"),
                Arguments.of(102, new LogMessage.AskHoldings(9, HOME), "0809" + DOC2),
                Arguments.of(110, new LogMessage.Stored(HOME, List.of(SLOT)), DOC + SLOT_HEX),
                Arguments.of(
                        111,
                        new LogMessage.NotStored(HOME, SLOT, LogMessage.Refusal.FULL),
                        DOC + SLOT_HEX + "1801"),
                Arguments.of(
                        120,
                        new LogMessage.Entries(9, HOME, new Timestamp(1), List.of(ENTRY)),
                        "0809" + DOC2 + "1801" + "22" + sized(ENTRY.bytes())),
                Arguments.of(
                        121,
                        new LogMessage.Headers(9, HOME, new Timestamp(1), List.of(ENTRY.header())),
                        "0809" + DOC2 + "1801" + "22" + sized(ENTRY.header().bytes())),
                Arguments.of(
                        130,
                        new LogMessage.Offer(List.of(new Summary<>(new Segment(HOME, 4), HASH))),
                        "0a2a" + DOC + "1004" + "1a20" + "05".repeat(32)),
                Arguments.of(
                        131,
                        new LogMessage.Holds(new Segment(HOME, 4), List.of(SLOT)),
                        DOC + "1004" + "1a" + SLOT_HEX.substring(2)),
                Arguments.of(132, new LogMessage.Want(HOME, List.of(SLOT)), DOC + SLOT_HEX),
                Arguments.of(
                        140,
                        new LogMessage.Holdings(9, HOME, List.of(RANGE)),
                        "0809" + DOC2 + "1a05" + "0802" + "10ac02"));
    }

    private static String sized(Bytes bytes) {
        int n = bytes.length();
        return String.format("%02x%02x", (n & 0x7f) | 0x80, n >> 7) + bytes.asHex();
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageHasTheseBytesAndComesBack(int number, LogMessage message, String hex)
            throws MalformedMessageException {
        assertThat(CODEC.numberOf(message)).isEqualTo(number);
        assertThat(CODEC.encode(message).asHex()).isEqualTo(hex);
        assertThat(CODEC.decode(number, Bytes.hex(hex))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomAndDamagedBytesAreOnlyEverRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        messages()
                .forEach(m -> {
                    int number = (int) m.get()[0];
                    byte[] good = CODEC.encode((LogMessage) m.get()[1]).toArray();
                    for (int i = 0; i < 40; i++) {
                        byte[] bytes = good.clone();
                        if (random.nextBoolean()) {
                            bytes = new byte[random.nextInt(100)];
                            random.nextBytes(bytes);
                        } else {
                            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                        }
                        decodeOrRefuse(number, Bytes.of(bytes));
                    }
                });
    }

    @Test
    void whatIsNoMessageOfTheLogIsRefused() {
        assertThatThrownBy(() -> CODEC.decode(199, Bytes.EMPTY))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CODEC.decode(111, Bytes.hex(DOC + SLOT_HEX + "1809")))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static void decodeOrRefuse(int number, Bytes bytes) {
        try {
            assertThat(CODEC.decode(number, bytes)).isInstanceOf(LogMessage.class);
        } catch (MalformedMessageException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
