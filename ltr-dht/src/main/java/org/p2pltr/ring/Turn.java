package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Timer;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/** One event of the ring: its time, and what is to be done because of it. */
final class Turn {
    /** Known peers are hints: nothing that is said has to wait until they are on disk. */
    private static final Lane HINTS = new Lane("hints");

    private final Environment world;
    private final Effects.Collector out = new Effects.Collector(Lane.MAIN);
    private final List<Write> hints = new ArrayList<>();
    private boolean changed;

    Turn(Environment world) {
        this.world = world;
    }

    Duration now() {
        return world.uptime();
    }

    /** A random time from zero to the given one. */
    Duration randomUpTo(Duration most) {
        return Duration.ofNanos(world.random().nextLong(most.toNanos()));
    }

    /** A random number from zero, less than the given one. */
    int randomBelow(int end) {
        return world.random().nextInt(end);
    }

    /** A random number to count from; 2^62 more are left. */
    long randomNumber() {
        return world.random().nextLong(1L << 62);
    }

    void send(PeerId to, Message message) {
        out.send(to, message);
    }

    void call(PeerAddress to, Message message) {
        out.add(new Effect.Call(to, message));
    }

    void know(PeerContact contact) {
        out.add(new Effect.Know(contact));
    }

    void persistFirst(Write write) {
        out.add(Effect.Persist.of(write));
    }

    void persistHint(Write write) {
        hints.add(write);
    }

    void timer(Duration after, Timer timer) {
        out.timer(after, timer);
    }

    void announce(RingNotice notice) {
        out.add(new Effect.Announce(notice));
    }

    /** Who is alive has changed; announced once at the end. */
    void changed() {
        changed = true;
    }

    void add(Effect effect) {
        out.add(effect);
    }

    void answer(AskId asker, Reply reply) {
        out.add(new Effect.Answer(asker, reply));
    }

    void report(RingEvent event) {
        out.report(event);
    }

    Effects effects() {
        if (changed) announce(new RingNotice.RingChanged());
        if (!hints.isEmpty()) out.in(HINTS).add(new Effect.Persist(hints));
        return out.effects();
    }
}
