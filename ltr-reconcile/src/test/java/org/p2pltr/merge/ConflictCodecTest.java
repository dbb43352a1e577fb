package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.text.MalformedChangeException;
import org.p2pltr.text.Text;

class ConflictCodecTest {
    private static final Conflict PASSAGE =
            new Conflict.InText(7, Text.of("a\n"), Text.of("b😀"), Text.EMPTY);
    private static final Conflict TITLE =
            new Conflict.InAttribute("title", Text.EMPTY, Text.of("x"), Text.of("y"));

    @Test
    void theFormThatStays() {
        String value = ConflictCodec.encode(List.of(PASSAGE, TITLE, new Conflict.LeftOut(9)));
        assertThat(value)
                .isEqualTo("conflicts 1\ntext 7 2 3 0\na\nb😀attribute 5 0 1 1\ntitlexylong 9\n");
        assertThat(ConflictCodec.decode(value))
                .containsExactly(PASSAGE, TITLE, new Conflict.LeftOut(9));
    }

    @Test
    void textsOverTheLimitAreLeftOutAndTheRestStays() {
        Conflict huge =
                new Conflict.InText(
                        3,
                        Text.of("x".repeat(ConflictCodec.MAX_TEXT_BYTES)),
                        Text.EMPTY,
                        Text.of("y"));
        assertThat(ConflictCodec.decode(ConflictCodec.encode(List.of(PASSAGE, huge, TITLE))))
                .containsExactly(PASSAGE, new Conflict.LeftOut(3), TITLE);
    }

    @Test
    void thousandsOfConflictsFitOneAttribute() {
        String value = ConflictCodec.encode(Collections.nCopies(5_000, PASSAGE));
        assertThat(ConflictCodec.decode(value)).hasSize(ConflictCodec.MAX_CONFLICTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "conflicts 2\n",
                "conflicts 1\ntext 1 1 0 0\n",
                "conflicts 1\ntext 01 0 0 0\n",
                "conflicts 1\nlong -1\n",
                "conflicts 1\nlong 1",
                "conflicts 1\nlong 9999999999\n",
                "conflicts 1\nother 1\n",
                "conflicts 1\ntext 0 1 1 0\n😀",
            })
    void otherTextsAreRefused(String value) {
        assertThatThrownBy(() -> ConflictCodec.decode(value))
                .isInstanceOf(MalformedChangeException.class);
    }
}
