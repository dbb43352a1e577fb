package org.p2pltr.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.lab.measure.KillablePeer;
import org.p2pltr.lab.measure.PeerTrio;

class ChaosTest {
    @TempDir private Path directory;

    @Test
    void nothingAcknowledgedIsLostWhenRealPeersAreKilled() throws Exception {
        Chaos chaos = new Chaos(directory, 4, Duration.ofSeconds(4), 16, 1);
        ChaosReport report = chaos.run(System.out);
        assertThat(report.mistakes()).isEmpty();
        assertThat(report.acknowledged()).isPositive();
        assertThat(report.timestamps()).isGreaterThanOrEqualTo(report.acknowledged());
    }

    @Test
    void anAcknowledgedLineThatNoCopyHasIsAMistake() throws Exception {
        PeerAddress address = new PeerAddress("127.0.0.1", PeerTrio.freePort());
        Path home = directory.resolve("peer");
        try (KillablePeer peer =
                new KillablePeer(home, address, Optional.empty(), 1, List.of("-Xmx256m"))) {
            Writer writer = new Writer(peer, List.of("Home"), new SplittableRandom(1));
            writer.writeWhile(() -> writer.acknowledged().size() < 3);
            writer.acknowledged().add(new Writer.Line("Home", "never saved"));
            ChaosReport report =
                    new Verification(List.of(peer), List.of("Home"), List.of(writer)).report(0);
            assertThat(report.timestamps()).isEqualTo(3);
            assertThat(report.mistakes()).singleElement().asString().contains("never saved");
        }
    }
}
