package org.p2pltr.lab.merge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.p2pltr.text.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Texts that people wrote, from the data beside the checkout; they are not ours to package. */
final class RealHistories {
    /** So many versions of each recorded session. */
    static final int SAVES_OF_A_TRACE = 200;

    /** The sessions, each in one order. */
    static final List<String> TRACES =
            List.of(
                    "automerge-paper",
                    "friendsforever_flat",
                    "clownschool_flat",
                    "rustcode",
                    "sveltecomponent",
                    "seph-blog1",
                    "json-crdt-patch",
                    "json-crdt-blog-post");

    private final Path data;

    RealHistories(Path data) {
        this.data = data;
    }

    /** A page that two people changed at once, and what people made of the two. */
    record ConcurrentEdit(Text base, Text ours, Text theirs, Text merged) {}

    List<ConcurrentEdit> concurrentEdits() throws IOException {
        List<ConcurrentEdit> edits = new ArrayList<>();
        var json = new ObjectMapper();
        try (BufferedReader lines = open("wiki-history/merges.jsonl.gz")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode edit = json.readTree(line);
                edits.add(
                        new ConcurrentEdit(
                                text(edit, "base"),
                                text(edit, "ours"),
                                text(edit, "theirs"),
                                text(edit, "merged")));
            }
        }
        return edits;
    }

    /**
     * Versions of a recorded session at even distances, the empty text before them. Throws
     * IOException if the session does not end in the text that its recording names.
     */
    List<Text> versions(String trace) throws IOException {
        JsonNode session;
        try (BufferedReader file = open("editing-traces/" + trace + ".json.gz")) {
            session = new ObjectMapper().readTree(file);
        }
        List<Text> versions = new ArrayList<>(List.of(Text.EMPTY));
        StringBuilder text = new StringBuilder();
        JsonNode steps = session.get("txns");
        for (int step = 0; step < steps.size(); step++) {
            for (JsonNode patch : steps.get(step).get("patches")) {
                int position = patch.get(0).asInt();
                text.replace(position, position + patch.get(1).asInt(), patch.get(2).asString());
            }
            long saves = (step + 1L) * SAVES_OF_A_TRACE / steps.size();
            if (saves >= versions.size()) versions.add(Text.of(text.toString()));
        }
        if (!versions.getLast().equals(text(session, "endContent")))
            throw new IOException(trace + " does not end in the text that its recording names");
        return versions;
    }

    private BufferedReader open(String name) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(data.resolve(name))),
                        StandardCharsets.UTF_8));
    }

    private static Text text(JsonNode object, String name) {
        return Text.of(object.get(name).asString());
    }
}
