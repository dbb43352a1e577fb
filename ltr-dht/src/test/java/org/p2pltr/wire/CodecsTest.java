package org.p2pltr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;
import org.p2pltr.wire.NoteCodec.Note;

class CodecsTest {
    private record Stranger() implements Message {}

    private final Codecs codecs = Codecs.of(new NoteCodec(7));

    @Test
    void aMessageComesBackFromItsFrame() throws MalformedMessageException {
        Frame frame = codecs.encode(Note.of("hello"));
        assertThat(frame).isEqualTo(new Frame(7, Bytes.utf8("hello")));
        assertThat(codecs.decode(frame)).isEqualTo(Note.of("hello"));
    }

    @Test
    void aNumberThatNobodyOwnsIsMalformed() {
        assertThatThrownBy(() -> codecs.decode(new Frame(8, Bytes.EMPTY)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("8");
    }

    @Test
    void aMessageThatNobodyWritesIsTheCallersMistake() {
        assertThatThrownBy(() -> codecs.encode(new Stranger()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Stranger");
    }

    @Test
    void rangesOfNumbersMayNotOverlapNorHoldTheTransportsNumber() {
        assertThatThrownBy(() -> Codecs.of(new NoteCodec(7), new NoteCodec(7)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Codecs.of(new NoteCodec(Frame.TRANSPORT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFrameLargerThanTheLimitIsRefused() {
        Bytes tooLarge = Bytes.of(new byte[Frame.MAX_BODY + 1]);
        assertThatThrownBy(() -> codecs.encode(new Note(tooLarge)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("" + Frame.MAX_BODY);
        assertThat(codecs.encode(new Note(Bytes.of(new byte[Frame.MAX_BODY]))).length())
                .isEqualTo(Frame.MAX_LENGTH);
    }
}
