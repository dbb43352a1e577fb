package org.p2pltr.wiki.web;

import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The connection in the top bar: works offline, or comes back. */
@Controller
class ConnectionController {
    private final WikiPeer peer;

    ConnectionController(WikiPeer peer) {
        this.peer = peer;
    }

    /** The top bar alone, for a page that stays open. */
    @GetMapping("/bar")
    String bar() {
        return "fragments/layout :: bar";
    }

    @PostMapping("/connection")
    String connection(@RequestParam boolean online) {
        peer.online(online);
        return "redirect:/pages";
    }
}
