package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.WikiClient;
import tools.jackson.databind.JsonNode;

/** The figures of the dashboard are what the peers themselves answer, this one and the others. */
class DashboardIT {
    @TempDir static Path directory;

    private static PeerTrio trio;

    @BeforeAll
    static void threePeersWithAPageOfThreeVersions() throws Exception {
        trio = PeerTrio.start(PeerTrio.jar(), directory);
        for (String text : List.of("one\n", "one\ntwo\n", "one\ntwo\nthree\n"))
            assertThat(peer(0).edit("Home", text).ok()).isTrue();
        Await.until(
                Duration.ofSeconds(90),
                () -> "groups of three and every copy in its place: " + lookup(0),
                () ->
                        IntStream.range(0, PeerTrio.PEERS).allMatch(i -> peer(i).shows("Home", 3))
                                && lookup(0).get("group").size() == PeerTrio.PEERS
                                && IntStream.range(0, PeerTrio.PEERS)
                                        .allMatch(i -> held(id(i)).size() == 3)
                                && IntStream.range(0, PeerTrio.PEERS)
                                                .map(i -> role(i, "memberOf"))
                                                .sum()
                                        == PeerTrio.PEERS * 256);
    }

    @AfterAll
    static void stop() {
        trio.close();
    }

    private static WikiClient peer(int number) {
        return trio.peer(number).client();
    }

    private static JsonNode self(int number) {
        return peer(number).get("/api/v1/peer").body();
    }

    private static String id(int number) {
        return self(number).get("id").asString();
    }

    private static int role(int number, String role) {
        return self(number).get("roles").get(role).asInt();
    }

    private static JsonNode lookup(int asked) {
        return peer(asked).get("/api/v1/network/lookup?document=Home").body();
    }

    /** What a peer tells the first one that it holds of the page. */
    private static List<Long> held(String peer) {
        List<Long> held = new ArrayList<>();
        for (JsonNode place : lookup(0).get("logPlaces"))
            for (JsonNode holder : place.get("peers"))
                if (holder.get("peer").asString().equals(peer))
                    holder.get("holds").forEach(ts -> held.add(ts.asLong()));
        return held;
    }

    private static Screen screen(int number, String path) throws IOException, InterruptedException {
        Screen screen = Screen.get(peer(number).base(), path);
        assertThat(screen.status()).isEqualTo(200);
        return screen;
    }

    @Test
    void theRingShowsEveryPeerInItsPlaceAndWhatItIsForThePage() throws Exception {
        JsonNode lookup = lookup(2);
        List<String> ring =
                StreamSupport.stream(
                                peer(1).get("/api/v1/network/peers").body().spliterator(), false)
                        .sorted(Comparator.comparing(p -> p.get("ringPosition").asString()))
                        .map(p -> p.get("id").asString())
                        .toList();
        for (int i = 0; i < PeerTrio.PEERS; i++) {
            Screen screen = screen(i, "/admin/ring?name=Home");
            assertThat(screen.values("data-peer")).isEqualTo(ring);
            for (int k = 0; k < PeerTrio.PEERS; k++) {
                String roles = screen.cell("data-peer", id(k), "roles");
                boolean master = lookup.get("group").get(0).asString().equals(id(k));
                assertThat(roles).startsWith(master ? "Master-key" : "Master-Succ");
                for (JsonNode place : lookup.get("logPlaces"))
                    if (place.get("peers").get(0).get("peer").asString().equals(id(k)))
                        assertThat(roles).contains("Log-Peer " + place.get("function"));
            }
        }
    }

    @Test
    void theTimestampsAreThoseOfTheGroupAsTheOthersSeeIt() throws Exception {
        JsonNode lookup = lookup(1);
        for (int i = 0; i < PeerTrio.PEERS; i++) {
            Screen screen = screen(i, "/admin/timestamps");
            boolean master = lookup.get("group").get(0).asString().equals(id(i));
            assertThat(screen.cell("data-name", "Home", "part"))
                    .isEqualTo(master ? "Master-key" : "Master-Succ");
            assertThat(screen.cell("data-name", "Home", "cell"))
                    .isEqualTo(lookup.get("cell").toString());
            assertThat(screen.cell("data-name", "Home", "last-ts"))
                    .isEqualTo("3")
                    .isEqualTo(peer((i + 1) % 3).page("Home").body().get("ts").toString());
            for (JsonNode member : lookup.get("group"))
                assertThat(screen.cell("data-name", "Home", "members"))
                        .contains(called(member.asString()));
        }
    }

    @Test
    void theInspectorSaysWhatEachPeerAnswersAboutThePage() throws Exception {
        for (int i = 0; i < PeerTrio.PEERS; i++) {
            JsonNode lookup = lookup((i + 1) % 3);
            JsonNode page = peer((i + 2) % 3).page("Home").body();
            Screen screen = screen(i, "/admin/page?name=Home");
            assertThat(screen.text("data-fact", "Master-key"))
                    .isEqualTo(called(lookup.get("group").get(0).asString()));
            for (int member = 1; member < PeerTrio.PEERS; member++)
                assertThat(screen.text("data-fact", "Master-Succs"))
                        .contains(called(lookup.get("group").get(member).asString()));
            assertThat(screen.text("data-fact", "Cell")).isEqualTo(lookup.get("cell") + " of 256");
            assertThat(screen.text("data-fact", "Last timestamp"))
                    .isEqualTo(page.get("ts").toString());
            assertThat(page.get("chainHash").asString())
                    .startsWith(screen.text("data-fact", "Chain hash").replace(" ", ""));
        }
    }

    /** What the screens call a peer, as all three have the same name here. */
    private static String called(String id) {
        return self(0).get("name").asString() + " " + id.substring(0, 6);
    }

    @Test
    void theLogIsWhatEachPeerTellsAnotherThatItHolds() throws Exception {
        for (int i = 0; i < PeerTrio.PEERS; i++) {
            Screen screen = screen(i, "/admin/log");
            assertThat(held(id(i))).containsExactly(1L, 2L, 3L);
            assertThat(screen.cell("data-name", "Home", "spans")).isEqualTo("1–3");
            assertThat(screen.cell("data-name", "Home", "entries")).isEqualTo("3");
            assertThat(screen(i, "/admin/page?name=Home").text("data-is", "copies"))
                    .isEqualTo("3 of 3");
        }
    }

    @Test
    void theOverviewsFiguresAreThePeersOwnAndTheNetworkIsHealthy() throws Exception {
        int mastered = 0;
        for (int i = 0; i < PeerTrio.PEERS; i++) {
            Screen screen = screen(i, "/admin");
            assertThat(screen.html()).contains("<span>Healthy</span>");
            JsonNode roles = self(i).get("roles");
            assertThat(screen.text("data-figure", "peers")).isEqualTo("3");
            assertThat(screen.text("data-figure", "entries"))
                    .isEqualTo(roles.get("logEntries").toString());
            assertThat(screen.text("data-figure", "mastered"))
                    .isEqualTo(roles.get("masterOf").toString());
            assertThat(screen.text("data-figure", "member"))
                    .isEqualTo(roles.get("memberOf").toString());
            assertThat(screen.text("data-figure", "pages"))
                    .isEqualTo(roles.get("replicas").toString());
            mastered += roles.get("masterOf").asInt();
        }
        // Every cell has one master and no cell has two.
        assertThat(mastered).isEqualTo(256);
    }

    @Test
    void theEventsTellTheSaves() throws Exception {
        assertThat(screen(0, "/admin/events?contains=home").html())
                .contains("id=\"events\"")
                .contains("Home was saved here; 1 save waits now.")
                // On a busy machine two saves may go out as one batch.
                .containsPattern(
                        "Home: [12] saves? of this peer became Versions? .*3; nothing waits.")
                .contains("Home: Version 3 is kept by 3 of 3 Log-Peers")
                .doesNotContainPattern("\\w+\\[\\w+=");
        assertThat(screen(0, "/admin/events?contains=nobody+said+this").html())
                .doesNotContain("id=\"events\"");
    }

    @Test
    void metricsAndHealthSayTheSame() throws Exception {
        List<String> lines = screen(0, "/actuator/prometheus").html().lines().toList();
        assertThat(lines)
                .contains(
                        "ltr_saves_tentative_total 3.0",
                        "ltr_saves_validated_total 3.0",
                        "ltr_publish_seconds_count 3",
                        "ltr_saves_pending 0.0",
                        "ltr_peers{state=\"live\"} 2.0",
                        "ltr_log_entries_kept " + (double) role(0, "logEntries"),
                        "ltr_cells_mastered " + (double) role(0, "masterOf"));
        for (String part : List.of("", "/liveness", "/readiness"))
            assertThat(peer(0).get("/actuator/health" + part).body().get("status").asString())
                    .isEqualTo("UP");
    }
}
