package org.p2pltr.wiki.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The REST calls as an OpenAPI document. It is written by hand; a test holds it against the
 * controllers. Source: wiki.md, "REST API".
 */
@RestController
class OpenApi {
    static final String FILE = "openapi.json";

    @GetMapping("/api/v1/openapi")
    ResponseEntity<Resource> document() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ClassPathResource(FILE));
    }
}
