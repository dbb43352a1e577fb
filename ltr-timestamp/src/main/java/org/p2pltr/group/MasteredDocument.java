package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;

/** A document in a master session: what is known to be chosen, and what is under way. */
final class MasteredDocument {
    /** Most reads that wait until the document is ready. */
    static final int MAX_READS = 256;

    /** Most repeats of the publish being written that are answered with it. */
    private static final int MAX_ASKERS = 8;

    private Value value = new Value.Unknown();
    private Step step = new Step.Idle();
    private final PublishQueue queue = new PublishQueue();
    private final List<Waiting> reads = new ArrayList<>();

    /** What is chosen. */
    sealed interface Value {
        /** Not yet known in this session. */
        record Unknown() implements Value {}

        /** Nothing was ever published. */
        record Empty(Head head) implements Value {}

        /** This register, in this session's configuration. */
        record Chosen(Register register) implements Value {}
    }

    /** What is under way. */
    sealed interface Step {
        record Idle() implements Step {}

        /** A round asks the members for their registers. */
        record Reading() implements Step {}

        /** This register is proposed; these members have accepted it. */
        record Writing(
                Register proposal, TreeSet<PeerId> accepted, List<Asker> askers, Resend resend)
                implements Step {}
    }

    /** Whom to answer. */
    record Asker(PeerId from, RequestId id) {}

    Value value() {
        return value;
    }

    Step step() {
        return step;
    }

    /** True if the next publish can be served at once. */
    boolean isReady() {
        return step instanceof Step.Idle && !(value instanceof Value.Unknown);
    }

    void value(Value next) {
        value = next;
    }

    void step(Step next) {
        step = next;
    }

    /** The authors who wait. */
    PublishQueue queue() {
        return queue;
    }

    List<Waiting> reads() {
        return reads;
    }

    /** If this very batch is being written: one more to answer. */
    boolean isBeingWritten(PeerId from, UserMessage.Publish publish) {
        if (!(step instanceof Step.Writing writing)) return false;
        PatchEntry last = publish.entries().getLast();
        if (!writing.proposal().last().equals(last.header())) return false;
        Asker asker = new Asker(from, publish.id());
        if (writing.askers().size() < MAX_ASKERS && !writing.askers().contains(asker))
            writing.askers().add(asker);
        return true;
    }

    /** Everyone who waits for an answer. */
    List<Asker> everybody() {
        List<Asker> all = new ArrayList<>();
        if (step instanceof Step.Writing writing) all.addAll(writing.askers());
        queue.places().forEach(each -> all.add(new Asker(each.from(), each.id())));
        reads.forEach(each -> all.add(new Asker(each.from(), each.id())));
        return all;
    }
}
