package org.p2pltr.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.p2pltr.env.AskId;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Event;
import org.p2pltr.env.Invariant;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Range;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.World;
import org.p2pltr.id.PeerId;

/**
 * One peer's protocol: hands each event to its role and carries out what the role returns, one
 * after the other. A role is never called while a role is being called. No thread of its own: all
 * methods, and all callbacks of its {@link World}, are called by one thread at a time.
 *
 * <p>Keeps {@code DurableBeforeSaid} (see {@link Barrier}). The same class runs for real and in the
 * simulator. Source: architecture.md, rules 2–4.
 */
public final class PeerLoop {
    /**
     * Most steps that may follow from one event; more means that roles tell each other for ever.
     */
    public static final int MAX_STEPS_AT_ONCE = 1_000_000;

    private final PeerId self;
    private final World world;
    private final List<Role> roles;
    private final Consumer<Throwable> fatal;
    private final Dispatch dispatch;
    private final List<Barrier> barriers;
    private final OneEvent moment;

    /** What is to be done next, so that roles and effects never nest. */
    private final Deque<Runnable> pending = new ArrayDeque<>();

    private final Map<AskId, Consumer<Reply>> asked = new LinkedHashMap<>();
    private long lastAsk;
    private long untaken;
    private boolean draining;
    private State state = State.NEW;

    private enum State {
        NEW,
        RUNNING,
        STOPPED
    }

    /**
     * A loop of these roles; notices reach them in this order. {@code fatal} is called once, with
     * what stopped the loop, when a role or an effect throws. Throws IllegalArgumentException if
     * two roles have one name or take the same message or request.
     */
    public PeerLoop(PeerId self, World world, List<Role> roles, Consumer<Throwable> fatal) {
        this.self = self;
        this.world = world;
        this.roles = List.copyOf(roles);
        this.fatal = fatal;
        this.dispatch = new Dispatch(this.roles);
        this.barriers =
                this.roles.stream()
                        .map(role -> new Barrier(effect -> leave(role, effect)))
                        .toList();
        this.moment = new OneEvent(world);
    }

    /**
     * Gives each role its durable rows, then {@link Event.Started} to all in order. Throws what a
     * role throws while it remembers ({@link org.p2pltr.env.DamagedRowException}); then no role was
     * started.
     */
    public void start(DurableStore store) {
        if (state != State.NEW) throw new IllegalStateException("a loop starts once");
        for (Role role : roles) {
            for (Range range : role.remembers()) {
                store.scan(range, row -> role.remember(range.family(), row));
            }
        }
        state = State.RUNNING;
        for (int place = 0; place < roles.size(); place++) {
            int seat = place;
            pending.addLast(() -> deliver(seat, new Event.Started()));
        }
        drain();
    }

    /** A message came in. Before the start and after the stop it is lost, as messages may be. */
    public void received(PeerId from, Message message) {
        post(() -> take(from, message));
    }

    /**
     * Asks the role that takes such requests; the first answer goes to {@code answer}, on the loop,
     * perhaps before this returns. Throws IllegalArgumentException if no role takes it, and
     * IllegalStateException if the loop is not running.
     */
    public AskId ask(Request request, Consumer<Reply> answer) {
        if (state != State.RUNNING) throw new IllegalStateException("the peer is not running");
        int taker = dispatch.takerOf(request);
        if (taker < 0) {
            throw new IllegalArgumentException("no role takes " + request.getClass().getName());
        }
        AskId id = new AskId(++lastAsk);
        asked.put(id, answer);
        post(() -> deliver(taker, new Event.Asked(id, request)));
        return id;
    }

    /** The asker gave up: an answer that still comes is ignored. */
    public void forget(AskId id) {
        asked.remove(id);
    }

    /** Ends the loop quietly: no role is called and no effect leaves from here on. */
    public void stop() {
        state = State.STOPPED;
        pending.clear();
        asked.clear();
    }

    /** Ends the loop loudly: what the world was to do for it (a write, a task) went wrong. */
    public void fail(Throwable why) {
        if (state == State.STOPPED) return;
        stop();
        fatal.accept(why);
    }

    /** True from the start until the stop. */
    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** How many messages came that no role takes; they were dropped. */
    public long untaken() {
        return untaken;
    }

    /** Does something when everything before it is done; callbacks of the world come this way. */
    private void post(Runnable step) {
        if (state != State.RUNNING) return;
        pending.addLast(step);
        if (!draining) drain();
    }

    @SuppressWarnings("CatchingThrowable") // Whatever it is: the peer must not carry on wrong.
    private void drain() {
        draining = true;
        try {
            for (int steps = 1; !pending.isEmpty(); steps++) {
                if (steps > MAX_STEPS_AT_ONCE) throw Invariant.broken("TheLoopComesToRest", steps);
                pending.removeFirst().run();
            }
        } catch (Throwable why) {
            fail(why);
        } finally {
            draining = false;
        }
    }

    private void take(PeerId from, Message message) {
        int taker = dispatch.takerOf(message);
        if (taker < 0) {
            untaken++;
        } else {
            deliver(taker, new Event.Received(from, message));
        }
    }

    private void deliver(int seat, Event event) {
        moment.begin();
        Effects effects = roles.get(seat).on(event, moment);
        for (Effects.InLane each : effects.list()) {
            if (state != State.RUNNING) return;
            carryOut(seat, each.lane(), each.effect());
        }
    }

    private void carryOut(int seat, Lane lane, Effect effect) {
        switch (effect) {
            case Effect.Persist persist -> {
                Barrier barrier = barriers.get(seat);
                Barrier.Unsynced write = barrier.wrote(lane);
                world.commit(persist.writes(), () -> post(() -> barrier.synced(write)));
            }
            case Effect.Send _,
                    Effect.Call _,
                    Effect.Tell _,
                    Effect.Announce _,
                    Effect.Answer _,
                    Effect.Report _ ->
                    barriers.get(seat).say(lane, effect);
            case Effect.AtOnce(Effect bare) -> atOnce(seat, lane, bare);
            case Effect.Know(var contact) -> world.know(contact);
            case Effect.StartTimer(var after, var timer) ->
                    world.schedule(after, () -> come(seat, new Event.Elapsed(timer)));
            case Effect.Read(var range, int maxRows, int maxBytes, var tag) ->
                    world.read(
                            range,
                            maxRows,
                            maxBytes,
                            found -> come(seat, new Event.Found(tag, found.rows(), found.more())));
            case Effect.Compute(var task) ->
                    world.compute(task, result -> come(seat, new Event.Computed(result)));
        }
    }

    private void atOnce(int seat, Lane lane, Effect bare) {
        switch (bare) {
            case Effect.AtOnce(Effect inner) -> atOnce(seat, lane, inner);
            case Effect.Persist _,
                    Effect.Know _,
                    Effect.StartTimer _,
                    Effect.Read _,
                    Effect.Compute _ ->
                    carryOut(seat, lane, bare);
            case Effect.Send _,
                    Effect.Call _,
                    Effect.Tell _,
                    Effect.Announce _,
                    Effect.Answer _,
                    Effect.Report _ ->
                    leave(roles.get(seat), bare);
        }
    }

    private void come(int seat, Event event) {
        post(() -> deliver(seat, event));
    }

    /** Lets out what need not wait, or has waited long enough. */
    private void leave(Role role, Effect effect) {
        if (state != State.RUNNING) return;
        switch (effect) {
            case Effect.Send(PeerId to, Message message) -> {
                if (to.equals(self)) {
                    post(() -> take(self, message));
                } else {
                    world.send(to, message);
                }
            }
            case Effect.Call(var to, Message message) -> world.call(to, message);
            case Effect.Tell(var to, var notice) ->
                    come(dispatch.named(to), new Event.Told(notice));
            case Effect.Announce(var notice) -> {
                for (int seat : dispatch.takersOf(notice)) come(seat, new Event.Told(notice));
            }
            case Effect.Answer(AskId id, Reply reply) -> {
                Consumer<Reply> asker = asked.remove(id);
                if (asker != null) asker.accept(reply);
            }
            case Effect.Report(var event) -> world.report(event);
            case Effect.Persist _,
                    Effect.Know _,
                    Effect.StartTimer _,
                    Effect.Read _,
                    Effect.Compute _,
                    Effect.AtOnce _ ->
                    throw new IllegalStateException(role.name() + " does not say " + effect);
        }
    }
}
