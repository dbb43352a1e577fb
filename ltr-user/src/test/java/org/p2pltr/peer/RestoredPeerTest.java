package org.p2pltr.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.Eventually;

/** Real peers on real disks: an old copy is refused, and restored it is a new peer. */
class RestoredPeerTest {
    private static final TimingSettings FAST =
            new TimingSettings(Duration.ofSeconds(2), Duration.ofMillis(500), false);

    @TempDir private Path directory;
    private final Map<String, LtrPeer> peers = new TreeMap<>();
    private final Map<String, PeerSettings> settings = new TreeMap<>();

    @BeforeEach
    void startThree() throws Exception {
        for (String name : List.of("ann", "bob", "cyd")) {
            PeerSettings mine = settings(name);
            if (!name.equals("ann")) mine = mine.joining(List.of(setting("ann").listen()));
            settings.put(name, mine);
            start(name);
        }
        save("ann", "Home", "one\n");
        for (String name : peers.keySet()) awaitText(name, "Home", "one\n", 1);
    }

    private LtrPeer peer(String name) {
        return Objects.requireNonNull(peers.get(name));
    }

    private PeerSettings setting(String name) {
        return Objects.requireNonNull(settings.get(name));
    }

    private PeerSettings settings(String name) throws IOException {
        return PeerSettings.in(directory.resolve(name))
                .listeningAt(Ports.freeAddress())
                .named(name)
                .network(new NetworkSettings(16, 3, 3, 64))
                .timing(FAST);
    }

    private void start(String name) throws PeerStartException {
        peers.put(name, LtrPeer.start(setting(name)));
    }

    private void stop(String name) {
        peer(name).close();
        peers.remove(name);
    }

    @AfterEach
    void closeAll() {
        peers.values().forEach(LtrPeer::close);
    }

    private void save(String name, String page, String text) {
        LtrPeer peer = peer(name);
        String base = peer.page(page).join().map(PageView::revision).orElse("");
        PageSave save = PageSave.of(page, text);
        assertThat(peer.save(base.isEmpty() ? save : save.basedOn(base)).join())
                .isInstanceOf(SaveOutcome.Saved.class);
    }

    private void awaitText(String name, String page, String text, long ts) {
        Eventually.until(
                name + " has '" + text + "' at " + ts + ", not " + peer(name).page(page).join(),
                () ->
                        peer(name)
                                .page(page)
                                .join()
                                .filter(p -> p.text().equals(text) && p.ts() == ts)
                                .isPresent());
    }

    private List<String> patches(String name, String page) {
        return peer(name).history(page, 1, 100).join().stream().map(HistoryLine::patchId).toList();
    }

    /** Bob's directory, stopped, with a save of Home that waits. */
    private Path backupOfBob() throws IOException {
        peer("bob").online(false).join();
        save("bob", "Home", "one\nby Bob\n");
        stop("bob");
        Path backup = directory.resolve("copy");
        try (Stream<Path> files = Files.walk(directory.resolve("bob"))) {
            for (Path file : files.toList())
                Files.copy(file, backup.resolve(directory.resolve("bob").relativize(file)));
        }
        settings.put("copy", settings("copy"));
        return backup;
    }

    private static List<String> restore(Path path) throws PeerStartException {
        List<String> said = new ArrayList<>();
        try (PeerRestore restore = PeerRestore.prepare(path)) {
            said.addAll(restore.plan());
            said.addAll(restore.carryOut());
        }
        return said;
    }

    @Test
    void anOldCopyStopsAndRestoredItIsANewPeerThatPublishesNothingTwice() throws Exception {
        Path backup = backupOfBob();
        String old = "";
        for (int i = 0; i < 2; i++) {
            start("bob");
            awaitText("ann", "Home", "one\nby Bob\n", 2);
            awaitText("bob", "Home", "one\nby Bob\n", 2);
            old = peer("bob").peer().join().id();
            if (i == 0) stop("bob");
        }
        start("copy");
        assertThat(peer("copy").oldCopy().join())
                .contains("old copy")
                .contains("start 2")
                .contains("./ltr restore ltr.data-dir=" + backup);
        Eventually.until("the copy has stopped", () -> !peer("copy").isRunning());
        assertThat(peer("bob").isRunning()).isTrue();
        peers.remove("copy");
        // It stops by itself, in its own time; the directory is free when it is done.
        Eventually.passes(() ->
                assertThatCode(() -> PeerRestore.prepare(backup).close())
                        .doesNotThrowAnyException()); // Or each start would raise its counter until
        // it passes the one that was seen.
        assertThatThrownBy(() -> start("copy"))
                .isInstanceOf(PeerStartException.class)
                .hasMessageContaining("./ltr restore");

        assertThat(restore(backup))
                .anyMatch(line -> line.contains("1 pages with 1 versions, 1 saves that wait"));
        start("copy");
        awaitText("copy", "Home", "one\nby Bob\n", 2);
        assertThat(peer("copy").peer().join().id()).isNotEqualTo(old);
        assertThat(patches("copy", "Home")).isEqualTo(patches("ann", "Home")).hasSize(2);
        save("copy", "Home", "one\nby Bob\nand again\n");
        for (String name : peers.keySet()) awaitText(name, "Home", "one\nby Bob\nand again\n", 3);
        assertThat(peer("copy").oldCopy()).isNotDone();
    }

    @Test
    void whatWaitedInABackupIsPublishedOnceByTheRestoredPeer() throws Exception {
        Path backup = backupOfBob();
        restore(backup);
        start("copy");
        for (String name : peers.keySet()) awaitText(name, "Home", "one\nby Bob\n", 2);
        assertThat(patches("cyd", "Home")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aDirectoryInUseIsNotRestored() {
        assertThatThrownBy(() -> PeerRestore.prepare(directory.resolve("ann")))
                .isInstanceOf(PeerStartException.class)
                .hasMessageContaining("in use");
    }
}
