package org.p2pltr.lab.merge;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.p2pltr.merge.ReconciliationEngine;

/**
 * Back from long work offline: as many saves of mine as patches are missing, on a page of 200 kB.
 * Milliseconds from the two lists of patches to the rebased queue and the merged page.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class OfflineBenchmark {
    static final int PAGE_UNITS = 200_000;

    /** How many on either side. */
    @Param({"1000", "4000"})
    public int saves;

    private TwoAuthors page = TwoAuthors.on(100, 1, 1, 0);

    /** Makes the two histories, and checks that both ways to the merged page agree. */
    @Setup
    public void prepare() {
        page = of(saves);
        TwoAuthors.Merged merged = page.merged(ReconciliationEngine.standard());
        if (!page.oneByOne(merged.queue()).equals(merged.page()))
            throw new IllegalStateException("the rebased queue yields another page");
    }

    /** The whole way. */
    @Benchmark
    public Object merge() {
        return page.merged(ReconciliationEngine.standard());
    }

    static TwoAuthors of(int saves) {
        return TwoAuthors.on(PAGE_UNITS, saves, saves, saves);
    }
}
