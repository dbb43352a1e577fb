package org.p2pltr.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.Introduction;
import org.p2pltr.ring.RoutedMessage;

class RoutedCodecTest {
    private static final PeerContact ANN = contact("11", "a.example", 7400);
    private static final PeerContact BOB = contact("22", "::1", 65535);

    private static final String ANN_HEX =
            "1230" + "0a20" + "11".repeat(32) + "1209612e6578616d706c65" + "18e839";
    private static final String BOB_HEX =
            "122b" + "0a20" + "22".repeat(32) + "12033a3a31" + "18ffff03";
    private static final Introduction ANN_HERSELF = new Introduction(ANN, "Ann", 2);
    private static final String ANN_TWO = "4a03416e6e" + "5002";
    private static final String SEVEN = "090700000000000000";
    private static final String AT_MINUS_TWO = "19feffffffffffffff";
    private static final String CAT_HEX = "3220" + "33".repeat(32);

    private final RoutedCodec codec = new RoutedCodec();

    private static PeerContact contact(String digits, String host, int port) {
        return new PeerContact(id(digits), new PeerAddress(host, port));
    }

    private static PeerId id(String digits) {
        return new PeerId(new Hash(Bytes.hex(digits.repeat(Hash.LENGTH))));
    }

    static Stream<Arguments> golden() {
        RingPosition at = new RingPosition(-2);
        PeerId cat = id("33");
        return Stream.of(
                Arguments.of(20, new RoutedMessage.Who(7), SEVEN),
                Arguments.of(21, new RoutedMessage.Me(7, ANN), SEVEN + ANN_HEX),
                Arguments.of(
                        22,
                        new RoutedMessage.Route(7, ANN, at, true, 3),
                        SEVEN + ANN_HEX + AT_MINUS_TWO + "2001" + "2803"),
                Arguments.of(
                        23,
                        new RoutedMessage.Found(7, at, List.of(ANN, BOB), 64),
                        SEVEN + ANN_HEX + BOB_HEX + AT_MINUS_TWO + "2840"),
                Arguments.of(
                        24,
                        new RoutedMessage.AskStep(7, at, true, List.of(cat)),
                        SEVEN + AT_MINUS_TWO + "2001" + CAT_HEX),
                Arguments.of(
                        25, new RoutedMessage.StepTold(7, BOB, true), SEVEN + BOB_HEX + "2001"),
                Arguments.of(26, new RoutedMessage.Better(7, BOB), SEVEN + BOB_HEX),
                Arguments.of(
                        27,
                        new RoutedMessage.Probe(7, ANN_HERSELF, true, -9, Optional.of(BOB)),
                        SEVEN + ANN_HEX + BOB_HEX + "2001" + "39f7ffffffffffffff" + ANN_TWO),
                Arguments.of(28, new RoutedMessage.Alive(7, "Ann", 2), SEVEN + ANN_TWO),
                Arguments.of(
                        29,
                        new RoutedMessage.Near(7, List.of(ANN, BOB)),
                        SEVEN + ANN_HEX + BOB_HEX),
                Arguments.of(30, new RoutedMessage.ProbeFor(7, BOB), SEVEN + BOB_HEX),
                Arguments.of(31, new RoutedMessage.Heard(7, cat), SEVEN + CAT_HEX),
                Arguments.of(
                        32, new RoutedMessage.Enter(7, ANN_HERSELF), SEVEN + ANN_HEX + ANN_TWO),
                Arguments.of(
                        33,
                        new RoutedMessage.Entered(7, ANN, List.of(BOB, ANN), List.of(BOB)),
                        SEVEN + ANN_HEX + BOB_HEX + ANN_HEX + BOB_HEX + "4002"),
                Arguments.of(34, new RoutedMessage.Busy(7), SEVEN),
                Arguments.of(
                        35, new RoutedMessage.Beside(7, ANN_HERSELF), SEVEN + ANN_HEX + ANN_TWO),
                Arguments.of(
                        36, new RoutedMessage.Inside(7, ANN_HERSELF), SEVEN + ANN_HEX + ANN_TWO),
                Arguments.of(37, new RoutedMessage.Exit(7, BOB), SEVEN + BOB_HEX),
                Arguments.of(
                        38,
                        new RoutedMessage.Instead(7, List.of(BOB), 2),
                        SEVEN + BOB_HEX + "5002"),
                Arguments.of(
                        40,
                        new RoutedMessage.Replaced(7, cat, BOB, true),
                        SEVEN + BOB_HEX + "2001" + CAT_HEX),
                Arguments.of(39, new RoutedMessage.Taken(7), SEVEN));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void bytesStayWhatTheyAre(int number, RoutedMessage message, String hex)
            throws MalformedMessageException {
        CodecLaws.bytesStay(codec, number, message, hex);
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spoiledBytesAreAMessageOrMalformed(long seed) {
        CodecLaws.spoiledBytesAreAMessageOrMalformed(
                codec, golden().toList(), seed, 18, 45, "ring message ");
    }

    @Test
    void listsThatAreTooLongAreMalformed() {
        List<PeerContact> most = Collections.nCopies(RoutedMessage.MAX_CONTACTS, ANN);
        Bytes fine = codec.encode(new RoutedMessage.Entered(7, ANN, most, most));
        // As Near, the same list of contacts is longer than allowed.
        assertThatThrownBy(() -> codec.decode(29, fine))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("513");
        assertThatThrownBy(() -> codec.decode(21, Bytes.EMPTY))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> new RoutedMessage.Near(7, Collections.nCopies(257, ANN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("257");
    }
}
