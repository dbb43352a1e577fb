package org.p2pltr.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real histories in {@code ../shared/data} beside the repository; a test that needs one is skipped
 * where it is absent.
 */
public final class RealMaterial {
    private RealMaterial() {}

    /** The lines of a gzipped file. */
    public static List<String> lines(String name) {
        Path file = root().resolve("shared/data").resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file), () -> "skipped: " + file.toAbsolutePath() + " is not there");
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A JSON object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    /** A string of a JSON object. */
    public static String string(Map<String, Object> object, String name) {
        return (String) Objects.requireNonNull(object.get(name), name);
    }

    /** A JSON array. */
    @SuppressWarnings("unchecked")
    public static List<Object> array(Object json) {
        return (List<Object>) json;
    }

    /** The folder the repository lies in: tests start in the module or in the root. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        Path repository = Files.exists(here.resolve("ltr-reconcile")) ? here : here.resolve("..");
        return repository.resolve("..").normalize();
    }
}
