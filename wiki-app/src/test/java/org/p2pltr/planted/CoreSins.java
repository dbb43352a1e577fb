package org.p2pltr.planted;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.p2pltr.planted.cycle.CycleSin;

/** What the core must not do, as the package of these classes belongs to no adapter. */
@SuppressWarnings("all")
public final class CoreSins {
    private CoreSins() {}

    /** Knows a class that knows this one. */
    public static final class KnowsCycle {
        /** The way there. */
        public CycleSin there() {
            return new CycleSin();
        }
    }

    /** Asks the machine for the time. */
    public static final class ReadsTheClock {
        long time() {
            return System.nanoTime();
        }
    }

    /** Asks for the time in a nicer way. */
    public static final class AsksForNow {
        Instant time() {
            return Instant.now();
        }
    }

    /** Hands the question on. */
    public static final class RefersToNow {
        Supplier<Instant> clock() {
            return Instant::now;
        }
    }

    /** Rolls dice of its own. */
    public static final class ThrowsDice {
        int roll() {
            return new Random(1).nextInt();
        }
    }

    /** Takes a random number that no seed repeats. */
    public static final class MakesAUuid {
        UUID id() {
            return UUID.randomUUID();
        }
    }

    /** Runs beside the loop. */
    public static final class StartsAThread {
        void start() {
            new Thread(() -> {}).start();
        }
    }

    /** Wakes others. */
    public static final class Notifies {
        void wake() {
            notifyAll();
        }
    }

    /** Keeps things in an order that changes. */
    public static final class Hashes {
        private final Map<String, String> map = new HashMap<>();
    }

    /** Copies into an order that changes. */
    public static final class CopiesAMap {
        Map<String, String> copy(Map<String, String> map) {
            return Map.copyOf(map);
        }
    }

    /** Hands on what copies into an order that changes. */
    public static final class RefersToACopy {
        UnaryOperator<Set<String>> copy() {
            return Set::copyOf;
        }
    }

    /** Collects into an order that changes. */
    public static final class CollectsASet {
        Set<String> set(List<String> list) {
            return list.stream().collect(Collectors.toSet());
        }
    }

    /** Works in an order that changes. */
    public static final class Parallel {
        List<String> all(List<String> list) {
            return list.stream().parallel().toList();
        }
    }

    /** Has a lock. */
    public static final class Locks {
        synchronized void lock() {}
    }

    /** Is seen by several threads. */
    public static final class Shares {
        private volatile int shared;
    }

    /** Has a name that says nothing. */
    public static final class RingHelper {}
}
