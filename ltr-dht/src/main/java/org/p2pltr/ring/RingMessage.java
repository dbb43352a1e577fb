package org.p2pltr.ring;

import java.util.List;
import org.p2pltr.env.Message;

/**
 * What the rings of two peers say to each other. Each message begins with its sender's
 * introduction, so that any of them makes the sender known and counts as a sign of life.
 */
public sealed interface RingMessage extends Message {
    /** Most introductions in one message. */
    int MAX_PAGE = 64;

    /** Who speaks. */
    Introduction sender();

    /**
     * Called to an address whose peer is not known yet: who is there? Answered with {@link Members}
     * of the same number.
     */
    record Join(Introduction sender, long number) implements RingMessage {}

    /**
     * Are you there? Answered with {@link Pong} of the same number; and with {@link Members} if the
     * two know different peers.
     *
     * @param digest of the members that the sender knows
     */
    record Ping(Introduction sender, long number, long digest) implements RingMessage {}

    /** I am. */
    record Pong(Introduction sender, long number) implements RingMessage {}

    /**
     * A page of the members that the sender knows; each page stands alone.
     *
     * @param number of the {@link Join} that it answers, 0 if it answers none
     */
    record Members(Introduction sender, long number, List<Introduction> members)
            implements RingMessage {
        public Members {
            members = List.copyOf(members);
            if (members.size() > MAX_PAGE)
                throw new IllegalArgumentException(
                        "a page has at most " + MAX_PAGE + " members, not " + members.size());
        }
    }

    /** The sender ends this life of its own will. Answered with {@link Farewell}. */
    record Leaving(Introduction sender) implements RingMessage {}

    /**
     * The leaving was heard.
     *
     * @param incarnation the life that ended
     */
    record Farewell(Introduction sender, long incarnation) implements RingMessage {}
}
