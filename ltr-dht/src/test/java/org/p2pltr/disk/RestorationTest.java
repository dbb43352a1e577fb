package org.p2pltr.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.StoreId;

class RestorationTest {
    private static final Family PAGES = new Family(Family.Database.CORE, "pages");
    private static final Family VOTES = new Family(Family.Database.CORE, "votes");
    private static final Family ENTRIES = new Family(Family.Database.LOG, "entries");
    private static final List<Family> FAMILIES = List.of(PAGES, VOTES, ENTRIES);
    private static final List<Range> KEPT =
            List.of(Range.all(PAGES), Range.key(VOTES, Bytes.utf8("network")));
    private static final int PAGES_FILLED = 500;

    @TempDir private Path temporary;
    private Path home;

    @BeforeEach
    void fill() throws Exception {
        home = temporary.resolve("peer");
        try (Opened peer = Opened.at(home, FAMILIES)) {
            for (int i = 0; i < PAGES_FILLED; i += 25) {
                Write[] some = new Write[25];
                for (int j = 0; j < some.length; j++)
                    some[j] = put(PAGES, String.format("%04d", i + j), "text ".repeat(50) + i);
                peer.commit(some);
            }
            peer.commit(put(VOTES, "cell 1", "promised"), put(VOTES, "network", "id"));
            peer.commit(put(ENTRIES, "x", "9"));
        }
    }

    private static Write put(Family family, String key, String value) {
        return new Write.Put(family, Bytes.utf8(key), Bytes.utf8(value));
    }

    private StoreId store() throws Exception {
        try (DataDirectory directory = DataDirectory.openExisting(home)) {
            return directory.store();
        }
    }

    private List<String> restore() throws Exception {
        List<String> left = new ArrayList<>();
        try (DataDirectory directory = DataDirectory.openExisting(home);
                Restoration restoration =
                        Restoration.prepare(
                                directory,
                                KEPT,
                                (name, row) -> left.add(name + " " + row.key().asUtf8()))) {
            restoration.carryOut();
        }
        return left;
    }

    private void assertRestored(StoreId before) throws Exception {
        try (Opened peer = Opened.at(home, FAMILIES)) {
            assertThat(peer.store().start()).isEqualTo(1);
            assertThat(peer.rows(PAGES)).hasSize(PAGES_FILLED);
            assertThat(peer.rows(VOTES))
                    .containsExactly(new Row(Bytes.utf8("network"), Bytes.utf8("id")));
            assertThat(peer.rows(ENTRIES)).hasSize(1);
        }
        assertThat(store()).isNotEqualTo(before);
    }

    private void assertOld(StoreId before) throws Exception {
        try (Opened peer = Opened.at(home, FAMILIES)) {
            assertThat(peer.store().start()).isEqualTo(2);
            assertThat(peer.rows(VOTES)).hasSize(2);
        }
        assertThat(store()).isEqualTo(before);
    }

    @Test
    void theRowsThatAreKeptAreThoseOfANewPeer() throws Exception {
        StoreId before = store();
        assertThat(restore()).containsExactly("store starts", "votes cell 1");
        assertRestored(before);
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .anyMatch(name -> name.startsWith("core.before-"))
                    .noneMatch(name -> name.startsWith("core.restored-"))
                    .doesNotContain("core.reading");
        }
        // A second restore of the same directory works as well.
        StoreId between = store();
        restore();
        assertRestored(between);
    }

    @Test
    void whatWasOnlyPreparedLeavesTheOldPeer() throws Exception {
        StoreId before = store();
        try (DataDirectory directory = DataDirectory.openExisting(home);
                Restoration restoration = Restoration.prepare(directory, KEPT, (_, _) -> {})) {
            assertThat(restoration.kept()).containsEntry("pages", (long) PAGES_FILLED);
            assertThat(restoration.lost()).isEmpty();
        }
        assertOld(before);
    }

    @Test
    void aCrashBeforeTheMarkerLeavesTheOldPeer() throws Exception {
        StoreId before = store();
        DataDirectory directory = DataDirectory.openExisting(home);
        // The process ends here: nothing is tidied up.
        Restoration.prepare(directory, KEPT, (_, _) -> {});
        directory.close();
        assertOld(before);
        restore();
        assertRestored(before);
    }

    @Test
    void aCrashAfterTheMarkerLeavesTheNewPeer() throws Exception {
        StoreId before = store();
        restore();
        Path restored = home.resolve("core.restored-" + store().value().asHex());
        Path former = home.resolve("core.before-" + store().value().asHex());
        // As it is between the two renames, then as it is before the first of them.
        Files.move(home.resolve("core"), restored);
        StoreId now = store();
        assertThat(home.resolve("core")).exists();
        Files.move(home.resolve("core"), restored);
        Files.move(former, home.resolve("core"));
        assertThat(store()).isEqualTo(now);
        assertRestored(before);
    }

    @Test
    void ofADamagedCoreTheRestIsKept() throws Exception {
        Path log = largest(home.resolve("core"), ".log");
        byte[] bytes = Files.readAllBytes(log);
        for (int i = bytes.length / 2; i < bytes.length / 2 + 200; i++) bytes[i] ^= 0x55;
        Files.write(log, bytes);
        assertThatThrownBy(() -> Opened.at(home, FAMILIES)).hasMessageContaining("./ltr restore");
        try (DataDirectory directory = DataDirectory.openExisting(home);
                Restoration restoration = Restoration.prepare(directory, KEPT, (_, _) -> {})) {
            assertThat(restoration.lost()).isNotEmpty();
            assertThat(restoration.kept().get("pages"))
                    .isBetween(PAGES_FILLED / 3L, PAGES_FILLED - 1L);
            restoration.carryOut();
        }
        try (Opened peer = Opened.at(home, FAMILIES)) {
            assertThat(peer.rows(PAGES)).hasSizeGreaterThan(PAGES_FILLED / 3);
        }
    }

    @Test
    void ofADamagedFileOfRowsTheRowsBeforeAndBehindAreKept() throws Exception {
        try (DataDirectory directory = DataDirectory.openExisting(home);
                Database core = Database.open(directory.core(), List.of("pages", "votes"));
                var flush = new org.rocksdb.FlushOptions()) {
            core.db().flush(flush, core.family(PAGES));
        }
        Path file = largest(home.resolve("core"), ".sst");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 3; i < bytes.length / 3 + 50; i++) bytes[i] ^= 0x55;
        Files.write(file, bytes);
        try (DataDirectory directory = DataDirectory.openExisting(home);
                Restoration restoration = Restoration.prepare(directory, KEPT, (_, _) -> {})) {
            assertThat(restoration.lost()).anyMatch(line -> line.contains("rows of pages"));
            assertThat(restoration.kept().get("pages"))
                    .isBetween(PAGES_FILLED / 3L, PAGES_FILLED - 1L);
        }
    }

    @Test
    void aDirectoryInUseOrOfNobodyIsRefused() throws Exception {
        try (Opened _ = Opened.at(home, FAMILIES)) {
            assertThatThrownBy(() -> DataDirectory.openExisting(home))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining("in use");
        }
        assertThatThrownBy(() -> DataDirectory.openExisting(temporary.resolve("nobody")))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("not a peer's data directory");
        assertThat(temporary.resolve("nobody")).doesNotExist();
    }

    private static Path largest(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }
}
