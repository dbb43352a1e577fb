package org.p2pltr.lab.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingBenchTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ringsOfHundredAndThousandPeersMeetTheBars(long seed) {
        List<Row> rows = new RingBench(seed, 5_000, NOWHERE).run(List.of(100, 1_000));
        // Mean hops, 99.9 %, table and mass failure; three arities; two sizes.
        assertThat(rows).hasSize(4 * 3 * 2).allMatch(Row::met);
    }

    @Test
    void aFigureBeyondItsBarIsToldAsMissed() {
        assertThat(Row.table(List.of(new Row("hops", "9", "8", false)))).contains("MISSED");
        assertThat(Row.table(List.of(new Row("hops", "8", "8", true)))).doesNotContain("MISSED");
    }

    @Test
    void aBenchWithoutLookupsIsRefused() {
        assertThatThrownBy(() -> new RingBench(1, 0, NOWHERE)).hasMessageContaining("0");
    }
}
