package org.p2pltr.lab.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has taken of the processors. */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** Seconds of processor time since the process began, all its threads together. */
    public static double seconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                / 1e9;
    }
}
