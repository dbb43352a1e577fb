package org.p2pltr.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.Eventually;
import org.p2pltr.env.DurableStore.Rows;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;

class RocksStoreTest {
    private static final Family PAGES = new Family(Family.Database.CORE, "pages");
    private static final Family ENTRIES = new Family(Family.Database.LOG, "entries");
    private static final List<Family> FAMILIES = List.of(PAGES, ENTRIES);

    @TempDir Path temporary;

    @Test
    void whatWasCommittedIsThereAfterARestart() throws Exception {
        Path home = temporary.resolve("peer");
        try (Opened peer = Opened.at(home, FAMILIES)) {
            peer.commit(put(PAGES, "b", "2"), put(PAGES, "a", "1"));
            peer.commit(put(ENTRIES, "x", "9"));
            peer.commit(new Write.Delete(PAGES, Bytes.utf8("b")));
        }
        try (Opened peer = Opened.at(home, FAMILIES)) {
            assertThat(peer.rows(PAGES)).containsExactly(row("a", "1"));
            assertThat(peer.rows(ENTRIES)).containsExactly(row("x", "9"));
        }
    }

    @Test
    void aDirectoryCopiedWhileThePeerRunsHoldsAllThatWasSynced() throws Exception {
        Path home = temporary.resolve("peer");
        List<Row> synced = new ArrayList<>();
        try (Opened peer = Opened.at(home, FAMILIES)) {
            for (int i = 0; i < 200; i++) {
                String key = String.format("%04d", i);
                peer.commit(put(PAGES, key, "v" + i));
                synced.add(row(key, "v" + i));
            }
            copy(home, temporary.resolve("copy"));
        }
        try (Opened peer = Opened.at(temporary.resolve("copy"), FAMILIES)) {
            assertThat(peer.rows(PAGES)).containsExactlyElementsOf(synced);
        }
    }

    @Test
    void manyCommitsShareOneSyncAndAreSyncedInOrder() throws Exception {
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            int many = 2000;
            long before = peer.store().syncs();
            List<Integer> order = new ArrayList<>();
            CountDownLatch all = new CountDownLatch(many);
            for (int i = 0; i < many; i++) {
                int number = i;
                peer.store()
                        .commit(
                                List.of(put(PAGES, "k" + i, "v")),
                                () -> {
                                    order.add(number);
                                    all.countDown();
                                });
            }
            all.await();
            assertThat(order).hasSize(many).isSorted();
            assertThat(peer.store().syncs() - before).isBetween(1L, many / 4L);
        }
    }

    @Test
    void aReadSeesTheCommitsBeforeItAndNoneAfterIt() throws Exception {
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            List<CompletableFuture<Rows>> reads = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                peer.store().commit(List.of(put(PAGES, "k", "" + i)), () -> {});
                reads.add(peer.read(Range.all(PAGES), 10, 1000));
            }
            for (int i = 0; i < 100; i++)
                assertThat(reads.get(i).get().rows()).containsExactly(row("k", "" + i));
        }
    }

    @Test
    void aReadStopsAtItsLimitsButGivesAtLeastOneRow() throws Exception {
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            peer.commit(put(PAGES, "a", "11111"), put(PAGES, "b", "22222"), put(PAGES, "c", "3"));
            Range all = Range.all(PAGES);
            assertThat(peer.read(all, 2, 1000).get())
                    .isEqualTo(new Rows(List.of(row("a", "11111"), row("b", "22222")), true));
            assertThat(peer.read(all, 9, 1).get())
                    .isEqualTo(new Rows(List.of(row("a", "11111")), true));
            assertThat(peer.read(all.reversed(), 1, 1000).get())
                    .isEqualTo(new Rows(List.of(row("c", "3")), true));
            assertThat(peer.read(all, 3, 1000).get().more()).isFalse();
            Range middle = new Range(PAGES, Bytes.utf8("b"), Bytes.utf8("c"), true);
            assertThat(peer.read(middle, 9, 1000).get())
                    .isEqualTo(new Rows(List.of(row("b", "22222")), false));
            Range nothing = new Range(PAGES, Bytes.utf8("c"), Bytes.utf8("b"), false);
            assertThat(peer.read(nothing, 9, 1000).get()).isEqualTo(new Rows(List.of(), false));
        }
    }

    @Test
    void rangesAreDeletedWithAndWithoutAnEnd() throws Exception {
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            peer.commit(put(PAGES, "a", "1"), put(PAGES, "b", "2"), put(PAGES, "c", "3"));
            peer.commit(
                    new Write.DeleteRange(
                            new Range(PAGES, Bytes.utf8("a"), Bytes.utf8("b"), false)));
            assertThat(peer.rows(PAGES)).containsExactly(row("b", "2"), row("c", "3"));
            // Within one commit the later write wins, whatever an open end reaches.
            peer.commit(
                    put(PAGES, "z", "26"),
                    new Write.DeleteRange(new Range(PAGES, Bytes.utf8("c"), Bytes.EMPTY, false)),
                    put(PAGES, "d", "4"));
            assertThat(peer.rows(PAGES)).containsExactly(row("b", "2"), row("d", "4"));
            peer.commit(new Write.DeleteRange(Range.all(PAGES)));
            assertThat(peer.rows(PAGES)).isEmpty();
        }
    }

    @Test
    void eachStartHasAHigherNumberAndTheSameStoreId() throws Exception {
        long first;
        Object store;
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            first = peer.store().start();
            store = peer.directory().store();
        }
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            assertThat(first).isEqualTo(1);
            assertThat(peer.store().start()).isEqualTo(2);
            assertThat(peer.directory().store()).isEqualTo(store);
        }
    }

    @Test
    void aDirectoryInUseIsRefused() throws Exception {
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            assertThat(peer.directory().path()).exists();
            assertThatThrownBy(() -> Opened.at(temporary, FAMILIES))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining("in use by another process");
        }
    }

    @Test
    void settingsMayBeWrittenBeforeTheFirstStart() throws Exception {
        Files.writeString(temporary.resolve("application.yml"), "ltr.name: Ann\n");
        try (DataDirectory directory = DataDirectory.open(temporary)) {
            assertThat(directory.path().resolve("ltr-data")).exists();
        }
        assertThat(temporary.resolve("application.yml")).hasContent("ltr.name: Ann\n");
    }

    @Test
    void aDirectoryWithOtherFilesIsNotFormatted() throws IOException {
        Files.writeString(temporary.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> DataDirectory.open(temporary))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("thesis.txt");
        assertThat(files(temporary)).containsOnlyKeys("thesis.txt");
    }

    @Test
    void onlyTheOwnerMayReadADataDirectory() throws Exception {
        Path home = temporary.resolve("peer");
        try (Opened peer = Opened.at(home, FAMILIES)) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(peer.directory().path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aDamagedCoreStopsTheStartAndIsLeftAsItWas() throws Exception {
        fill();
        damage(largest(temporary.resolve("core"), ".log"));
        assertCoreIsRefused();
    }

    @Test
    void aCoreThatIsGoneStopsTheStart() throws Exception {
        fill();
        delete(temporary.resolve("core"));
        assertCoreIsRefused();
    }

    @Test
    void aCoreWithoutItsFirstFileStopsTheStart() throws Exception {
        fill();
        Files.delete(temporary.resolve("core/CURRENT"));
        assertCoreIsRefused();
    }

    @Test
    void aCoreThatForgotItsLastStartStopsTheStart() throws Exception {
        fill();
        copy(temporary.resolve("core"), temporary.resolve("older"));
        fill();
        delete(temporary.resolve("core"));
        Files.move(temporary.resolve("older"), temporary.resolve("core"));
        assertCoreIsRefused();
    }

    @Test
    void aDamagedLogIsSetAsideAndThePeerStarts() throws Exception {
        fill();
        damage(largest(temporary.resolve("log"), ".log"));
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            assertThat(peer.store().found())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DiskEvent.LogSetAside.class,
                            event -> assertThat(event.movedTo()).isDirectory());
            assertThat(peer.rows(ENTRIES)).isEmpty();
            assertThat(peer.rows(PAGES)).hasSize(100);
            peer.commit(put(ENTRIES, "mended", "yes"));
        }
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            assertThat(peer.store().found()).isEmpty();
            assertThat(peer.rows(ENTRIES)).containsExactly(row("mended", "yes"));
        }
    }

    @Test
    void aLogOfWhichNoFileIsLeftWholeIsSetAsideToo() throws Exception {
        fill();
        try (var files = Files.walk(temporary.resolve("log"))) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                Files.write(file, new byte[] {1, 2, 3});
        }
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            assertThat(peer.store().found())
                    .singleElement()
                    .isInstanceOf(DiskEvent.LogSetAside.class);
            assertThat(peer.rows(PAGES)).hasSize(100);
        }
    }

    @Test
    void aTornEndOfTheLastWriteIsNoDamage() throws Exception {
        Path copy = temporary.resolve("copy");
        try (Opened peer = Opened.at(temporary.resolve("peer"), FAMILIES)) {
            peer.commit(put(PAGES, "a", "1"));
            peer.commit(put(PAGES, "b", "x".repeat(500)));
            copy(temporary.resolve("peer"), copy);
        }
        Path log = largest(copy.resolve("core"), ".log");
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        try (Opened peer = Opened.at(copy, FAMILIES)) {
            assertThat(peer.rows(PAGES)).containsExactly(row("a", "1"));
        }
    }

    @Test
    void aWriteThatFailsTellsTheOwnerAndCallsNobodyBack() throws Exception {
        List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (DataDirectory directory = DataDirectory.open(temporary)) {
            RocksStore store = RocksStore.open(directory, FAMILIES, failures::add);
            try {
                List<String> called = new java.util.concurrent.CopyOnWriteArrayList<>();
                store.commit(
                        List.of(put(PAGES, "a", "1")),
                        () -> {
                            throw new IllegalStateException("the callback failed");
                        });
                store.commit(List.of(put(PAGES, "b", "1")), () -> called.add("b"));
                Eventually.until("the owner was told", () -> !failures.isEmpty());
                store.commit(List.of(put(PAGES, "c", "1")), () -> called.add("c"));
                assertThat(failures).hasSize(1);
                assertThat(called).doesNotContain("c");
            } finally {
                store.close();
            }
        }
    }

    private void fill() throws Exception {
        try (Opened peer = Opened.at(temporary, FAMILIES)) {
            for (int i = 0; i < 100; i++) {
                peer.commit(put(PAGES, "k" + i, "v".repeat(100)));
                peer.commit(put(ENTRIES, "k" + i, "v".repeat(100)));
            }
        }
    }

    private void assertCoreIsRefused() throws IOException {
        Map<String, Bytes> before = files(temporary);
        assertThatThrownBy(() -> Opened.at(temporary, FAMILIES))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("core")
                .hasMessageContaining("damaged");
        assertThat(files(temporary)).isEqualTo(before);
    }

    /** Changes a byte of a value in the middle of the file. */
    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = bytes.length / 2;
        while (bytes[at] != 'v') at++;
        bytes[at] ^= 0x55;
        Files.write(file, bytes);
    }

    private static Write put(Family family, String key, String value) {
        return new Write.Put(family, Bytes.utf8(key), Bytes.utf8(value));
    }

    private static Row row(String key, String value) {
        return new Row(Bytes.utf8(key), Bytes.utf8(value));
    }

    private static Map<String, Bytes> files(Path directory) throws IOException {
        Map<String, Bytes> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList())
                files.put(
                        directory.relativize(file).toString(), Bytes.of(Files.readAllBytes(file)));
        }
        return files;
    }

    private static Path largest(Path directory, String suffix) throws IOException {
        Path largest = directory;
        long size = -1;
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.filter(f -> f.toString().endsWith(suffix)).toList()) {
                if (Files.size(file) <= size) continue;
                size = Files.size(file);
                largest = file;
            }
        }
        return largest;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) Files.createDirectories(target);
                else Files.copy(path, target);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList())
                Files.delete(path);
        }
    }
}
