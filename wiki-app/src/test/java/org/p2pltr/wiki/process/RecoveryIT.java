package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.lab.cli.LabMain;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.WikiClient;

/** Two of three peers are gone for good; the person at the third lets the wiki go on. */
class RecoveryIT {
    private static final String STATE = "/api/v1/network/recovery";

    @TempDir static Path directory;

    private static int lost(WikiClient peer) {
        return peer.get(STATE).body().get("lost").size();
    }

    @Test
    void oneCellOnTheDashboardThenAllFromTheCommandLine() throws Exception {
        try (PeerTrio trio = PeerTrio.start(PeerTrio.jar(), directory)) {
            WikiClient left = trio.peer(0).client();
            assertThat(left.edit("Home", "one\n").ok()).isTrue();
            Await.until(
                    Duration.ofSeconds(90),
                    () -> "groups of three: " + left.get("/api/v1/peer").body(),
                    () -> IntStream.range(0, 3).allMatch(i -> isWhole(trio.peer(i).client())));
            PlainForm person = new PlainForm(left.base());
            assertThat(person.open("/admin/recovery").html()).contains("id=\"none-lost\"");
            trio.peer(1).kill();
            trio.peer(2).kill();
            Await.until(
                    Duration.ofSeconds(60),
                    () -> "all cells without majority, not " + lost(left),
                    () -> lost(left) == 256);
            pictures(left);
            assertThat(left.edit("Home", "one\ntwo\n").ok()).isTrue();
            String cell =
                    left.get("/api/v1/network/lookup?document=Home").body().get("cell").toString();

            Screen confirm = person.open("/admin/recovery/confirm?cells=" + cell);
            String gone = confirm.values("name=\"gone\" value").getFirst();
            Map<String, String> wrong = Map.of("cells", cell, "gone", gone, "words", "yes");
            assertThat(person.post(confirm, "/admin/recovery", wrong).html())
                    .contains("Nothing was done");
            assertThat(lost(left)).isEqualTo(256);
            Map<String, String> right =
                    Map.of("cells", cell, "gone", gone, "words", "gone for good");
            assertThat(person.post(confirm, "/admin/recovery", right).html())
                    .contains("1 cell recovered.");
            assertThat(lost(left)).isEqualTo(255);
            Await.until(
                    Duration.ofSeconds(60),
                    () -> "the second version of Home",
                    () -> left.shows("Home", 2));

            assertThat(command(left, "all\nnot so sure\n")).isEqualTo(1);
            assertThat(lost(left)).isEqualTo(255);
            assertThat(command(left, "all\ngone for good\n")).isZero();
            assertThat(lost(left)).isZero();
            assertThat(person.open("/admin/events?contains=recovered+by+hand").html())
                    .contains("Cell " + cell + ": recovered by hand");

            // They come back all the same.
            trio.peer(1).restart().ready();
            trio.peer(2).restart().ready();
            assertThat(left.edit("Home", "one\ntwo\nthree\n").ok()).isTrue();
            Await.until(
                    Duration.ofSeconds(90),
                    () -> "Version 3 of Home everywhere",
                    () -> trio.clients().stream().allMatch(p -> p.shows("Home", 3)));
        }
    }

    private static boolean isWhole(WikiClient peer) {
        return peer.get("/api/v1/peer").body().get("roles").get("memberOf").asInt() == 256;
    }

    private static int command(WikiClient peer, String typed)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LabMain.class.getName(),
                                "recover",
                                "cells",
                                "--peer",
                                peer.base().toString())
                        .redirectOutput(directory.resolve("recover.txt").toFile())
                        .redirectErrorStream(true)
                        .start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(typed);
        }
        return process.waitFor();
    }

    private static void pictures(WikiClient peer) throws IOException {
        try (Browser browser = new Browser(peer, directory.resolve("browser"))) {
            for (String path : List.of("/admin/recovery", "/admin/recovery/confirm?cells=all")) {
                String name = path.contains("confirm") ? "recover" : "recovery-lost";
                for (Look look : Look.values()) {
                    browser.as(look).open(path);
                    browser.picture(
                            HutBook.PICTURES.resolve("admin-" + name + "-" + look.word() + ".png"));
                }
            }
        }
    }
}
