package org.p2pltr.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.provider.Arguments;
import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;

/** What holds of a codec; golden arguments are a number, a message and its bytes in hex. */
final class CodecLaws {
    private static final int ROUNDS = 100;

    private CodecLaws() {}

    /** The format is for ever. */
    static void bytesStay(MessageCodec codec, int number, Message message, String hex)
            throws MalformedMessageException {
        assertThat(codec.numberOf(message)).isEqualTo(number);
        assertThat(codec.encode(message).asHex()).isEqualTo(hex);
        assertThat(codec.decode(number, Bytes.hex(hex))).isEqualTo(message);
    }

    /**
     * Bytes with one of them changed are a message that could have been sent, or malformed with a
     * sentence that begins so and has the number. A quarter is read as another kind: one of {@code
     * numbers} numbers from {@code first} on.
     */
    static void spoiledBytesAreAMessageOrMalformed(
            MessageCodec codec,
            List<Arguments> golden,
            long seed,
            int first,
            int numbers,
            String words) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Object[] sample = golden.get(random.nextInt(golden.size())).get();
            byte[] bytes = codec.encode((Message) sample[1]).toArray();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            int number = random.nextInt(4) == 0 ? first + random.nextInt(numbers) : (int) sample[0];
            try {
                Message message = codec.decode(number, Bytes.of(bytes));
                assertThat(codec.decode(number, codec.encode(message))).isEqualTo(message);
            } catch (MalformedMessageException expected) {
                assertThat(expected).hasMessageContaining(words + number);
            }
        }
    }
}
