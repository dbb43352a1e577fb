package org.p2pltr.lab.merge;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Milliseconds of processor time that one operation takes in the whole process, collecting and
 * compiling included: what it costs even where other programs keep the machine busy.
 */
public final class CpuTime implements InternalProfiler {
    static final String NAME = "cpu.time";

    private long before;

    /** For JMH. */
    public CpuTime() {}

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = nanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double operations = result.getMetadata().getAllOps();
        double milliseconds = (nanos() - before) / 1e6 / operations;
        return List.of(new ScalarResult(NAME, milliseconds, "ms/op", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "Processor time for each operation";
    }

    private static long nanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
