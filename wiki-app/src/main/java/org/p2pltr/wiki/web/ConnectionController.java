package org.p2pltr.wiki.web;

import java.net.URI;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The connection in the top bar: works offline, or comes back. */
@Controller
class ConnectionController {
    private final WikiPeer peer;
    private final SiteAdvice site;

    ConnectionController(WikiPeer peer, SiteAdvice site) {
        this.peer = peer;
        this.site = site;
    }

    /** The top bar alone, for a page that stays open. */
    @GetMapping("/bar")
    String bar() {
        return "fragments/layout :: bar";
    }

    @PostMapping("/connection")
    String connection(
            @RequestParam boolean online,
            @RequestParam(defaultValue = "false") boolean looked,
            @RequestHeader(name = "Referer", defaultValue = "") String from) {
        // A long branch is shown once more before it goes out.
        if (online && !looked && site.site().looksFirst())
            return "redirect:/waiting?before=publishing";
        peer.online(online);
        return "redirect:" + (looked ? "/waiting" : backTo(from));
    }

    /**
     * The page of this site where the button was; only its path is used, so it leads nowhere else.
     */
    static String backTo(String referer) {
        try {
            String path = URI.create(referer).getRawPath();
            boolean known = path != null && path.startsWith("/") && !path.startsWith("//");
            return known ? path : "/pages";
        } catch (IllegalArgumentException notAnAddress) {
            return "/pages";
        }
    }
}
