package org.p2pltr.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;

/** A request to a simulated peer and, once it came, its answer. */
public final class Ask {
    private final Request request;
    private final List<Reply> replies = new ArrayList<>(1);

    Ask(Request request) {
        this.request = request;
    }

    /** True once the answer came. A crash before that means that none will come. */
    public boolean isAnswered() {
        return !replies.isEmpty();
    }

    /** The answer, if it came. */
    public Optional<Reply> reply() {
        return replies.stream().findFirst();
    }

    /** The answer as its type. Throws AssertionError if none came or it is another one. */
    public <R extends Reply> R reply(Class<R> type) {
        if (replies.isEmpty()) throw new AssertionError("no answer to " + request);
        if (!type.isInstance(replies.getFirst())) {
            throw new AssertionError(
                    request + " was answered " + replies.getFirst() + ", not " + type.getName());
        }
        return type.cast(replies.getFirst());
    }

    void answered(Reply reply) {
        replies.add(reply);
    }
}
