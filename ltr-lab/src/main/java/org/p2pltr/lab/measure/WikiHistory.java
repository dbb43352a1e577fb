package org.p2pltr.lab.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A real wiki's saves, in the order in which people made them. The data is not part of this
 * repository.
 */
public final class WikiHistory {
    private WikiHistory() {}

    /**
     * One save: the page's whole text, or nothing if the page was removed. {@code version} counts
     * from 1 per page.
     */
    public record Save(String page, long version, long order, int author, Optional<String> text) {}

    /**
     * Where the data lies beside a checkout, seen from the repository's root or one of its modules.
     */
    public static Path usualPlace() {
        Path inRoot = Path.of("../shared/data/wiki-history/saves.jsonl.gz");
        Path inModule = Path.of("..").resolve(inRoot);
        return Files.exists(inRoot) || !Files.exists(inModule) ? inRoot : inModule;
    }

    /**
     * The first saves over all pages, oldest first. Throws IOException if the file is not there or
     * not such data.
     */
    public static List<Save> read(Path file, long limit) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Save> saves = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                saves.add(save(json.readTree(line)));
        }
        saves.sort(Comparator.comparingLong(Save::order));
        return saves.stream().limit(limit).toList();
    }

    private static Save save(JsonNode line) {
        JsonNode text = line.get("text");
        return new Save(
                line.get("page").asString(),
                line.get("v").asLong(),
                line.get("seq").asLong(),
                line.get("author").asInt(),
                text.isNull() ? Optional.empty() : Optional.of(text.asString()));
    }
}
