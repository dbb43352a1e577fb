package org.p2pltr.wiki.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.p2pltr.peer.NetworkSettings;
import org.p2pltr.peer.PeerSettings;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The peer's settings from the environment's variables, as containers set them. */
class PeerSettingsReaderTest {

    private static PeerSettings read(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        sources.addLast(
                new MapPropertySource("defaultProperties", Map.of("ltr.data-dir", "elsewhere")));
        ConfigurationPropertySources.attach(environment);
        return new PeerSettingsReader(environment).read();
    }

    @Test
    void everySettingHasAVariable() {
        PeerSettings settings =
                read(
                        Map.of(
                                "LTR_DATADIR", "/data",
                                "LTR_LISTEN", "0.0.0.0:7400",
                                "LTR_ADVERTISE", "peer2:7400",
                                "LTR_JOIN", "peer1:7400, peer3:7400",
                                "LTR_NAME", "peer2",
                                "LTR_INSECURE", "true",
                                "LTR_NETWORK_CELLS", "16",
                                "LTR_NETWORK_R", "5",
                                "LTR_NETWORK_N", "2",
                                "LTR_NETWORK_S", "32"));
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("/data"));
        assertThat(settings.listen()).isEqualTo("0.0.0.0:7400");
        assertThat(settings.advertise()).isEqualTo("peer2:7400");
        assertThat(settings.join()).containsExactly("peer1:7400", "peer3:7400");
        assertThat(settings.name()).isEqualTo("peer2");
        assertThat(settings.insecure()).isTrue();
        assertThat(settings.network()).isEqualTo(new NetworkSettings(16, 5, 2, 32));
    }

    @Test
    void theDataDirectoryMayBeWrittenWithItsDash() {
        assertThat(read(Map.of("LTR_DATA_DIR", "/data")).dataDirectory())
                .isEqualTo(Path.of("/data"));
    }

    @Test
    void withoutVariablesTheDefaultsHold() {
        PeerSettings settings = read(Map.of("LTR_JAVA_OPTS", "-Xmx256m"));
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("elsewhere"));
        assertThat(settings.listen()).isEqualTo(PeerSettings.DEFAULT_LISTEN);
        assertThat(settings.join()).isEmpty();
    }

    @Test
    void aWrongVariableIsNamedAsTheSetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("LTR_INSECURE", "perhaps")))
                .withMessage("ltr.insecure is 'perhaps', allowed is: true or false");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("LTR_TIMING_LEASEREADS", "2s")))
                .withMessage("ltr.timing.lease-reads is '2s', allowed is: true or false");
    }
}
