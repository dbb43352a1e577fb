package org.p2pltr.wiki.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionControllerTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/wiki/Upper%20hut?ts=1, /wiki/Upper%20hut",
        "https://elsewhere.example/wiki/Page, /wiki/Page",
        "http://localhost:8080//elsewhere.example/, /pages",
        "'', /pages",
        "not an address, /pages",
        "mailto:somebody@example.org, /pages"
    })
    void theButtonLeadsBackToAPathOfThisSite(String referer, String path) {
        assertThat(ConnectionController.backTo(referer)).isEqualTo(path);
    }
}
