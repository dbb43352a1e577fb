package org.p2pltr.netty;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what is wrong, and lets it be said once per minute for each one about whom it is said. */
final class Complaints {
    /** Between two reports of the same. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** Most that are remembered; beyond that the longest known are forgotten. */
    static final int MAX_REMEMBERED = 1000;

    private final Map<Key, Count> counts = new LinkedHashMap<>();

    /** What it is about. The words of a report may vary with what came, so they do not count. */
    enum Kind {
        UNREACHABLE,
        BAD_HELLO,
        START_REFUSED,
        TOO_MANY_CONNECTIONS,
        MALFORMED,
        BROKEN,
        REFUSED_BY,
        OWN_MESSAGE
    }

    private record Key(Kind kind, String about) {}

    /** {@code times} since the report at {@code reportedAt}. */
    private record Count(long reportedAt, long times) {}

    /**
     * Counts one more; gives how many there were since the last report if it is time for the next,
     * else 0. {@code now} in nanoseconds from any fixed moment.
     */
    long due(Kind kind, String about, long now) {
        Key key = new Key(kind, about);
        Count count = counts.remove(key);
        long times = count == null ? 1 : count.times() + 1;
        if (count != null && now - count.reportedAt() < PAUSE.toNanos()) {
            counts.put(key, new Count(count.reportedAt(), times));
            return 0;
        }
        counts.put(key, new Count(now, 0));
        Iterator<Key> keys = counts.keySet().iterator();
        while (counts.size() > MAX_REMEMBERED) {
            keys.next();
            keys.remove();
        }
        return times;
    }
}
