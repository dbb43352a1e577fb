package org.p2pltr.lab.merge;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The most heap that is alive at once while something is computed: it is computed over and over,
 * and all garbage collected at so many moments of it.
 */
final class LiveHeap {
    private static final int WARM_UP = 40;
    private static final int MOMENTS = 300;

    private LiveHeap() {}

    /** Bytes beyond what was alive before; what stays out is what a collection finds as garbage. */
    static long most(Runnable computation) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) computation.run();
        alive();
        long before = alive();
        AtomicBoolean enough = new AtomicBoolean();
        Thread computing =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!enough.get()) computation.run();
                        });
        long most = 0;
        for (int i = 0; i < MOMENTS; i++) most = Math.max(most, alive() - before);
        enough.set(true);
        computing.join();
        return most;
    }

    private static long alive() {
        System.gc();
        List<String> heap =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getName)
                        .toList();
        GcInfo last = lastCollection().orElseThrow();
        return last.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    private static Optional<GcInfo> lastCollection() {
        return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .flatMap(collector -> Optional.ofNullable(collector.getLastGcInfo()).stream())
                .max((a, b) -> Long.compare(a.getEndTime(), b.getEndTime()));
    }
}
