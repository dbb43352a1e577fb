package org.p2pltr.lab.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One peer's REST calls. Any thread. Throws UncheckedIOException when the peer cannot be reached.
 */
public final class WikiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI base;

    /**
     * A client of the peer whose web page is at this address, such as {@code
     * http://127.0.0.1:8081}.
     */
    public WikiClient(URI base) {
        this.base = base;
    }

    /** An answer: its status and its JSON, or a missing node if it has none. */
    public record Answer(int status, JsonNode body) {
        /** True for 2xx. */
        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    /** Where the peer's web page is. */
    public URI base() {
        return base;
    }

    /** A page's local view. */
    public Answer page(String name) {
        return get("/api/v1/pages/" + encoded(name));
    }

    /** The present revision of a page, if the page is there. */
    public Optional<String> revision(String name) {
        Answer answer = page(name);
        return answer.ok()
                ? Optional.of(answer.body().get("revision").asString())
                : Optional.empty();
    }

    /** Saves a text, started from a revision or from nothing. */
    public Answer save(
            String name,
            String text,
            Optional<String> baseRevision,
            String comment,
            String author) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("text", text);
        baseRevision.ifPresent(revision -> body.put("baseRevision", revision));
        body.put("comment", comment);
        body.put("author", author);
        return send("PUT", "/api/v1/pages/" + encoded(name), JSON.writeValueAsBytes(body));
    }

    /** Saves a text on top of what this peer shows now. */
    public Answer edit(String name, String text) {
        return save(name, text, revision(name), "", "");
    }

    /** Deletes a page. */
    public Answer delete(String name) {
        return send("DELETE", "/api/v1/pages/" + encoded(name), new byte[0]);
    }

    /** The history from a timestamp on. */
    public Answer history(String name, long from, int limit) {
        return get("/api/v1/pages/" + encoded(name) + "/history?from=" + from + "&limit=" + limit);
    }

    /** True if this peer shows the validated patch of a timestamp. */
    public boolean shows(String name, long ts) {
        Answer answer = history(name, ts, 1);
        return answer.ok()
                && !answer.body().isEmpty()
                && answer.body().get(0).get("ts").asLong(0) == ts;
    }

    /** Works offline, or comes back. */
    public Answer online(boolean online) {
        return send("PUT", "/api/v1/connection", JSON.writeValueAsBytes(Map.of("online", online)));
    }

    /** Any GET. */
    public Answer get(String path) {
        return exchange(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** Any call with a JSON body. */
    public Answer send(String method, String path, byte[] body) {
        return exchange(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /**
     * A page's name as it stands in a path: everything but letters, digits and a few signs is
     * percent-encoded.
     */
    public static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(
                            request.timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode body =
                    json && answer.body().length > 0
                            ? JSON.readTree(answer.body())
                            : MissingNode.getInstance();
            return new Answer(answer.statusCode(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + base, e);
        }
    }
}
