package org.p2pltr.wiki.guide;

import org.p2pltr.peer.PeerView;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page that a person sees, the help, and how somebody else comes in. */
@Controller
class WelcomeController {
    private final WikiPeer peer;

    WelcomeController(WikiPeer peer) {
        this.peer = peer;
    }

    @GetMapping("/")
    String welcome() {
        return "guide/welcome";
    }

    @GetMapping("/help")
    String help() {
        return "guide/help";
    }

    @GetMapping("/invite")
    String invite(Model model) {
        PeerView self = peer.peer();
        model.addAttribute("address", self.advertise());
        model.addAttribute("peers", peer.peers().size());
        model.addAttribute("network", self.networkId());
        return "guide/invite";
    }
}
