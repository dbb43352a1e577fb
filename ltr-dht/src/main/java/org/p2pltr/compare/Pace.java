package org.p2pltr.compare;

import java.time.Duration;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Timer;

/**
 * How fast a peer goes through all it holds to compare it with the other holders: quickly after the
 * ring has changed, otherwise a little at a time, so that the idle traffic is the same however much
 * is held. Owned by one role, to which its timers come back.
 */
public final class Pace {
    /** Quiet time after a change of the ring; as much again at random, so not all begin at once. */
    public static final Duration QUIET = Duration.ofSeconds(1);

    /** Time between two steps of a fast sweep. */
    public static final Duration FAST_STEP = Duration.ofMillis(200);

    /** Time between two steps of a slow sweep; up to a quarter more at random. */
    public static final Duration SLOW_STEP = Duration.ofSeconds(10);

    private long changes;
    private long run;
    private boolean fast;
    private boolean again;

    /** The ring has been quiet since the change of this number. */
    public record Quiet(long change) implements Timer {}

    /** The next step, unless another sweep has begun meanwhile. */
    public record Step(long run) implements Timer {}

    /** True while the present sweep is a fast one. */
    public boolean isFast() {
        return fast;
    }

    /** The role has started: a slow sweep begins, and a fast one soon. */
    public void started(Environment world, Effects.Collector out) {
        out.timer(SLOW_STEP, new Step(run));
        ringChanged(world, out);
    }

    /** Who is responsible for what may have changed. */
    public void ringChanged(Environment world, Effects.Collector out) {
        changes++;
        long spread = world.random().nextLong(QUIET.toMillis() + 1);
        out.timer(QUIET.plusMillis(spread), new Quiet(changes));
    }

    /** True if a fast sweep begins now in place of what there was. */
    public boolean quiet(Quiet after, Effects.Collector out) {
        if (after.change() != changes) return false;
        // A fast sweep on its way goes on, as a ring that changes often would never see one end.
        again = fast;
        if (again) return false;
        fast = true;
        run++;
        out.timer(FAST_STEP, new Step(run));
        return true;
    }

    /** True if this step is to be made. */
    public boolean isDue(Step step) {
        return step.run() == run;
    }

    /**
     * All was gone through; the next sweep is a slow one, unless the ring has changed meanwhile.
     */
    public void sweepEnded() {
        fast = again;
        again = false;
    }

    /** A step was made; the next is due in a while. */
    public void next(Environment world, Effects.Collector out) {
        if (fast) {
            out.timer(FAST_STEP, new Step(run));
        } else {
            long spread = world.random().nextLong(SLOW_STEP.toMillis() / 4);
            out.timer(SLOW_STEP.plusMillis(spread), new Step(run));
        }
    }
}
