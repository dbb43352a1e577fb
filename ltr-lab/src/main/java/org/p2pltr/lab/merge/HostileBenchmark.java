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
import org.p2pltr.diff.Diff;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;

/**
 * Texts made to hurt: both sides put words in all over the text; both differences and the merge.
 * Milliseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HostileBenchmark {
    private static final int THEIR_PARTS = 40;
    private static final int MY_PARTS = 90;

    /** Which text. */
    @Param public HostileText text = HostileText.NORMAL_PAGE;

    private DocumentState base = DocumentState.EMPTY;
    private DocumentState theirs = DocumentState.EMPTY;
    private DocumentState mine = DocumentState.EMPTY;

    /** Makes the three versions. */
    @Setup
    public void prepare() {
        base = new DocumentState(text.text(), Attributes.NONE);
        theirs = spliced(THEIR_PARTS, "theirs");
        mine = spliced(MY_PARTS, "mine");
    }

    /** Both differences and the merge. */
    @Benchmark
    public Object differAndMerge() {
        StateChange theirChange = Diff.between(base, theirs);
        StateChange myChange = Diff.between(base, mine);
        return ReconciliationEngine.standard().reconcile(base, theirChange, myChange);
    }

    private DocumentState spliced(int parts, String word) {
        return new DocumentState(HostileText.spliced(base.text(), parts, word), Attributes.NONE);
    }
}
