package org.p2pltr.wiki.admin;

import java.util.List;
import org.p2pltr.peer.CellLine;
import org.p2pltr.peer.LookupView;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is on the ring, and what each is for a page. */
@Controller
class RingController {
    private final WikiPeer peer;

    RingController(WikiPeer peer) {
        this.peer = peer;
    }

    @GetMapping("/admin/ring")
    String ring(@RequestParam(defaultValue = "") String name, Model model) {
        List<LookupView> lookups = name.isBlank() ? List.of() : List.of(peer.lookup(name.strip()));
        List<RingRow> rows = RingRow.of(peer.peers(), lookups);
        model.addAttribute("name", name);
        model.addAttribute("lookups", lookups);
        model.addAttribute("rows", rows);
        model.addAttribute("cells", peer.network().cells());
        model.addAttribute("picture", RingPicture.of(rows, lookups));
        model.addAttribute("sentence", sentence(rows.size()));
        return "admin/ring";
    }

    @GetMapping("/admin/peers")
    String peers(Model model) {
        PeerNames names = new PeerNames(peer.peers());
        List<CellLine> cells = peer.cells();
        model.addAttribute(
                "peers", peer.peers().stream().map(p -> PeerRow.of(p, names, cells)).toList());
        return "admin/peers";
    }

    private static String sentence(int peers) {
        return peers == 1
                ? "One peer on the circle: it answers for all of it."
                : peers + " peers on one circle. Each answers for the arc that ends at it.";
    }
}
