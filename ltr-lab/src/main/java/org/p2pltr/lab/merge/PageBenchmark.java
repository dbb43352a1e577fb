package org.p2pltr.lab.merge;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.p2pltr.diff.Diff;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.Change;
import org.p2pltr.text.Text;

/** The two speeds that the design page names. Milliseconds. Source: reconciliation.md, "Speed". */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PageBenchmark {
    private final TwoAuthors page = TwoAuthors.on(100_000, 100, 1, 1);
    private final Text old = WikiPage.of(1_000_000, new SplittableRandom(2));
    private final Text now = withOneWord(old);

    /** One save of mine on a page of 100 kB, behind 100 missing patches. */
    @Benchmark
    public Object mergeBehind100Patches() {
        return page.merged(ReconciliationEngine.standard());
    }

    /** The difference of one word in a page of 1 MB. */
    @Benchmark
    public Change betweenOneWord() {
        return Diff.between(old, now);
    }

    private static Text withOneWord(Text text) {
        int middle = text.string().indexOf(' ', text.length() / 2);
        return Text.of(
                text.string().substring(0, middle) + " word" + text.string().substring(middle));
    }
}
