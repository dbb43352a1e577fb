package org.p2pltr.lab.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealRingTest {
    @TempDir Path directory;

    @Test
    void fivePeersFormARingAndSavesGoOnWhenOneIsKilled() throws IOException {
        List<Row> rows = new RealRing(directory, Duration.ofSeconds(2), System.out).run(5, 1);
        assertThat(rows).filteredOn(row -> row.what().startsWith("5 idle peers")).isNotEmpty();
        assertThat(rows)
                .filteredOn(row -> row.what().contains("killed at once"))
                .singleElement()
                .satisfies(row -> assertThat(row.figure()).startsWith("4 of 4"));
    }
}
