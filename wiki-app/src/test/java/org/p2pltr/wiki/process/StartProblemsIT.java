package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.lab.measure.PeerProcess;
import org.p2pltr.lab.measure.PeerTrio;

/** A peer that cannot start says so in one line, with exit code 2. */
class StartProblemsIT {
    @TempDir Path directory;

    @Test
    void aDataDirectoryInUseIsRefused() throws Exception {
        Path home = directory.resolve("peer");
        try (PeerProcess first = start(home, List.of()).ready()) {
            PeerProcess second = start(home, List.of());
            assertThat(second.awaitEnd()).isEqualTo(2);
            assertThat(Files.readString(second.log())).contains("in use");
            assertThat(first.client().get("/api/v1/peer").ok()).isTrue();
        }
    }

    @Test
    void aTakenWebPortIsRefusedAndNothingIsWritten() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PeerProcess peer =
                    new PeerProcess(
                            PeerTrio.jar(),
                            directory.resolve("peer"),
                            taken.getLocalPort(),
                            PeerTrio.freePort(),
                            List.of());
            assertOneLine(peer, "server.port");
            assertThat(directory.resolve("peer")).isEmptyDirectory();
        }
    }

    @Test
    void aTakenPeerPortIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PeerProcess peer =
                    new PeerProcess(
                            PeerTrio.jar(),
                            directory.resolve("peer"),
                            PeerTrio.freePort(),
                            taken.getLocalPort(),
                            List.of());
            assertOneLine(peer, Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void wrongSettingsAreNamedWithWhatIsAllowed() throws Exception {
        assertOneLine(
                start(directory.resolve("a"), List.of("--ltr.network.cells=100")), "power of two");
        assertOneLine(start(directory.resolve("b"), List.of("--ltr.lisen=x")), "ltr.lisen");
        assertOneLine(start(directory.resolve("c"), List.of("--ltr.join=nowhere")), "host:port");
        assertThat(directory.resolve("a")).isEmptyDirectory();
    }

    @Test
    void aDamagedCoreStopsThePeer() throws Exception {
        Path home = directory.resolve("peer");
        PeerProcess peer = start(home, List.of()).ready();
        assertThat(peer.client().edit("Home", "x\n").ok()).isTrue();
        peer.close();
        try (var files = Files.walk(home.resolve("core"))) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("MANIFEST-")).toList())
                Files.write(file, new byte[] {1, 2, 3});
        }
        Files.delete(peer.log());
        peer.restart();
        assertOneLine(peer, "core");
    }

    private static PeerProcess start(Path home, List<String> settings) throws IOException {
        return new PeerProcess(
                PeerTrio.jar(), home, PeerTrio.freePort(), PeerTrio.freePort(), settings);
    }

    private static void assertOneLine(PeerProcess peer, String says) throws IOException {
        assertThat(peer.awaitEnd()).isEqualTo(2);
        String printed = Files.readString(peer.log());
        assertThat(printed).contains(says);
        assertThat(printed.lines().filter(line -> !line.isBlank())).hasSize(1);
    }
}
