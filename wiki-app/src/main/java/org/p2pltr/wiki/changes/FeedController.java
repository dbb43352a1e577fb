package org.p2pltr.wiki.changes;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.p2pltr.wiki.peer.RecentChange;
import org.p2pltr.wiki.peer.RecentChanges;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The same changes as an Atom feed, for a reader of feeds on this computer. */
@Controller
class FeedController {
    private static final int ENTRIES = 50;

    private final RecentChanges changes;
    private final WikiPeer peer;
    private final String wikiName;

    FeedController(
            RecentChanges changes, WikiPeer peer, @Value("${ltr.wiki-name:Wiki}") String wikiName) {
        this.changes = changes;
        this.peer = peer;
        this.wikiName = wikiName;
    }

    @GetMapping("/changes.atom")
    ResponseEntity<byte[]> feed(Wanted wanted) throws XMLStreamException {
        List<RecentChange> found = changes.before(wanted.filter(peer), 0, ENTRIES);
        String base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        byte[] feed = AtomFeed.of(wikiName, peer.peer().networkId(), base, found);
        return ResponseEntity.ok()
                .header("Content-Type", "application/atom+xml;charset=UTF-8")
                .body(feed);
    }
}
