package org.p2pltr.wiki.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.p2pltr.lab.measure.WikiClient;

/**
 * Other sites in the same browser, and pages written by strangers, can do nothing here; and nobody
 * loses what they typed by it. Source: security.md.
 */
@ExtendWith(HutBook.Shared.class)
class SecurityIT {
    private final HutBook book;
    private final WikiClient peer;
    private final Browser ann;

    SecurityIT(HutBook book) {
        this.book = book;
        peer = book.client(0);
        ann = book.ann();
    }

    @Test
    void aForeignHostIsMisdirected() throws IOException {
        for (String path :
                List.of("/", "/api/v1/pages", "/style.css", "/admin", "/actuator/health"))
            for (String host :
                    List.of("evil.example", "evil.example:" + port(), "", "localhost.evil"))
                assertThat(raw("GET", path, "Host: " + host, "")).startsWith("HTTP/1.1 421");
        assertThat(raw("POST", "/wiki/Foreign", "Host: evil.example", "text=x"))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET", "/", "Host: localhost:" + port(), "")).startsWith("HTTP/1.1 200");
        ann.openElsewhere("http://evil.example:" + port() + "/pages");
        assertThat(ann.words("body")).contains("does not answer under this name");
    }

    @Test
    void anotherSiteCanNeitherChangeNorRead() throws Exception {
        assertThat(peer.edit("Mine", "mine\n").ok()).isTrue();
        HutBook.await("the page", () -> peer.shows("Mine", 1));
        try (OtherSite site = new OtherSite(attack())) {
            for (String host : List.of("localhost", "evil.example")) {
                ann.openElsewhere(site.address(host));
                ann.awaitWords("#end", "all tried");
                assertThat(ann.words("#read")).isEqualTo("nothing");
                assertThat(ann.words("#heard")).isEqualTo("nothing");
                // The form leads the window to the wiki, which refuses it.
                ann.click("#send");
                ann.awaitWords("body", "another site asked for this change");
            }
        }
        assertThat(peer.page("Planted").status()).isEqualTo(404);
        assertThat(peer.page("Mine").body().get("text").asString()).isEqualTo("mine\n");
        assertThat(peer.get("/api/v1/peer").body().get("online").asBoolean()).isTrue();
    }

    /** What a hostile site can try by script and by form. */
    private String attack() {
        return """
        <!doctype html><p id="end"></p><p id="read">nothing</p><p id="heard">nothing</p>
        <form method="post" action="WIKI/wiki/Planted"><textarea name="text">planted</textarea>
        <button id="send">send</button></form>
        <script>
        const told = (id, what) => document.getElementById(id).textContent = what;
        const json = {"Content-Type": "application/json"};
        const plain = {"Content-Type": "text/plain"};
        const text = JSON.stringify({text: "planted"});
        const stream = new EventSource("WIKI/api/v1/events");
        stream.onopen = () => told("heard", "the stream");
        Promise.allSettled([
          fetch("WIKI/api/v1/pages").then((a) => a.text()).then((t) => told("read", t)),
          fetch("WIKI/wiki/Mine", {credentials: "include"}).then((a) => a.text()).then((t) => told("read", t)),
          fetch("WIKI/api/v1/pages/Planted", {method: "PUT", headers: json, body: text}),
          fetch("WIKI/api/v1/pages/Mine", {method: "DELETE"}),
          fetch("WIKI/wiki/Planted", {method: "POST", mode: "no-cors", headers: plain, body: "text=planted"}),
          fetch("WIKI/wiki/Planted", {method: "POST", mode: "no-cors", body: new URLSearchParams({text: "planted"})}),
          fetch("WIKI/connection", {method: "POST", mode: "no-cors", body: new URLSearchParams({online: "false"})}),
          fetch("WIKI/api/v1/sync", {method: "POST", mode: "no-cors"}),
        ]).then(() => told("end", "all tried"));
        </script>
        """
                .replace("WIKI", "http://localhost:" + port());
    }

    @Test
    void withoutATokenNothingChangesAndNothingTypedIsLost() throws IOException {
        ann.open("/wiki/Token/edit");
        ann.type("textarea[name=text]", "a long thought\n\n<b>with signs</b> & [[Links]]");
        ann.type("input[name=comment]", "why I wrote it");
        ann.script("document.querySelector('form[data-editor] input[name=_csrf]').value = 'wrong'");
        ann.clickWords("Save");
        ann.awaitWords("h1", "Not done yet");
        assertThat(peer.page("Token").status()).isEqualTo(404);
        assertThat(ann.typed("textarea[name=text]"))
                .isEqualTo("a long thought\n\n<b>with signs</b> & [[Links]]");
        assertThat(ann.findings()).isEmpty();
        ann.wholePicture(HutBook.PICTURES.resolve("form-again.png"));
        ann.clickWords("Send it again");
        ann.awaitWords(Browser.TEXT, "a long thought");
        HutBook.await("the save", () -> peer.shows("Token", 1));
        assertThat(peer.page("Token").body().get("text").asString())
                .isEqualTo("a long thought\n\n<b>with signs</b> & [[Links]]");
        assertThat(peer.history("Token", 1, 1).body().get(0).get("comment").asString())
                .isEqualTo("why I wrote it");
    }

    @Test
    void aFormWithoutAnyTokenIsRefusedAndTheScreenIsNoPageOfItsOwn() throws IOException {
        String host = "Host: localhost:" + port();
        assertThat(raw("POST", "/wiki/Untold", host, "text=typed"))
                .startsWith("HTTP/1.1 403")
                .contains("typed</textarea>");
        assertThat(raw("POST", "/form-again", host, "text=typed")).startsWith("HTTP/1.1 403");
        assertThat(raw("GET", "/form-again", host, "")).startsWith("HTTP/1.1 40");
        assertThat(peer.page("Untold").status()).isEqualTo(404);
    }

    @Test
    void whatStrangersWriteRunsNoScriptAsksNobodyAndAddsNothing() throws Exception {
        String name = "\"><img src=x onerror=window.harmed=1>";
        try (OtherSite spy = new OtherSite("")) {
            String hostile =
                    """
                    <script>window.harmed = 'script'; alert('harmed')</script>
                    <img src="/nothing" onerror="window.harmed = 'handler'">
                    <svg onload="window.harmed = 'svg'"></svg> <iframe src="SPY"></iframe>
                    [click](javascript:window.harmed='link') ![x](javascript:window.harmed='image')
                    ![seen](SPYpicture.png) <link rel="stylesheet" href="SPYstyle.css">
                    <a href="javascript:window.harmed='raw'" id="main">raw</a>
                    <form action="SPYform"><button>Save</button></form>
                    """
                            .replace("SPY", spy.address("localhost"));
            assertThat(peer.save(name, hostile, Optional.empty(), "<b>c</b>", "<i>a</i>").ok())
                    .isTrue();
            HutBook.await("the page to be there", () -> peer.shows(name, 1));
            ann.open("/wiki/" + WikiClient.encoded(name));
            ann.awaitThere("html[data-live=on]");
            assertThat(
                            book.client(1)
                                    .edit(name, hostile + "\n<script>window.harmed = 2</script>\n")
                                    .ok())
                    .isTrue();
            ann.awaitWords(Browser.PILL, "Version 2");
            assertUnharmed();
            String page = "/wiki/" + WikiClient.encoded(name);
            for (String path :
                    List.of(
                            page + "/history?from=0&to=2",
                            page + "/edit",
                            "/pages",
                            "/changes",
                            "/admin/log",
                            "/admin/events",
                            "/admin/page?name=" + WikiClient.encoded(name))) {
                ann.open(path);
                ann.awaitThere("html[data-live=on]");
                assertUnharmed();
            }
            assertThat(spy.asked()).isEmpty();
        }
    }

    private void assertUnharmed() {
        assertThat(ann.script("return window.harmed")).isEqualTo("nothing");
        String planted =
                "main script, main iframe, main link, main form[action^=http], main [onerror],"
                        + " main [onload], main [href^=javascript], #text svg, #text form, #text button";
        assertThat(ann.script("return document.querySelectorAll('" + planted + "').length"))
                .isEqualTo(0L);
    }

    private int port() {
        return peer.base().getPort();
    }

    /** A request as a program sends it that does as it likes; the whole answer. */
    private String raw(String method, String path, String header, String form) throws IOException {
        URI base = peer.base();
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            String head =
                    method
                            + " "
                            + path
                            + " HTTP/1.1\r\n"
                            + header
                            + "\r\nConnection: close\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                            + body.length
                            + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
