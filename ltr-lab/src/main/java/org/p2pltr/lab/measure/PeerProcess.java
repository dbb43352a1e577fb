package org.p2pltr.lab.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One whole peer as a process of its own: the wiki's jar on a data directory and two ports. */
public final class PeerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path jar;
    private final Path directory;
    private final int webPort;
    private final List<String> settings;
    private Process process;

    /**
     * Starts it; returns at once. {@code settings} are words of the command line, such as {@code
     * --ltr.join=host:port}.
     *
     * @throws IOException if there is no such jar, or the directory cannot be made
     */
    public PeerProcess(Path jar, Path directory, int webPort, int peerPort, List<String> settings)
            throws IOException {
        this.jar = jar;
        this.directory = Files.createDirectories(directory);
        this.webPort = webPort;
        this.settings = new ArrayList<>(settings);
        this.settings.add("--ltr.listen=127.0.0.1:" + peerPort);
        this.process = launch();
    }

    /** Its REST calls. */
    public WikiClient client() {
        return new WikiClient(URI.create("http://127.0.0.1:" + webPort));
    }

    /** What it printed, over all its starts. */
    public Path log() {
        return directory.resolveSibling(directory.getFileName() + ".log");
    }

    /**
     * Waits until it answers. Throws IllegalStateException with the end of its log if it ends
     * instead, or takes too long.
     */
    public PeerProcess ready() {
        WikiClient client = client();
        Await.until(
                START,
                () -> "the peer at " + webPort + " to answer; its log ends with:\n" + lastLines(),
                () -> {
                    if (!process.isAlive())
                        throw new IllegalStateException(
                                "the peer ended with exit code "
                                        + process.exitValue()
                                        + ":\n"
                                        + lastLines());
                    try {
                        return client.get("/api/v1/peer").ok();
                    } catch (UncheckedIOException e) {
                        return false;
                    }
                });
        return this;
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Starts it again on the same directory and ports; it must have ended. */
    public PeerProcess restart() throws IOException {
        if (process.isAlive())
            throw new IllegalStateException("the peer at " + webPort + " is running");
        process = launch();
        return this;
    }

    /** Waits for its end and answers with its exit code. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS))
                throw new IllegalStateException("the peer at " + webPort + " does not end");
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Asks it to end, and waits. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private Process launch() throws IOException {
        if (!Files.exists(jar)) throw new IOException(jar + " is missing: run ./ltr build");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", jar.toString()));
        command.add("--server.port=" + webPort);
        command.add("--ltr.data-dir=" + directory);
        command.addAll(settings);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
