package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.lab.measure.PeerProcess;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.WikiClient;

/**
 * Every screen, wide and on a phone, light and dark: nothing reaches over the side, and axe has no
 * serious or critical finding. Leaves a picture of each.
 */
@ExtendWith(HutBook.Shared.class)
class ScreensIT {
    /**
     * Screens of which the README shows what stands in the window; see {@code ./ltr screenshots}.
     */
    private static final List<String> README =
            List.of("page-receipt", "conflict", "admin-ring-page");

    @TempDir static Path directory;

    private static HutBookPages pages;
    private static WikiClient ann;
    private static WikiClient bob;
    private static PeerProcess alone;
    private static Browser browser;

    @BeforeAll
    static void write(HutBook book) throws IOException {
        Path home = directory.resolve("peer");
        HutBook.name(home, "Dora");
        alone =
                new PeerProcess(
                        PeerTrio.jar(), home, PeerTrio.freePort(), PeerTrio.freePort(), List.of());
        ann = book.client(0);
        bob = book.client(1);
        browser = book.browser(0, "screens");
        pages = new HutBookPages(book);
        pages.write();
        alone.ready();
    }

    @AfterAll
    static void tidy() {
        try (var _ = alone;
                var _ = browser) {
            pages.tidy();
        }
    }

    /** At which peer a screen is looked at. */
    enum Where {
        /** Online, with pages. */
        ANN,
        /** Offline, with saves that wait. */
        BOB,
        /** A network of one peer, in which nothing was written yet. */
        ALONE;

        WikiClient peer() {
            return switch (this) {
                case ANN -> ann;
                case BOB -> bob;
                case ALONE -> alone.client();
            };
        }
    }

    /** A screen, and what is clicked on it first, if anything. */
    record View(String name, Where where, String path, List<String> clicks) {
        static View of(String name, Where where, String path, String... clicks) {
            return new View(name, where, path, List.of(clicks));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<View> views() {
        List<View> views = new ArrayList<>(reading());
        views.addAll(dashboard());
        views.addAll(empty());
        return views;
    }

    private static List<View> reading() {
        return List.of(
                View.of("welcome", Where.ANN, "/"),
                View.of("page", Where.ANN, "/wiki/Upper%20hut"),
                View.of("page-receipt", Where.ANN, "/wiki/Upper%20hut", "[data-live=state] .pill"),
                View.of("page-old", Where.ANN, "/wiki/Upper%20hut?ts=2"),
                View.of("page-conflict", Where.ANN, "/wiki/Winter%20room"),
                View.of("page-deleted", Where.ANN, "/wiki/Old%20path"),
                View.of("page-long-name", Where.ANN, address(HutBookPages.LONG_NAME)),
                View.of("page-waiting", Where.BOB, "/wiki/Snow%20report"),
                View.of("editor", Where.ANN, "/wiki/Upper%20hut/edit"),
                View.of("editor-new", Where.ANN, "/wiki/Not%20there/edit"),
                View.of("editor-draft", Where.ANN, "/wiki/Snow%20report/edit"),
                View.of("editor-plain", Where.ANN, "/wiki/Upper%20hut/edit", "[data-plain]"),
                View.of("organise", Where.ANN, "/wiki/Lower%20hut/organise"),
                View.of("organise-deleted", Where.ANN, "/wiki/Old%20path/organise"),
                View.of("found", Where.ANN, "/open?q=hut"),
                View.of("help", Where.ANN, "/help"),
                View.of("invite", Where.ANN, "/invite"),
                View.of("away", Where.BOB, "/away"),
                View.of("waiting", Where.BOB, "/waiting"),
                View.of("waiting-publish", Where.BOB, "/waiting?before=publishing"),
                View.of("changes-mine", Where.ANN, "/changes?show=mine"),
                View.of("drafts", Where.ANN, "/drafts", ".drafts__text summary"),
                View.of("missing", Where.ANN, "/wiki/Not%20there"),
                View.of("new", Where.ANN, "/new"),
                View.of("pages", Where.ANN, "/pages"),
                View.of("pages-offline", Where.BOB, "/pages"),
                View.of("changes", Where.ANN, "/changes"),
                View.of("history", Where.ANN, "/wiki/Upper%20hut/history"),
                View.of("history-waiting", Where.BOB, "/wiki/Snow%20report/history"),
                View.of("comparison", Where.ANN, "/wiki/Upper%20hut/history?from=1&to=5"),
                View.of(
                        "comparison-inline",
                        Where.ANN,
                        "/wiki/Upper%20hut/history?from=1&to=5&show=inline"),
                View.of("conflicts", Where.ANN, "/conflicts"),
                View.of("conflict", Where.ANN, "/conflicts", "main th a"),
                View.of("conflict-edit", Where.ANN, "/conflicts", "main th a", "[href*='=edit']"),
                View.of("error", Where.ANN, "/wiki/Upper%20hut?ts=99"));
    }

    private static List<View> dashboard() {
        return List.of(
                View.of("admin-overview", Where.ANN, "/admin"),
                View.of("admin-overview-offline", Where.BOB, "/admin"),
                View.of("admin-ring", Where.ANN, "/admin/ring"),
                View.of("admin-ring-page", Where.ANN, "/admin/ring?name=Upper%20hut"),
                View.of("admin-peers", Where.ANN, "/admin/peers"),
                View.of("admin-timestamps", Where.ANN, "/admin/timestamps"),
                View.of("admin-choose", Where.ANN, "/admin/page"),
                View.of("admin-page", Where.ANN, "/admin/page?name=Upper%20hut"),
                View.of("admin-log", Where.ANN, "/admin/log"),
                View.of("admin-events", Where.ANN, "/admin/events"),
                View.of("admin-recovery", Where.ANN, "/admin/recovery"));
    }

    private static List<View> empty() {
        return List.of(
                View.of("empty-pages", Where.ALONE, "/pages"),
                View.of("empty-drafts", Where.ALONE, "/drafts"),
                View.of("empty-changes", Where.ALONE, "/changes"),
                View.of("empty-away", Where.ALONE, "/away"),
                View.of("empty-waiting", Where.ALONE, "/waiting"),
                View.of("empty-watched", Where.ALONE, "/changes?show=watched"),
                View.of("empty-sandbox", Where.ALONE, "/wiki/Sandbox/edit"),
                View.of("empty-conflicts", Where.ALONE, "/conflicts"),
                View.of("empty-overview", Where.ALONE, "/admin"),
                View.of("empty-ring", Where.ALONE, "/admin/ring"),
                View.of("empty-timestamps", Where.ALONE, "/admin/timestamps"),
                View.of("empty-log", Where.ALONE, "/admin/log"));
    }

    private static String address(String name) {
        return "/wiki/" + WikiClient.encoded(name);
    }

    @ParameterizedTest
    @MethodSource("views")
    void aScreenIsInOrderAtEveryWidthAndInBothThemes(View view) throws IOException {
        browser.at(view.where().peer()).open(view.path());
        view.clicks().forEach(browser::click);
        List<String> wrong = new ArrayList<>();
        for (Look look : Look.values()) {
            browser.as(look);
            browser.wholePicture(
                    HutBook.PICTURES.resolve(view.name() + "-" + look.word() + ".png"));
            if (look == Look.WIDE_LIGHT && README.contains(view.name()))
                browser.picture(HutBook.PICTURES.resolve("readme-" + view.name() + ".png"));
            browser.findings().forEach(finding -> wrong.add(look.word() + ": " + finding));
            browser.tooWide().forEach(wide -> wrong.add(look.word() + ": too wide: " + wide));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void allOfItWorksWithoutScripts() throws IOException {
        browser.at(ann).as(Look.WIDE_LIGHT).scripts(false);
        try {
            browser.open("/wiki/Plain/edit");
            browser.type("textarea[name=text]", "typed without scripts");
            browser.clickWords("Save");
            browser.awaitWords(Browser.TEXT, "typed without scripts");
            assertThat(browser.script("return document.documentElement.dataset.live"))
                    .isEqualTo("nothing");
            browser.click(Browser.PILL);
            browser.awaitWords(".receipt", "Chain hash");
            browser.wholePicture(HutBook.PICTURES.resolve("no-script-page.png"));
            browser.clickWords("Work offline");
            browser.awaitWords(".link-state", "Offline by choice");
            browser.clickWords("Come back online");
            browser.awaitWords(".link-state", "Online");
            browser.open("/admin").awaitWords("#verdict", "Healthy");
            browser.wholePicture(HutBook.PICTURES.resolve("no-script-admin.png"));
        } finally {
            browser.scripts(true);
        }
    }

    @Test
    void thisTestSeesWhatIsWrong() {
        browser.at(ann).open("/").as(Look.PHONE_LIGHT);
        assertThat(browser.findings()).isEmpty();
        assertThat(browser.tooWide()).isEmpty();
        browser.script(
                """
                const main = document.querySelector("main");
                main.append(document.createElement("img"));
                const pale = document.createElement("p");
                pale.textContent = "hard to read";
                pale.style.color = "#ccc";
                pale.style.width = "500px";
                main.append(pale);
                """);
        assertThat(browser.findings()).anyMatch(finding -> finding.contains("image-alt"));
        assertThat(browser.findings()).anyMatch(finding -> finding.contains("color-contrast"));
        assertThat(browser.tooWide()).anyMatch(wide -> wide.contains("hard to read"));
    }
}
