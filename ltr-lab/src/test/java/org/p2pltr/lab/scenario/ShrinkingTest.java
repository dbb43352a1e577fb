package org.p2pltr.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static final int MOST_TRIES = 10_000;

    @Test
    void onlyWhatMattersIsLeft() {
        SeedPlan plan = SeedPlan.of(3);
        Shrinking.Shrunk small =
                Shrinking.of(plan, "as drawn", MOST_TRIES, ShrinkingTest::needsTwoThings);
        assertThat(small.plan().keptFaults().numbers()).containsExactly(2);
        assertThat(small.plan().keptOperations().numbers()).containsExactly(17, 90);
        assertThat(small.why()).isEqualTo("needs them");
        assertThat(small.plan().command())
                .isEqualTo(
                        "./ltr lab run --seeds 1 --first-seed 3 --keep-faults 2"
                                + " --keep-operations 17,90");
    }

    private static Optional<String> needsTwoThings(SeedPlan plan) {
        boolean fails =
                plan.keptFaults().numbers().contains(2)
                        && plan.keptOperations().numbers().containsAll(List.of(17, 90));
        return fails ? Optional.of("needs them") : Optional.empty();
    }

    @Test
    void aPartIsReadAsItIsTold() {
        SeedPlan.Part part = new SeedPlan.Part(List.of(0, 1, 2, 5, 7, 8));
        assertThat(part).hasToString("0-2,5,7-8");
        assertThat(SeedPlan.Part.of("0-2,5,7-8", 9)).isEqualTo(part);
        assertThat(SeedPlan.Part.of("none", 9)).hasToString("none");
        assertThatThrownBy(() -> SeedPlan.Part.of("5-9", 9))
                .hasMessageContaining("allowed are numbers from 0 to 8");
        assertThatThrownBy(() -> SeedPlan.Part.of("two", 9)).hasMessageContaining("'two'");
    }

    @Test
    void aRunIsARealOne() {
        for (long seed = 0; seed < 50; seed++) {
            SeedPlan plan = SeedPlan.of(seed);
            long saves =
                    plan.operations().stream()
                            .filter(each -> each.act() instanceof Operation.Act.Save)
                            .count();
            assertThat(saves).isGreaterThanOrEqualTo(200);
            assertThat(plan.faults().faults()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(plan.settings().peers()).isBetween(3, 7);
            assertThat(plan.settings().cells()).isBetween(2, 8);
        }
    }
}
