package org.p2pltr.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerSettingsTest {
    private static final PeerSettings HERE = PeerSettings.in(Path.of("somewhere"));

    @Test
    void aPeerListensOnThisComputerOnlyUnlessItMayBeInsecure() {
        assertThatThrownBy(() -> HERE.listeningAt("0.0.0.0:7400"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ltr.listen", "0.0.0.0:7400", "ltr.insecure=true");
        assertThat(HERE.insecure(true).listeningAt("0.0.0.0:7400").listen())
                .isEqualTo("0.0.0.0:7400");
        assertThat(HERE.listeningAt("[::1]:7400").toldAddress()).isEqualTo("[::1]:7400");
    }

    @Test
    void aWrongSettingIsNamedWithItsValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> HERE.listeningAt("127.0.0.1"))
                .hasMessageContainingAll("ltr.listen", "'127.0.0.1'", "host:port");
        assertThatThrownBy(() -> HERE.joining(List.of("127.0.0.1:99999")))
                .hasMessageContainingAll("ltr.join", "127.0.0.1:99999", "65535");
        assertThatThrownBy(() -> HERE.named(" ")).hasMessageContaining("ltr.name");
        assertThatThrownBy(() -> new NetworkSettings(100, 3, 3, 64))
                .hasMessageContainingAll("ltr.network.cells", "'100'", "power of two");
        assertThatThrownBy(() -> new NetworkSettings(256, 2, 3, 64))
                .hasMessageContainingAll("ltr.network.r", "'2'");
        assertThatThrownBy(() -> new TimingSettings(Duration.ZERO, Duration.ofSeconds(1), false))
                .hasMessageContaining("ltr.timing.suspicion");
    }
}
