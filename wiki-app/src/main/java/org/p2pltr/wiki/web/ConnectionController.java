package org.p2pltr.wiki.web;

import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Works offline, or comes back. */
@Controller
class ConnectionController {
    private final WikiPeer peer;

    ConnectionController(WikiPeer peer) {
        this.peer = peer;
    }

    @PostMapping("/connection")
    String connection(@RequestParam boolean online) {
        peer.online(online);
        return "redirect:/pages";
    }
}
