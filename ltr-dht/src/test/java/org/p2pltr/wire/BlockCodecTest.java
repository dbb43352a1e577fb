package org.p2pltr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.block.BlockMessage;
import org.p2pltr.block.BlockName;
import org.p2pltr.block.BlockRange;
import org.p2pltr.compare.Summary;
import org.p2pltr.id.Arc;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;

class BlockCodecTest {
    private static final Hash KEY = new Hash(Bytes.hex("11".repeat(Hash.LENGTH)));
    private static final BlockName NAME = new BlockName(new RingPosition(-2), KEY);
    private static final BlockRange RANGE =
            new BlockRange(new Arc(new RingPosition(3), new RingPosition(4)), "a0");

    private static final String NAME_BARE = "09feffffffffffffff" + "1220" + "11".repeat(32);
    private static final String NAME_HEX = "0a2b" + NAME_BARE;
    private static final String SEVEN = "090700000000000000";
    private static final String RANGE_BARE =
            "090300000000000000" + "110400000000000000" + "1a026130";

    private final BlockCodec codec = new BlockCodec();

    static Stream<Arguments> golden() {
        Bytes value = Bytes.hex("cafe");
        return Stream.of(
                Arguments.of(
                        60,
                        new BlockMessage.Put(NAME, value, true),
                        NAME_HEX + "1202cafe" + "1801"),
                Arguments.of(61, new BlockMessage.Get(7, NAME), SEVEN + "122b" + NAME_BARE),
                Arguments.of(62, new BlockMessage.Stored(NAME), NAME_HEX),
                Arguments.of(
                        63,
                        new BlockMessage.NotStored(NAME, BlockMessage.Refusal.NOT_ITS_KEY),
                        NAME_HEX + "1001"),
                Arguments.of(
                        64,
                        new BlockMessage.Found(7, NAME, value),
                        SEVEN + "122b" + NAME_BARE + "1a02cafe"),
                Arguments.of(65, new BlockMessage.Missing(7, NAME), SEVEN + "122b" + NAME_BARE),
                Arguments.of(
                        66,
                        new BlockMessage.Compare(List.of(new Summary<>(RANGE, KEY))),
                        "0a38" + RANGE_BARE + "2220" + "11".repeat(32)),
                Arguments.of(
                        67,
                        new BlockMessage.Names(RANGE, List.of(NAME)),
                        "0a16" + RANGE_BARE + "122b" + NAME_BARE),
                Arguments.of(68, new BlockMessage.Want(List.of(NAME)), "122b" + NAME_BARE));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void bytesStayWhatTheyAre(int number, BlockMessage message, String hex)
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
                codec, golden().toList(), seed, 58, 25, "block message ");
    }

    @Test
    void whatIsLongerThanAllowedIsMalformed() {
        Bytes large = Bytes.of(new byte[BlockMessage.MAX_VALUE]);
        Bytes fine = codec.encode(new BlockMessage.Put(NAME, large, false));
        assertThatThrownBy(() -> new BlockMessage.Put(NAME, large.plus(Bytes.hex("00")), false))
                .hasMessageContaining("1048577");
        assertThat(fine.length()).isLessThan(Frame.MAX_BODY);
        List<BlockName> most = Collections.nCopies(BlockMessage.MAX_NAMES, NAME);
        Bytes names = codec.encode(new BlockMessage.Want(most));
        Bytes tooMany = names.plus(Bytes.hex("122b" + NAME_BARE));
        assertThatThrownBy(() -> codec.decode(68, tooMany))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("1025");
        assertThatThrownBy(() -> codec.decode(66, Bytes.EMPTY))
                .isInstanceOf(MalformedMessageException.class);
    }
}
