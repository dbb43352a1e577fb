package org.p2pltr.wire;

import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;

/**
 * Turns one module's messages into numbered bytes and back. Number ranges: 0 the transport itself,
 * 1–99 ring, 100–199 log, 200–299 timestamps, 300–399 user. A number is never used for two things.
 * Called from any thread.
 */
public interface MessageCodec {
    /** Lowest number of this codec, included. */
    int firstNumber();

    /** Highest number of this codec, included. */
    int lastNumber();

    /** True if this codec writes messages of this type. */
    boolean writes(Message message);

    /** The number of a message's kind. */
    int numberOf(Message message);

    /** The message's bytes, without its number. */
    Bytes encode(Message message);

    /**
     * The message of a kind. Throws {@link MalformedMessageException} for anything that is not
     * exactly such a message.
     */
    Message decode(int number, Bytes bytes) throws MalformedMessageException;
}
