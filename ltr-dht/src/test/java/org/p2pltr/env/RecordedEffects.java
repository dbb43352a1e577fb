package org.p2pltr.env;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.p2pltr.id.PeerId;

/**
 * One role driven by hand: each event's effects are written down, nothing is carried out. {@code
 * AtOnce} effects are found by the looking methods like the effects they hold.
 */
public final class RecordedEffects {
    private final Role role;
    private final TestWorld world;
    private final List<Effects.InLane> all = new ArrayList<>();
    private Effects last = Effects.none();
    private long lastAsk;

    private RecordedEffects(Role role, TestWorld world) {
        this.role = role;
        this.world = world;
    }

    /** A role that has not started yet. */
    public static RecordedEffects of(Role role, TestWorld world) {
        return new RecordedEffects(role, world);
    }

    /** Gives it a durable row. */
    public RecordedEffects remembers(Family family, Row row) {
        role.remember(family, row);
        return this;
    }

    /** Starts it. */
    public RecordedEffects start() {
        return on(new Event.Started());
    }

    /** Gives it an event. */
    public RecordedEffects on(Event event) {
        last = role.on(event, world);
        all.addAll(last.list());
        return this;
    }

    /** Gives it a message. */
    public RecordedEffects receives(PeerId from, Message message) {
        return on(new Event.Received(from, message));
    }

    /** Tells it a notice. */
    public RecordedEffects isTold(Notice notice) {
        return on(new Event.Told(notice));
    }

    /** Lets a timer of it end. */
    public RecordedEffects elapses(Timer timer) {
        return on(new Event.Elapsed(timer));
    }

    /** Asks it; returns the number under which it is to answer. */
    public AskId isAsked(Request request) {
        AskId id = new AskId(++lastAsk);
        on(new Event.Asked(id, request));
        return id;
    }

    /** Runs the tasks of the last event and gives their results back. */
    public RecordedEffects computes() {
        for (Effect.Compute compute : last(Effect.Compute.class)) {
            on(new Event.Computed(compute.task().run()));
        }
        return this;
    }

    /** The world that it sees. */
    public TestWorld world() {
        return world;
    }

    /** Effects of the last event, in order, as they were returned. */
    public List<Effect> last() {
        return last.bare();
    }

    /** Effects of one kind of the last event. */
    public <E extends Effect> List<E> last(Class<E> kind) {
        return pick(last.list().stream(), kind);
    }

    /** Effects of one kind of all events. */
    public <E extends Effect> List<E> all(Class<E> kind) {
        return pick(all.stream(), kind);
    }

    /** Messages of one type that the last event sent, to whomever. */
    public <M extends Message> List<M> sent(Class<M> type) {
        return last(Effect.Send.class).stream()
                .map(Effect.Send::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Messages that the last event sent to a peer. */
    public List<Message> sentTo(PeerId peer) {
        return last(Effect.Send.class).stream()
                .filter(send -> send.to().equals(peer))
                .map(Effect.Send::message)
                .toList();
    }

    /** What the last event told the role of a name. */
    public List<Notice> told(RoleName to) {
        return last(Effect.Tell.class).stream()
                .filter(tell -> tell.to().equals(to))
                .map(Effect.Tell::notice)
                .toList();
    }

    /** All answers to a request so far. */
    public List<Reply> answers(AskId id) {
        return all(Effect.Answer.class).stream()
                .filter(answer -> answer.id().equals(id))
                .map(Effect.Answer::reply)
                .toList();
    }

    /** Reports of one type so far. */
    public <P extends PeerEvent> List<P> reports(Class<P> type) {
        return all(Effect.Report.class).stream()
                .map(Effect.Report::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Timers that the last event started. */
    public List<Timer> timers() {
        return last(Effect.StartTimer.class).stream().map(Effect.StartTimer::timer).toList();
    }

    /** Writes of the last event, in order. */
    public List<Write> writes() {
        return last(Effect.Persist.class).stream()
                .flatMap(persist -> persist.writes().stream())
                .toList();
    }

    private static <E extends Effect> List<E> pick(Stream<Effects.InLane> effects, Class<E> kind) {
        return effects.map(each -> bare(each.effect()))
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static Effect bare(Effect effect) {
        return effect instanceof Effect.AtOnce(Effect held) ? bare(held) : effect;
    }
}
