package org.p2pltr.wiki.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 50, 99, 100})
    void theFirstVersionThatHasItIsFound(long begins) {
        assertThat(Origin.first(1, 100, ts -> ts >= begins)).isEqualTo(begins);
    }
}
