package org.p2pltr.wiki.changes;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.p2pltr.wiki.page.PageAddress;
import org.p2pltr.wiki.peer.RecentChange;

/** Recent changes in the form of RFC 4287; every text is plain text. */
final class AtomFeed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final XMLStreamWriter xml;
    private final String base;

    private AtomFeed(XMLStreamWriter xml, String base) {
        this.xml = xml;
        this.base = base;
    }

    /**
     * @param network names the feed wherever it is read
     * @param base the address of this peer's site, without a slash at its end
     */
    static byte[] of(String wikiName, String network, String base, List<RecentChange> changes)
            throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
        new AtomFeed(xml, base).write(wikiName, network, changes);
        xml.close();
        return out.toByteArray();
    }

    private void write(String wikiName, String network, List<RecentChange> changes)
            throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(ATOM);
        text("title", "Recent changes of " + wikiName);
        text("id", "urn:p2p-ltr:" + network);
        Instant newest = changes.isEmpty() ? Instant.EPOCH : changes.getFirst().time();
        text("updated", newest.toString());
        link("/changes", "alternate");
        link("/changes.atom", "self");
        for (RecentChange change : changes) entry(network, change);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void entry(String network, RecentChange change) throws XMLStreamException {
        xml.writeStartElement("entry");
        text("title", change.title() + ", Version " + change.ts());
        text("id", "urn:p2p-ltr:" + network + ":" + change.patchId());
        text("updated", change.time().toString());
        xml.writeStartElement("author");
        text("name", change.author());
        xml.writeEndElement();
        String address = PageAddress.of(change.name());
        link(address + "/history?from=" + (change.ts() - 1) + "&to=" + change.ts(), "alternate");
        text("summary", change.comment());
        xml.writeEndElement();
    }

    private void link(String path, String relation) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", base + path);
    }

    private void text(String element, String words) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(allowed(words));
        xml.writeEndElement();
    }

    /** XML has no form for some characters, escaped or not. */
    static String allowed(String words) {
        StringBuilder allowed = new StringBuilder();
        words.codePoints()
                .forEach(sign -> allowed.appendCodePoint(isAllowed(sign) ? sign : 0xFFFD));
        return allowed.toString();
    }

    private static boolean isAllowed(int sign) {
        return sign == '\t'
                || sign == '\n'
                || sign == '\r'
                || (sign >= 0x20 && sign <= 0xD7FF)
                || (sign >= 0xE000 && sign <= 0xFFFD)
                || sign >= 0x10000;
    }
}
