package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.lab.measure.PeerProcess;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.WikiClient;
import org.xml.sax.InputSource;
import tools.jackson.databind.ObjectMapper;

/**
 * Hostile texts, names, comments, authors and tags on every screen that shows them: no script runs,
 * nobody is asked, nothing is added to the screen, and what was typed is still to be read. Source:
 * security.md.
 */
class HostileWordsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What must not be on a screen, whoever wrote it there. */
    private static final String HARM =
            """
            const wrong = [];
            if (window.harmed !== undefined) wrong.push("a script ran");
            const origin = location.origin + "/";
            for (const each of document.querySelectorAll("*")) {
              const tag = each.localName;
              const home = (name) => (each.getAttribute(name) || "").startsWith("/");
              const ours = tag === "script" ? each.src.startsWith(origin) && each.textContent === ""
                : tag === "link" ? each.parentNode === document.head && home("href")
                : tag === "style" ? each.nonce !== ""
                : tag === "form" ? home("action")
                : tag === "svg" ? each.matches(".icon, .glyph")
                : tag === "use" ? (each.getAttribute("href") || "").startsWith("/icons.svg#")
                : tag === "meta" ? !each.hasAttribute("http-equiv")
                : !/^(iframe|frame|object|embed|base|math|template|video|audio|animate|frameset|foreignobject)$/i.test(tag);
              if (!ours) wrong.push("there is " + each.outerHTML.slice(0, 120));
              for (const { name, value } of each.attributes) {
                if (/^on/i.test(name)) wrong.push("a handler " + name + " of " + each.outerHTML.slice(0, 120));
                if (/^(href|src|action|formaction|xlink:href|srcdoc)$/i.test(name) && /^[\\s\\0-\\x20]*(javascript|vbscript|data|file):/i.test(value))
                  wrong.push("an address " + value.slice(0, 80));
                if (name === "style" && !each.closest(".cm-editor")) wrong.push("a style " + value.slice(0, 80));
              }
            }
            return wrong;
            """;

    @TempDir static Path directory;

    private static PeerProcess alone;
    private static WikiClient peer;
    private static Browser browser;
    private static OtherSite spy;

    @BeforeAll
    static void start() throws IOException {
        spy = new OtherSite("");
        Path home = directory.resolve("peer");
        alone =
                new PeerProcess(
                        PeerTrio.jar(),
                        home,
                        PeerTrio.freePort(),
                        PeerTrio.freePort(),
                        List.of(
                                "--ltr.name=\"><img src=x onerror=window.harmed=1>",
                                "--ltr.wiki-name=<script>window.harmed=1</script>"));
        alone.ready();
        peer = alone.client();
        browser = new Browser(peer, directory.resolve("browser"));
    }

    @AfterAll
    static void end() {
        try (var _ = spy;
                var _ = alone;
                var _ = browser) {
            assertThat(spy.asked()).isEmpty();
        }
    }

    @Test
    void theySayWhatTheyAreAndDoNothing() throws Exception {
        List<HostileWords> all = HostileWords.all(spy.address("localhost"));
        assertThat(all).hasSizeGreaterThan(100);
        List<String> wrong = new ArrayList<>();
        for (HostileWords each : all) {
            String name = written(each);
            lookAtThePage(each, name, wrong);
            look(each, conflict(each) + "/conflicts", wrong);
        }
        for (String path :
                List.of("/changes", "/pages", "/conflicts", "/drafts", "/waiting", "/away"))
            look(new HostileWords(-1, "all"), path, wrong);
        assertThat(wrong).isEmpty();
        mustBeAFeed();
        assertThat(peer.get("/api/v1/pages?limit=1000").body().size())
                .isGreaterThan(2 * all.size() - 20);
        assertThat(spy.asked()).isEmpty();
    }

    @Test
    void thisTestSeesWhatIsWrong() {
        browser.open("/help");
        List<String> wrong = new ArrayList<>();
        mustBeUnharmed(new HostileWords(-1, "none"), "/help", wrong);
        assertThat(wrong).isEmpty();
        browser.script(
                """
                const planted = (tag, name, value) => {
                  const made = document.createElement(tag);
                  made.setAttribute(name, value);
                  document.querySelector("main").append(made);
                };
                planted("b", "onclick", "1");
                planted("a", "href", " JavaScript:1");
                planted("form", "action", "http://localhost/");
                planted("iframe", "title", "x");
                window.harmed = 1;
                """);
        mustBeUnharmed(new HostileWords(-1, "planted"), "/help", wrong);
        assertThat(wrong)
                .hasSize(5)
                .anyMatch(each -> each.contains("a script ran"))
                .anyMatch(each -> each.contains("a handler onclick"))
                .anyMatch(each -> each.contains("an address"))
                .anyMatch(each -> each.contains("there is <form"))
                .anyMatch(each -> each.contains("there is <iframe"));
    }

    private void mustBeAFeed() throws Exception {
        String feed = Screen.get(peer.base(), "/changes.atom").html();
        var read =
                DocumentBuilderFactory.newDefaultNSInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(feed)));
        Set<String> elements = new TreeSet<>();
        var all = read.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) elements.add(all.item(i).getNodeName());
        assertThat(elements)
                .containsExactly(
                        "author", "entry", "feed", "id", "link", "name", "summary", "title",
                        "updated");
        assertThat(read.getElementsByTagName("entry").getLength()).isEqualTo(50);
    }

    private void lookAtThePage(HostileWords hostile, String name, List<String> wrong) {
        String page = "/wiki/" + WikiClient.encoded(name);
        look(hostile, page + "?key", wrong);
        String shown = browser.words(Browser.TEXT);
        if (!shown.contains("begin" + hostile.number())
                || !shown.contains("end" + hostile.number()))
            wrong.add(hostile + " is not shown: " + shown);
        look(hostile, page + "/history?from=1&to=2", wrong);
        if (!browser.words("table").contains(visible(hostile.words())))
            wrong.add(hostile + " is no comment: " + browser.words("table"));
        look(hostile, page + "/edit", wrong);
        browser.awaitWords("[data-preview]", "begin" + hostile.number());
        mustBeUnharmed(hostile, page + " in its preview", wrong);
        if (!browser.typed(Browser.SOURCE).equals(hostile.text() + "more\n"))
            wrong.add(hostile + " is not in the editor: " + browser.typed(Browser.SOURCE));
        look(hostile, page + "?ts=99", wrong);
        // The other screens in turn: each is looked at with many of the words.
        List<String> others =
                List.of(
                        page + "/history?from=0&to=2&show=inline",
                        page + "/organise",
                        "/open?q=" + WikiClient.encoded(hostile.words()),
                        "/pages?tag=" + WikiClient.encoded(hostile.tag()),
                        "/changes?author=" + WikiClient.encoded(hostile.words()));
        look(hostile, others.get(hostile.number() % others.size()), wrong);
    }

    private void look(HostileWords hostile, String path, List<String> wrong) {
        browser.open(path);
        mustBeUnharmed(hostile, path, wrong);
    }

    private void mustBeUnharmed(HostileWords hostile, String where, List<String> wrong) {
        for (Object each : (List<?>) browser.script(HARM))
            wrong.add(hostile + " at " + where + ": " + each);
    }

    /** What is left of words when a browser shows them. */
    private static String visible(String words) {
        String plain = words.replaceAll("[\\p{Cntrl}\u2028\u202e\ufeff]", " ").strip();
        return plain.replaceAll("(?s)\\s.*", "");
    }

    /** Two versions of a page that says these words everywhere; its name. */
    private String written(HostileWords hostile) {
        String wanted = hostile.words();
        boolean named = put(wanted, hostile, hostile.text(), "");
        String name =
                named
                        ? peer.page(wanted).body().get("name").asString()
                        : "Hostile " + hostile.number();
        if (!named) assertThat(put(name, hostile, hostile.text(), "")).as(name).isTrue();
        String revision = peer.revision(name).orElseThrow();
        assertThat(put(name, hostile, hostile.text() + "more\n", revision)).as(name).isTrue();
        HutBook.await("two versions of " + name, () -> peer.shows(name, 2));
        return name;
    }

    private boolean put(String name, HostileWords hostile, String text, String revision) {
        Map<String, Object> save = new LinkedHashMap<>();
        save.put("text", text);
        save.put("comment", hostile.words());
        save.put("author", hostile.words());
        if (!hostile.tag().isBlank()) save.put("tags", List.of(hostile.tag()));
        if (!revision.isEmpty()) save.put("baseRevision", revision);
        return peer.send(
                        "PUT",
                        "/api/v1/pages/" + WikiClient.encoded(name),
                        JSON.writeValueAsString(save).getBytes(StandardCharsets.UTF_8))
                .ok();
    }

    /** A page on which two wrote these words at once; its address. */
    private String conflict(HostileWords hostile) {
        String name = "Conflict " + hostile.number();
        assertThat(peer.save(name, "The room is locked from May.\n", Optional.empty(), "", "").ok())
                .isTrue();
        Optional<String> start = peer.revision(name);
        for (String word : List.of("never ", "always "))
            assertThat(peer.save(name, word + hostile.words() + "\n", start, "", "").ok()).isTrue();
        assertThat(peer.page(name).body().get("conflicts").size()).as(name).isPositive();
        return "/wiki/" + WikiClient.encoded(name);
    }
}
