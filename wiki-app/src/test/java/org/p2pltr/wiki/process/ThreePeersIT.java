package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.ImportReport;
import org.p2pltr.lab.measure.PeerProcess;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.Stopwatch;
import org.p2pltr.lab.measure.WikiClient;
import org.p2pltr.lab.measure.WikiHistory;
import org.p2pltr.lab.measure.WikiImport;
import tools.jackson.databind.JsonNode;

/** The story of the wiki on three real processes that share one network. */
class ThreePeersIT {
    @TempDir static Path directory;

    private static PeerTrio trio;

    @BeforeAll
    static void start() throws Exception {
        trio = PeerTrio.start(PeerTrio.jar(), directory);
    }

    @AfterAll
    static void stop() {
        trio.close();
    }

    @Test
    void aPageMadeAtOnePeerIsShownByTheOthers() {
        assertThat(peer(0).save("Home", "one\n", Optional.empty(), "first", "Ann").ok()).isTrue();
        Stopwatch saved = new Stopwatch();
        await(
                "B to show the page",
                () -> text(peer(1), "Home").equals("one\n") && peer(1).shows("Home", 1));
        System.out.printf("visible elsewhere after %.3f s%n", saved.seconds());
        await("C to show the page", () -> peer(2).shows("Home", 1));
        JsonNode page = peer(2).page("Home").body();
        assertThat(page.get("updatedBy").asString()).isEqualTo("Ann");
        assertThat(page.get("tentative").asInt()).isZero();
    }

    @Test
    void savesOfATrainRideAreMergedAndNothingTypedIsLost() {
        assertThat(peer(0).edit("Train", "first line\nsecond line\nthird line\n").ok()).isTrue();
        await("B to have the page", () -> peer(1).shows("Train", 1));
        assertThat(peer(1).online(false).ok()).isTrue();
        assertThat(peer(1).edit("Train", "first line\nsecond line by Bob\nthird line\n").ok())
                .isTrue();
        assertThat(peer(1).page("Train").body().get("tentative").asInt()).isEqualTo(1);
        peer(0).edit("Train", "first line by Ann\nsecond line\nthird line\n");
        peer(0).edit("Train", "first line by Ann\nsecond line by Ann\nthird line\n");
        await("A's saves to be validated", () -> peer(0).shows("Train", 3));
        assertThat(peer(1).shows("Train", 2)).isFalse();
        assertThat(peer(1).online(true).ok()).isTrue();
        await("all to have four versions", () -> allShow("Train", 4));
        String merged = text(peer(0), "Train");
        assertThat(merged)
                .contains(
                        "first line by Ann",
                        "second line by Ann",
                        "second line by Bob",
                        "third line");
        for (int i = 0; i < PeerTrio.PEERS; i++) {
            assertThat(text(peer(i), "Train")).isEqualTo(merged);
            assertThat(timestamps(peer(i), "Train")).containsExactly(1L, 2L, 3L, 4L);
            assertThat(peer(i).page("Train").body().get("conflicts").size()).isEqualTo(1);
        }
    }

    @Test
    void whatIsSquashedDiscardedAndUndoneOfflineIsTheSameEverywhereAfterwards() {
        String second = "first line, wrong\n\nsecond line\n\nthird line\n";
        assertThat(peer(0).edit("Undo", second.replace(", wrong", "")).ok()).isTrue();
        assertThat(peer(0).edit("Undo", second).ok()).isTrue();
        await("all to have two versions", () -> allShow("Undo", 2));
        assertThat(peer(1).online(false).ok()).isTrue();
        for (String more : List.of("", "by Bob\n", "by Bob\nagain\n"))
            assertThat(peer(1).edit("Undo", second + "\n" + more).ok()).isTrue();
        JsonNode dropped = peer(1).edit("Undo", second + "\nby Bob\nagain\nnot\n").body();
        WikiClient.Answer discarded = act(1, "DELETE", tentative(dropped), "");
        assertThat(discarded.body().get("tentative").asInt()).isEqualTo(3);
        WikiClient.Answer squashed = act(1, "POST", "/squash", "");
        assertThat(squashed.body().get("tentative").asInt()).isEqualTo(1);
        WikiClient.Answer undone = act(1, "POST", "/undo", "{\"ts\": 2, \"comment\": \"not so\"}");
        assertThat(undone.body().get("overwritten").asInt()).isZero();
        assertThat(undone.body().get("tentative").asInt()).isEqualTo(2);
        assertRefused(act(1, "DELETE", tentative(dropped), ""), "no such patch waits");
        assertRefused(act(1, "DELETE", "/tentative/nonsense", ""), "hexadecimal");
        assertRefused(act(1, "POST", "/undo", "{}"), "'ts' is missing");
        assertThat(act(1, "POST", "/undo", "{\"ts\": 9}").status()).isEqualTo(404);
        peer(0).edit("Undo", second.replace("third", "third and last"));
        await("A's save to be validated", () -> peer(0).shows("Undo", 3));
        assertThat(peer(1).online(true).ok()).isTrue();
        await("all to have five versions", () -> allShow("Undo", 5));
        String text = "first line\n\nsecond line\n\nthird and last line\n\nby Bob\nagain\n";
        for (int i = 0; i < PeerTrio.PEERS; i++) {
            assertThat(text(peer(i), "Undo")).isEqualTo(text);
            assertThat(timestamps(peer(i), "Undo")).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
        JsonNode last = peer(2).history("Undo", 5, 1).body().get(0);
        assertThat(last.get("patchId")).isEqualTo(undone.body().get("patchId"));
        assertThat(last.get("comment").asString()).isEqualTo("not so");
        assertRefused(act(1, "POST", "/undo", "{\"ts\": 2}"), "nothing of patch 2 is left");
    }

    @Test
    void pagesAreListedByTheirTags() {
        assertThat(peer(0).edit("Tagged", "x\n").ok()).isTrue();
        String body = "{\"text\": \"x\\n\", \"tags\": [\" huts \", \"snow  report\", \"huts\"]}";
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        JsonNode saved = peer(0).send("PUT", "/api/v1/pages/Also%20tagged", json).body();
        assertThat(saved.get("tags").toString()).isEqualTo("[\"huts\",\"snow report\"]");
        String list = "/api/v1/pages?tag=snow%20report";
        await("C to list it", () -> peer(2).get(list).body().size() == 1);
        assertThat(peer(2).get(list).body().get(0).get("name").asString()).isEqualTo("Also tagged");
        assertThat(peer(2).get(list + "&after=Also%20tagged").body().size()).isZero();
        assertThat(peer(2).get(list + "&prefix=B").body().size()).isZero();
        byte[] comma = body.replace("huts", "a,b").getBytes(StandardCharsets.UTF_8);
        assertRefused(peer(0).send("PUT", "/api/v1/pages/Tagged", comma), "comma");
    }

    @Test
    void theHistorysButtonsWorkWithoutScript() throws Exception {
        for (String text : List.of("one\n", "one\n\ntwo\n"))
            assertThat(peer(0).edit("Plain undo", text).ok()).isTrue();
        await("both to be validated", () -> peer(0).shows("Plain undo", 2));
        PlainForm person = new PlainForm(peer(0).base());
        String page = "/wiki/Plain%20undo";
        Screen undone = person.press(page + "/history", page + "/undo", "ts", "2");
        assertThat(undone.html()).contains("Undone: a new save takes that version back.");
        assertThat(text(peer(0), "Plain undo")).isEqualTo("one\n");
        Screen again = person.press(page + "/history", page + "/undo", "ts", "2");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.html()).contains("Nothing of patch 2 is left to undo");
        assertThat(peer(0).online(false).ok()).isTrue();
        try {
            for (int i = 0; i < 3; i++) peer(0).edit("Plain undo", "one\n" + i + "\n");
            Screen squashed = person.press(page + "/history", page + "/squash", "", "");
            assertThat(squashed.html())
                    .contains("Squashed: the saves that waited are one save now.");
            String patch =
                    peer(0).history("Plain undo", 4, 1).body().get(0).get("patchId").asString();
            Screen discarded = person.press(page + "/history", page + "/discard", "patch", patch);
            assertThat(discarded.html()).contains("Discarded: that save is off the page");
            assertThat(text(peer(0), "Plain undo")).isEqualTo("one\n");
        } finally {
            peer(0).online(true);
        }
    }

    /** A call on the page Undo. */
    private static WikiClient.Answer act(int peer, String method, String path, String body) {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        return peer(peer).send(method, "/api/v1/pages/Undo" + path, json);
    }

    private static String tentative(JsonNode saved) {
        return "/tentative/" + saved.get("patchId").asString();
    }

    @Test
    void theOthersGoOnWhenTheMasterKeyPeerIsKilledAndItCatchesUp() throws Exception {
        assertThat(peer(0).edit("Kill", "one\n").ok()).isTrue();
        await("all to show the page", () -> allShow("Kill", 1));
        await("the group to have three members", () -> group("Kill").size() == PeerTrio.PEERS);
        // A save finds the master of the new group, so the lookup after it names the right one.
        assertThat(peer(0).edit("Kill", "one\ntwo\n").ok()).isTrue();
        await("all to show the second save", () -> allShow("Kill", 2));
        int master = indexOf(group("Kill").get(0).asString());
        int other = (master + 1) % PeerTrio.PEERS;
        trio.peer(master).kill();
        Stopwatch killed = new Stopwatch();
        assertThat(peer(other).edit("Kill", "one\ntwo\nthree\n").ok()).isTrue();
        await("the others to validate", () -> peer(other).shows("Kill", 3));
        System.out.printf("validated again %.1f s after the kill%n", killed.seconds());
        trio.peer(master).restart().ready();
        await("the killed peer to catch up", () -> peer(master).shows("Kill", 3));
        assertThat(peer(master).page("Kill").body().get("chainHash"))
                .isEqualTo(peer(other).page("Kill").body().get("chainHash"));
        assertThat(text(peer(master), "Kill")).isEqualTo("one\ntwo\nthree\n");
        assertThat(peer(master).edit("Kill", "one\ntwo\nthree\nfour\n").ok()).isTrue();
        await("all to go on", () -> allShow("Kill", 4));
    }

    @Test
    void aPageOfOneMebibyteIsSavedAndOneByteMoreIsRefused() {
        String most = "0123456789abcde\n".repeat(65_536);
        assertThat(most).hasSize(1_048_576);
        assertThat(peer(0).save("Big", most, Optional.empty(), "", "").ok()).isTrue();
        await("B to show the big page", () -> peer(1).shows("Big", 1));
        assertThat(text(peer(1), "Big")).isEqualTo(most);
        WikiClient.Answer refused = peer(0).save("Bigger", most + "x", Optional.empty(), "", "");
        assertThat(refused.status()).isBetween(400, 499);
        assertThat(refused.body().get("detail").asString()).contains("1048576");
        assertThat(peer(0).page("Bigger").status()).isEqualTo(404);
    }

    @Test
    void badInputIsRefusedWithWordsThatSayWhatIsAllowed() {
        byte[] notUtf8 = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xff, '"', '}'};
        assertRefused(peer(0).send("PUT", "/api/v1/pages/Bad", notUtf8), "UTF-8");
        assertRefused(
                peer(0).send("PUT", "/api/v1/pages/Bad", "{}".getBytes(StandardCharsets.UTF_8)),
                "text");
        assertRefused(peer(0).save("n".repeat(256), "x", Optional.empty(), "", ""), "255");
        assertRefused(peer(0).save("Bad", "x", Optional.empty(), "c".repeat(501), ""), "500");
        assertRefused(
                peer(0).send("PUT", "/api/v1/connection", "{}".getBytes(StandardCharsets.UTF_8)),
                "online");
        assertRefused(peer(0).get("/api/v1/pages?limit=100000"), "1000");
        assertThat(peer(0).page("Bad").status()).isEqualTo(404);
    }

    @Test
    void anUnknownBaseRevisionKeepsTheTextAsADraft() {
        assertThat(peer(0).edit("Based", "x\n").ok()).isTrue();
        WikiClient.Answer answer =
                peer(0).save("Based", "typed\n", Optional.of("never-seen"), "", "");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().get("draftId").asString()).isNotBlank();
        assertThat(text(peer(0), "Based")).isEqualTo("x\n");
    }

    @Test
    void aNameMayHaveASlashAndAnyLetters() {
        String name = "Höhlen/Über uns 山";
        assertThat(peer(0).edit(name, "x\n").ok()).isTrue();
        await("C to show it", () -> peer(2).shows(name, 1));
        assertThat(peer(2).page(name).body().get("name").asString()).isEqualTo(name);
        await(
                "C to list it",
                () ->
                        peer(2).get("/api/v1/pages?prefix=" + WikiClient.encoded("Höhlen/"))
                                        .body()
                                        .size()
                                == 1);
    }

    @Test
    void aRealWikisFirstSavesEndTheSameEverywhere() throws Exception {
        List<WikiHistory.Save> saves = WikiHistory.read(WikiHistory.usualPlace(), 300);
        ImportReport report = new WikiImport(trio.clients(), System.out).run(saves);
        System.out.print(report.table());
        assertThat(report.mistakes()).isEmpty();
        assertThat(peer(1).get("/api/v1/changes").body().size()).isPositive();
    }

    @Test
    void aLostLogIsFilledAgainFromTheOthers() throws Exception {
        for (int i = 0; i < 5; i++) assertThat(peer(0).edit("Log " + i, "kept\n").ok()).isTrue();
        await(
                "all to show the pages",
                () -> IntStream.range(0, 5).allMatch(i -> allShow("Log " + i, 1)));
        await(
                "three places to hold each",
                () -> IntStream.range(0, 5).allMatch(i -> holders("Log " + i) == 3));
        PeerProcess damaged = trio.peer(2);
        damaged.kill();
        try (var files = Files.walk(directory.resolve("peer-3").resolve("log"))) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                Files.write(file, new byte[] {1, 2, 3});
        }
        damaged.restart().ready();
        await(
                "the copies to be back",
                () -> IntStream.range(0, 5).allMatch(i -> holders("Log " + i) == 3));
    }

    /** How many peers hold version 1 of a page, as they say themselves. */
    private static long holders(String name) {
        JsonNode places =
                peer(0).get("/api/v1/network/lookup?document=" + WikiClient.encoded(name)).body();
        Set<String> holders = new TreeSet<>();
        for (JsonNode place : places.get("logPlaces"))
            for (JsonNode holder : place.get("peers"))
                if (!holder.get("holds").isEmpty()) holders.add(holder.get("peer").asString());
        return holders.size();
    }

    private static WikiClient peer(int number) {
        return trio.peer(number).client();
    }

    private static String text(WikiClient peer, String name) {
        WikiClient.Answer answer = peer.page(name);
        return answer.ok() ? answer.body().get("text").asString() : "";
    }

    private static boolean allShow(String name, long ts) {
        return IntStream.range(0, PeerTrio.PEERS).allMatch(i -> peer(i).shows(name, ts));
    }

    private static JsonNode group(String name) {
        return peer(0).get("/api/v1/network/lookup?document=" + WikiClient.encoded(name))
                .body()
                .get("group");
    }

    private static int indexOf(String peerId) {
        return IntStream.range(0, PeerTrio.PEERS)
                .filter(i -> peer(i).get("/api/v1/peer").body().get("id").asString().equals(peerId))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> timestamps(WikiClient peer, String name) {
        List<Long> all = new ArrayList<>();
        peer.history(name, 1, 1_000).body().forEach(line -> all.add(line.get("ts").asLong()));
        return all;
    }

    private static void assertRefused(WikiClient.Answer answer, String says) {
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body().get("detail").asString()).contains(says);
    }

    private static void await(String what, BooleanSupplier holds) {
        Await.until(Duration.ofSeconds(60), () -> what, holds);
    }
}
