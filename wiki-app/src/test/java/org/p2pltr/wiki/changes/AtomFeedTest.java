package org.p2pltr.wiki.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.p2pltr.wiki.peer.RecentChange;
import org.w3c.dom.Document;

class AtomFeedTest {
    private static RecentChange change(String title, String author, String comment) {
        Instant at = Instant.parse("2026-11-21T14:02:00Z");
        return new RecentChange(
                7, "Huts/Höhle & See", title, 3, "ab12", author, "peer", at, comment, "hash");
    }

    private static Document read(RecentChange... changes) throws Exception {
        byte[] feed = AtomFeed.of("Hut <Book>", "net", "http://localhost:8080", List.of(changes));
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed));
    }

    private static String text(Document feed, String element, int number) {
        return feed.getElementsByTagName(element).item(number).getTextContent();
    }

    @Test
    void everyChangeIsAnEntryWithItsLink() throws Exception {
        Document feed = read(change("Höhle am See", "Ann", "drain the pipe"));
        assertThat(text(feed, "title", 0)).isEqualTo("Recent changes of Hut <Book>");
        assertThat(text(feed, "title", 1)).isEqualTo("Höhle am See, Version 3");
        assertThat(text(feed, "name", 0)).isEqualTo("Ann");
        assertThat(text(feed, "summary", 0)).isEqualTo("drain the pipe");
        assertThat(text(feed, "id", 1)).isEqualTo("urn:p2p-ltr:net:ab12");
        assertThat(text(feed, "updated", 0)).isEqualTo("2026-11-21T14:02:00Z");
        assertThat(feed.getElementsByTagName("link").item(2).getAttributes().getNamedItem("href"))
                .extracting(href -> href.getTextContent())
                .isEqualTo(
                        "http://localhost:8080/wiki/Huts%2FH%C3%B6hle%20%26%20See/history?from=2&to=3");
    }

    @Test
    void whatStrangersWroteIsTextAndWhatXmlCannotSayIsLeftOut() throws Exception {
        String hostile = "</summary><script>x</script>&<!--]]>\u0001\uFFFF\uD800";
        Document feed = read(change(hostile, hostile, hostile));
        assertThat(feed.getElementsByTagName("script").getLength()).isZero();
        assertThat(text(feed, "summary", 0))
                .isEqualTo("</summary><script>x</script>&<!--]]>\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void aFeedWithoutChangesIsAFeed() throws Exception {
        assertThat(read().getElementsByTagName("entry").getLength()).isZero();
    }
}
