package org.p2pltr.lab.scenario;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes a failing run smaller: leaves out faults and operations, halves of them first, as long as
 * the rest still fails. It need not fail in the same way: the smallest failure is the one to read.
 */
public final class Shrinking {
    private final Function<SeedPlan, Optional<String>> failure;
    private int triesLeft;
    private SeedPlan smallest;
    private String why;

    private Shrinking(
            SeedPlan failing, String why, int tries, Function<SeedPlan, Optional<String>> failure) {
        this.smallest = failing;
        this.why = why;
        this.triesLeft = tries;
        this.failure = failure;
    }

    /** A failing plan and what it says. */
    public record Shrunk(SeedPlan plan, String why) {}

    /** Shrinks a plan that fails, with so many runs at most. */
    public static Shrunk of(SeedPlan failing, String why, int tries) {
        return of(failing, why, tries, Shrinking::run);
    }

    /** The same with another way to run a plan: what it says if it fails. */
    static Shrunk of(
            SeedPlan failing, String why, int tries, Function<SeedPlan, Optional<String>> failure) {
        Shrinking shrinking = new Shrinking(failing, why, tries, failure);
        shrinking.shrink();
        return new Shrunk(shrinking.smallest, shrinking.why);
    }

    private static Optional<String> run(SeedPlan plan) {
        try {
            SeedRun.run(plan, LabNetwork.SILENCE);
            return Optional.empty();
        } catch (AssertionError broken) {
            return Optional.of(String.valueOf(broken.getMessage()));
        }
    }

    private void shrink() {
        SeedPlan before;
        do {
            before = smallest;
            thin(SeedPlan::keptFaults, (plan, part) -> plan.keeping(part, plan.keptOperations()));
            thin(SeedPlan::keptOperations, (plan, part) -> plan.keeping(plan.keptFaults(), part));
        } while (!before.equals(smallest) && triesLeft > 0);
    }

    /** Leaves out ever smaller pieces of one part. */
    private void thin(
            Function<SeedPlan, SeedPlan.Part> part,
            BiFunction<SeedPlan, SeedPlan.Part, SeedPlan> with) {
        int piece = part.apply(smallest).numbers().size();
        while (piece > 0 && triesLeft > 0) {
            int at = 0;
            while (at < part.apply(smallest).numbers().size() && triesLeft > 0) {
                SeedPlan.Part now = part.apply(smallest);
                int to = Math.min(now.numbers().size(), at + piece);
                if (!stillFails(with.apply(smallest, now.without(at, to)))) at = to;
            }
            piece /= 2;
        }
    }

    private boolean stillFails(SeedPlan plan) {
        triesLeft--;
        Optional<String> broken = failure.apply(plan);
        broken.ifPresent(says -> {
            smallest = plan;
            why = says;
        });
        return broken.isPresent();
    }
}
