package org.p2pltr.lab.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.lab.measure.LabProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A peer that may be killed at any time and started again on the same disk. Any thread. */
final class ChaosPeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    private final Path home;
    private final PeerAddress address;
    private final List<String> words;
    private final ReentrantLock starting = new ReentrantLock();
    private LabProcess process;

    ChaosPeer(Path home, PeerAddress address, Optional<PeerAddress> join, int cells)
            throws IOException {
        this.home = home;
        this.address = address;
        this.words = new ArrayList<>(List.of("lab", "peer", "--data", home.toString()));
        words.addAll(List.of("--listen", address.toString(), "--name", name()));
        words.addAll(List.of("--cells", Integer.toString(cells), "--stable-ring-ms", "3000"));
        join.ifPresent(member -> words.addAll(List.of("--join", member.toString())));
        this.process = launch();
    }

    String name() {
        return String.valueOf(home.getFileName());
    }

    PeerAddress address() {
        return address;
    }

    /** Asks; empty if the peer is down, or went down meanwhile. */
    Optional<JsonNode> ask(String question) {
        try {
            return Optional.of(JSON.readTree(current().ask(question)));
        } catch (LabProcess.EndedException e) {
            return Optional.empty();
        }
    }

    /** Kills it as it is. */
    void kill() {
        current().kill();
    }

    /** Starts it again and waits until it takes questions. */
    void restart() throws IOException {
        starting.lock();
        try {
            process = launch();
        } finally {
            starting.unlock();
        }
    }

    private LabProcess current() {
        starting.lock();
        try {
            return process;
        } finally {
            starting.unlock();
        }
    }

    private LabProcess launch() throws IOException {
        LabProcess started =
                new LabProcess(name(), home.resolveSibling(name() + ".log"), JVM, words);
        started.line();
        return started;
    }

    @Override
    public void close() {
        current().close();
    }
}
