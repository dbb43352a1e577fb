package org.p2pltr.lab.merge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.p2pltr.diff.Diff;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Text;

/** What people really wrote: recorded sessions, and pages that two changed at once. A second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class HistoryBenchmark {
    private static final int SAVES = 8 * RealHistories.SAVES_OF_A_TRACE;
    private static final int EDITS = 114;

    /** Where the data lies. */
    @Param({"../shared/data"})
    public String data = "";

    private final List<List<Text>> sessions = new ArrayList<>();
    private List<RealHistories.ConcurrentEdit> edits = List.of();

    /** Reads all, and checks that it is as many as is divided by. */
    @Setup
    public void read() throws IOException {
        var histories = new RealHistories(Path.of(data));
        for (String trace : RealHistories.TRACES) sessions.add(histories.versions(trace));
        edits = histories.concurrentEdits();
        int saves = sessions.stream().mapToInt(versions -> versions.size() - 1).sum();
        if (saves != SAVES || edits.size() != EDITS)
            throw new IOException(
                    "the data has " + saves + " saves and " + edits.size() + " concurrent edits");
    }

    /** Saves of the recorded sessions, each as a difference to the one before. */
    @Benchmark
    @OperationsPerInvocation(SAVES)
    public void betweenSaves(Blackhole hole) {
        for (List<Text> versions : sessions) {
            for (int i = 1; i < versions.size(); i++)
                hole.consume(Diff.between(versions.get(i - 1), versions.get(i)));
        }
    }

    /** Concurrent edits: both differences, the merge, and the merged page. */
    @Benchmark
    @OperationsPerInvocation(EDITS)
    public void mergeConcurrentEdits(Blackhole hole) {
        for (RealHistories.ConcurrentEdit edit : edits) {
            var base = new DocumentState(edit.base(), Attributes.NONE);
            var theirs = Diff.between(base, new DocumentState(edit.ours(), Attributes.NONE));
            var mine = Diff.between(base, new DocumentState(edit.theirs(), Attributes.NONE));
            var merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
            hole.consume(merge.mineOnTheirs().apply(theirs.apply(base)));
        }
    }
}
