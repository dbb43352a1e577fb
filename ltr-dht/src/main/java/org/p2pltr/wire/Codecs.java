package org.p2pltr.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.p2pltr.env.Message;

/**
 * All the messages that one peer can send and take: the codecs of its modules, each with its own
 * range of numbers. Called from any thread. Source: architecture.md, rule 7.
 */
public final class Codecs {
    private final List<MessageCodec> codecs;

    /**
     * A registry of codecs. Throws IllegalArgumentException if two ranges of numbers overlap, or
     * one holds the transport's own number 0.
     */
    public Codecs(List<? extends MessageCodec> codecs) {
        List<MessageCodec> sorted = new ArrayList<>(codecs);
        sorted.sort(Comparator.comparingInt(MessageCodec::firstNumber));
        int last = Frame.TRANSPORT;
        for (MessageCodec codec : sorted) {
            if (codec.firstNumber() <= last
                    || codec.lastNumber() < codec.firstNumber()
                    || codec.lastNumber() > Frame.MAX_NUMBER)
                throw new IllegalArgumentException(
                        "message numbers "
                                + codec.firstNumber()
                                + " to "
                                + codec.lastNumber()
                                + " must begin above "
                                + last
                                + " and not end before they begin");
            last = codec.lastNumber();
        }
        this.codecs = List.copyOf(sorted);
    }

    /** A registry of codecs. */
    public static Codecs of(MessageCodec... codecs) {
        return new Codecs(List.of(codecs));
    }

    /**
     * The frame of a message. Throws IllegalArgumentException if no codec writes it or if it is
     * larger than a frame may be.
     */
    public Frame encode(Message message) {
        for (MessageCodec codec : codecs) {
            if (codec.writes(message))
                return new Frame(codec.numberOf(message), codec.encode(message));
        }
        throw new IllegalArgumentException(
                "no codec writes messages of " + message.getClass().getName());
    }

    /**
     * The message of a frame. Throws {@link MalformedMessageException}, and nothing else, for
     * whatever is not exactly a message of these codecs.
     */
    public Message decode(Frame frame) throws MalformedMessageException {
        for (MessageCodec codec : codecs) {
            if (frame.number() >= codec.firstNumber() && frame.number() <= codec.lastNumber())
                return codec.decode(frame.number(), frame.body());
        }
        throw new MalformedMessageException("no message has the number " + frame.number());
    }
}
