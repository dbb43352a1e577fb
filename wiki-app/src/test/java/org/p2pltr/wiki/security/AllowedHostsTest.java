package org.p2pltr.wiki.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    private final AllowedHosts hosts = new AllowedHosts("192.0.2.7", "wiki.example, hut");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST:1",
                "127.0.0.1:8080",
                "[::1]",
                "[::1]:8080",
                "192.0.2.7:80",
                "wiki.example",
                "hut:8080"
            })
    void thisComputerAndTheNamesOfTheSettingsAreAllowed(String host) {
        assertThat(hosts.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "::1"
            })
    void everyOtherNameIsForeign(String host) {
        assertThat(hosts.allows(host)).isFalse();
    }
}
