package org.p2pltr.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LtrPeerStartTest {
    @TempDir private Path directory;

    private PeerSettings settings(String name) throws IOException {
        return PeerSettings.in(directory.resolve(name))
                .listeningAt(Ports.freeAddress())
                .named(name);
    }

    @Test
    void whatWasAnsweredIsThereAfterARestart() throws Exception {
        PeerSettings settings = settings("ann");
        String id;
        String network;
        try (LtrPeer peer = LtrPeer.start(settings)) {
            id = peer.peer().join().id();
            network = peer.peer().join().networkId();
            assertThat(peer.page("Home").join()).isEmpty();
            peer.online(false).join();
            SaveOutcome saved = peer.save(PageSave.of("Home", "hello\n").by("Ann")).join();
            assertThat(saved).isInstanceOf(SaveOutcome.Saved.class);
        }
        try (LtrPeer peer = LtrPeer.start(settings)) {
            assertThat(peer.peer().join().id()).isEqualTo(id);
            assertThat(peer.peer().join().networkId()).isEqualTo(network);
            PageView page = peer.page("Home").join().orElseThrow();
            assertThat(page.text()).isEqualTo("hello\n");
            assertThat(page.updatedBy()).isEqualTo("Ann");
            assertThat(peer.history("Home", 1, 10).join()).hasSize(1);
            assertThat(peer.changes(0, 10).join()).isNotEmpty();
        }
    }

    @Test
    void aDirectoryInUseAPortTakenAndNobodyToJoinAreOneLineEach() throws Exception {
        PeerSettings settings = settings("ann");
        try (LtrPeer _ = LtrPeer.start(settings)) {
            String other = Ports.freeAddress();
            assertThatThrownBy(() -> LtrPeer.start(settings.listeningAt(other)))
                    .isInstanceOf(PeerStartException.class)
                    .hasMessageNotContaining("\n")
                    .hasMessageContaining(settings.dataDirectory().toString());
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            PeerSettings there = PeerSettings.in(directory.resolve("bob")).listeningAt(address);
            assertThatThrownBy(() -> LtrPeer.start(there))
                    .isInstanceOf(PeerStartException.class)
                    .hasMessageNotContaining("\n")
                    .hasMessageContaining(address);
            assertThat(directory.resolve("bob")).doesNotExist();
        }
        PeerSettings alone = settings("cyd").joining(List.of(Ports.freeAddress()));
        assertThatThrownBy(() -> LtrPeer.start(alone))
                .isInstanceOf(PeerStartException.class)
                .hasMessageNotContaining("\n")
                .hasMessageContaining("no member");
    }

    @Test
    void aWrongArgumentFailsTheFutureAndAClosedPeerSaysSo() throws Exception {
        LtrPeer peer = LtrPeer.start(settings("ann"));
        assertThatThrownBy(() -> peer.page("x".repeat(256)).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("255");
        assertThatThrownBy(() -> peer.history("Home", 1, 0).join())
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> peer.save(PageSave.of("Home", "\ud800")).join())
                .hasCauseInstanceOf(IllegalArgumentException.class);
        peer.close();
        peer.close();
        assertThatThrownBy(() -> peer.page("Home").join())
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }
}
