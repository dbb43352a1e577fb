package org.p2pltr.lab.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs one of the lab's own commands and is talked with line by line: a line asks, a
 * line answers. It ends by itself when its input ends, so none is left over.
 */
public final class LabProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final PrintWriter questions;
    private final BufferedReader answers;

    /**
     * Starts {@code ./ltr WORDS} as a process; what it complains of goes to the file {@code log}.
     */
    public LabProcess(String name, Path log, List<String> jvm, List<String> words)
            throws IOException {
        this.name = name;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("org.p2pltr.lab.cli.LabMain");
        command.addAll(words);
        this.process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** It ended before it said what was waited for; its log may tell why. */
    public static final class EndedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private EndedException(String name, @Nullable Throwable why) {
            super(name + " ended; see its log", why);
        }
    }

    /** The next line it says. Throws {@link EndedException} if it ended instead. */
    public String line() {
        try {
            String line = answers.readLine();
            if (line == null) throw new EndedException(name, null);
            return line;
        } catch (IOException e) {
            throw new EndedException(name, e);
        }
    }

    /** Asks and waits for the answer. */
    public synchronized String ask(String question) {
        questions.println(question);
        return line();
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Lets it end, and waits. */
    @Override
    public void close() {
        questions.close();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
