package org.p2pltr.lab.merge;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Heap that a result holds on to, measured by holding several and collecting the rest. */
final class RetainedMemory {
    private static final int COPIES = 10;
    private static final int COLLECTIONS = 3;

    private RetainedMemory() {}

    /** Bytes of heap that one more result of this kind takes. */
    static long of(Supplier<Object> results) {
        // The first result loads classes and warms what stays for good.
        List<Object> held = new ArrayList<>(List.of(results.get()));
        try {
            long before = used();
            for (int i = 0; i < COPIES; i++) held.add(results.get());
            return (used() - before) / COPIES;
        } finally {
            Reference.reachabilityFence(held);
        }
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
