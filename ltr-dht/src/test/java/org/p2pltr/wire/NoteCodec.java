package org.p2pltr.wire;

import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;

/** A codec for tests: one message that carries bytes; bytes that begin with 0xff are malformed. */
public final class NoteCodec implements MessageCodec {
    /** Some bytes to send. */
    public record Note(Bytes bytes) implements Message {
        /** A note that says something. */
        public static Note of(String text) {
            return new Note(Bytes.utf8(text));
        }
    }

    private final int number;

    /** A codec whose one message has the given number. */
    public NoteCodec(int number) {
        this.number = number;
    }

    @Override
    public int firstNumber() {
        return number;
    }

    @Override
    public int lastNumber() {
        return number;
    }

    @Override
    public boolean writes(Message message) {
        return message instanceof Note;
    }

    @Override
    public int numberOf(Message message) {
        return number;
    }

    @Override
    public Bytes encode(Message message) {
        return ((Note) message).bytes();
    }

    @Override
    public Message decode(int wanted, Bytes bytes) throws MalformedMessageException {
        if (bytes.length() > 0 && bytes.at(0) == 0xff)
            throw new MalformedMessageException("a note does not begin with 0xff");
        return new Note(bytes);
    }
}
