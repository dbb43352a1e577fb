package org.p2pltr.lab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * {@code ./ltr recover}: tells a running peer that most peers of some cells are gone for good. Asks
 * twice. Source: master-group.md §10.
 */
final class RecoverCommand {
    /** What must be typed in the end, as on the dashboard. */
    static final String WORDS = "gone for good";

    private static final String PATH = "/api/v1/network/recovery";
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int ID_SHOWN = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI peer;
    private final String password;
    private final BufferedReader in;
    private final PrintStream out;

    RecoverCommand(URI peer, String password, InputStream in, PrintStream out) {
        this.peer = peer;
        this.password = password;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    static int run(Words words) throws Exception {
        URI peer = URI.create(words.text("--peer", "http://localhost:8080"));
        // Not an option: others could read it in the list of processes.
        String password = Optional.ofNullable(System.getenv("LTR_PASSWORD")).orElse("");
        String cells = words.text("--cell", "");
        words.nothingLeft();
        return new RecoverCommand(peer, password, System.in, System.out).run(cells);
    }

    /** {@code wanted}: a cell's number, {@code all}, or empty: asks. The exit code. */
    int run(String wanted) throws IOException, InterruptedException {
        JsonNode state = call(HttpRequest.newBuilder(peer.resolve(PATH)).GET());
        JsonNode lost = state.get("lost");
        if (lost.isEmpty()) {
            out.println("Every group that this peer is in has its majority: nothing to recover.");
            return 0;
        }
        show(lost);
        String which = wanted;
        if (which.isEmpty()) {
            out.println("Which cell is to be recovered? A number, or all; nothing: none.");
            which = line();
        }
        List<JsonNode> chosen = chosen(lost, which);
        if (chosen.isEmpty()) {
            out.println("Nothing was done.");
            return 1;
        }
        List<String> gone = gone(chosen);
        out.printf(
                """
                %s will go on without %s. This cannot be undone: versions that only they had
                taken, and that the log does not hold, are lost unless their authors still have
                them. If they may come back, start them instead.
                To go on, type: %s
                """,
                chosen.size() == 1 ? "1 cell" : chosen.size() + " cells",
                String.join(", ", gone.stream().map(RecoverCommand::brief).toList()),
                WORDS);
        if (!line().equalsIgnoreCase(WORDS)) {
            out.println("Nothing was done.");
            return 1;
        }
        return recover(chosen, gone);
    }

    private void show(JsonNode lost) {
        out.println("Cells whose group has no majority that answers:");
        for (JsonNode cell : lost)
            out.printf(
                    "  cell %d (%d pages): not answering %s; left %s%s%n",
                    cell.get("cell").asInt(),
                    cell.get("documents").asInt(),
                    ids(cell.get("gone")),
                    ids(cell.get("survivors")),
                    cell.get("begun").asBoolean() ? "; a recovery has begun" : "");
    }

    private static List<JsonNode> chosen(JsonNode lost, String which) {
        List<JsonNode> chosen = new ArrayList<>();
        for (JsonNode cell : lost)
            if (which.equals("all") || which.equals("" + cell.get("cell").asInt()))
                chosen.add(cell);
        return chosen;
    }

    private static List<String> gone(List<JsonNode> cells) {
        return cells.stream()
                .flatMap(cell -> cell.get("gone").valueStream())
                .map(JsonNode::asString)
                .distinct()
                .sorted()
                .toList();
    }

    private int recover(List<JsonNode> cells, List<String> gone)
            throws IOException, InterruptedException {
        Map<String, Object> body =
                Map.of(
                        "cells",
                        cells.stream().map(cell -> cell.get("cell").asInt()).toList(),
                        "gone",
                        gone,
                        "words",
                        WORDS);
        JsonNode outcomes =
                call(
                        HttpRequest.newBuilder(peer.resolve(PATH))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                JSON.writeValueAsBytes(body))));
        boolean all = true;
        for (JsonNode each : outcomes) {
            all &= each.get("recovered").asBoolean();
            if (each.get("recovered").asBoolean())
                out.printf(
                        "cell %d: recovered, %d pages, %d patches from the log; group %s%s%n",
                        each.get("cell").asInt(),
                        each.get("documents").asInt(),
                        each.get("entriesFromLog").asInt(),
                        ids(each.get("members")),
                        each.get("unheard").asInt() == 0
                                ? ""
                                : "; of " + each.get("unheard") + " pages a Log-Peer was silent");
            else
                out.printf(
                        "cell %d: not recovered: %s%n",
                        each.get("cell").asInt(), each.get("why").asString());
        }
        return all ? 0 : 1;
    }

    private static String ids(JsonNode peers) {
        if (peers.isEmpty()) return "nobody";
        return String.join(", ", peers.valueStream().map(id -> brief(id.asString())).toList());
    }

    private static String brief(String id) {
        return id.substring(0, Math.min(ID_SHOWN, id.length()));
    }

    private String line() throws IOException {
        String line = in.readLine();
        return line == null ? "" : line.strip();
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!password.isEmpty()) {
            byte[] who = ("operator:" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(who));
        }
        HttpResponse<String> answer;
        try {
            answer =
                    http.send(
                            request.timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("the peer at " + peer + " cannot be reached: " + e, e);
        }
        if (answer.statusCode() == 401)
            throw new IOException("the peer wants a password: set LTR_PASSWORD");
        if (answer.statusCode() != 200)
            throw new IOException(
                    "the peer answered " + answer.statusCode() + ": " + answer.body());
        return JSON.readTree(answer.body());
    }
}
