package org.p2pltr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.tidy.ProjectFiles;

/** What the launcher says before it starts anything. */
class LauncherTest {
    private record Said(int exitCode, String output) {}

    @TempDir private Path folder;

    @Test
    void helpTellsTheWords() throws Exception {
        Said said = ltr(Map.of(), "help");
        assertThat(said.exitCode()).isZero();
        assertThat(said.output()).contains("run", "demo", "test", "bench", "lab", "build");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fly", "run words", "demo --fast", "demo --data", "bench", "build now"})
    void aWrongWordShowsTheUsageAndChangesNothing(String words) throws Exception {
        Said said = ltr(Map.of(), words.isEmpty() ? new String[0] : words.split(" "));
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.output()).startsWith("ltr: ").contains("usage: ./ltr WORD");
    }

    @Test
    void aMavenThatIsTooOldIsRefusedInOneLine() throws Exception {
        Said said = ltr(Map.of("PATH", mavenOf("3.8.6") + ":" + System.getenv("PATH")), "test");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.output().lines()).hasSize(1);
        assertThat(said.output()).contains("Maven is 3.8.6, 3.8.7 or newer is needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.7", "3.9.0", "3.10", "4.0.0"})
    void testsAreRunByMavenOnAJdk25WithTheGivenOptions(String version) throws Exception {
        Map<String, String> environment =
                Map.of(
                        "PATH",
                        mavenOf(version) + ":" + System.getenv("PATH"),
                        "LTR_MAVEN_OPTS",
                        "-Done=1 -Dtwo=2");
        Said said = ltr(environment, "test", "-Dthree=3 4");
        assertThat(said.exitCode()).isZero();
        assertThat(said.output()).contains("<-Done=1><-Dtwo=2><verify><-Dthree=3 4>");
        assertThat(said.output()).contains("on release 25");
    }

    /** A folder with an mvn that only says how it was called. */
    private Path mavenOf(String version) throws IOException {
        Path mvn = folder.resolve("mvn");
        Files.writeString(
                mvn,
                """
                #!/usr/bin/env bash
                if [ "$1" = -v ]; then echo "Apache Maven %s"; exit 0; fi
                printf '<%%s>' "$@"
                sed -n 's/^JAVA_VERSION="\\([0-9]*\\).*/ on release \\1/p' "$JAVA_HOME/release"
                """
                        .formatted(version));
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
        // So that no test of the launcher installs a browser.
        for (String browser : List.of("chromium", "chromedriver")) {
            Path program = Files.copy(mvn, folder.resolve(browser));
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return folder;
    }

    private static Said ltr(Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "ltr"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(ProjectFiles.root().toFile());
        builder.environment().putAll(new TreeMap<>(environment));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), output);
    }
}
