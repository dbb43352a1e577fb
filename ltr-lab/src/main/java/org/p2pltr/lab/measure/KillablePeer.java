package org.p2pltr.lab.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.p2pltr.id.PeerAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A peer that may be killed at any time and started again on the same disk. Any thread. */
public final class KillablePeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final PeerAddress address;
    private final List<String> jvm;
    private final List<String> words;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile String id = "";
    private LabProcess process;

    /**
     * Starts a peer and waits until it takes questions. Throws IOException if no process can be
     * made, {@link LabProcess.EndedException} if it ended at once.
     *
     * @param jvm options of its Java
     */
    public KillablePeer(
            Path home, PeerAddress address, Optional<PeerAddress> join, int cells, List<String> jvm)
            throws IOException {
        this.home = home;
        this.address = address;
        this.jvm = List.copyOf(jvm);
        this.words = new ArrayList<>(List.of("lab", "peer", "--data", home.toString()));
        words.addAll(List.of("--listen", address.toString(), "--name", name()));
        words.addAll(List.of("--cells", Integer.toString(cells), "--stable-ring-ms", "3000"));
        join.ifPresent(member -> words.addAll(List.of("--join", member.toString())));
        this.process = launch();
    }

    /** What people call it: the name of its directory. */
    public String name() {
        return String.valueOf(home.getFileName());
    }

    /** Its PeerId in hexadecimal digits. */
    public String id() {
        return id;
    }

    /** Where it listens. */
    public PeerAddress address() {
        return address;
    }

    /** Asks; empty if the peer is down, or went down meanwhile. */
    public Optional<JsonNode> ask(String question) {
        try {
            return Optional.of(JSON.readTree(current().ask(question)));
        } catch (LabProcess.EndedException e) {
            return Optional.empty();
        }
    }

    /** Kills it as it is. */
    public void kill() {
        current().kill();
    }

    /** Starts it again and waits until it takes questions. */
    public void restart() throws IOException {
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
                new LabProcess(name(), home.resolveSibling(name() + ".log"), jvm, words);
        id = JSON.readTree(started.line()).get("id").asString();
        return started;
    }

    @Override
    public void close() {
        current().close();
    }
}
