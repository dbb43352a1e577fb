package org.p2pltr.wiki.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PeerSettings;

class RestoreCommandTest {
    @TempDir private Path temporary;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String answer, String... words) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        byte[] typed = answer.getBytes(StandardCharsets.UTF_8);
        String usual = temporary.resolve("usual").toString();
        return new RestoreCommand(new ByteArrayInputStream(typed), out, out)
                .run(List.of(words), usual);
    }

    private LtrPeer peer(Path home) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        return LtrPeer.start(PeerSettings.in(home).listeningAt("127.0.0.1:" + port));
    }

    @Test
    void itAsksThenKeepsThePages() throws Exception {
        Path home = temporary.resolve("peer");
        String before;
        try (LtrPeer peer = peer(home)) {
            peer.save(PageSave.of("Home", "kept\n")).join();
            before = peer.peer().join().id();
            assertThat(run("", "--yes", "--ltr.data-dir=" + home)).isEqualTo(2);
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("in use");
        }
        String marker = Files.readString(home.resolve("ltr-data"));
        assertThat(run("no\n", "--ltr.data-dir=" + home)).isEqualTo(1);
        assertThat(Files.readString(home.resolve("ltr-data"))).isEqualTo(marker);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("1 pages")
                .contains("nobody else votes")
                .contains("Nothing was changed.");
        assertThat(run("yes\n", "--ltr.data-dir=" + home)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Restored.");
        try (LtrPeer peer = peer(home)) {
            assertThat(peer.page("Home").join().orElseThrow().text()).isEqualTo("kept\n");
            assertThat(peer.peer().join().id()).isNotEqualTo(before);
        }
    }

    @Test
    void aWrongWordAndADirectoryOfNobodyAreTold() {
        assertThat(run("", "--server.port=1")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("--server.port=1");
        assertThat(run("", "--yes")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("not a peer's data directory");
        assertThat(temporary.resolve("usual")).doesNotExist();
    }
}
