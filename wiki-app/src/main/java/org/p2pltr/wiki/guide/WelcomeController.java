package org.p2pltr.wiki.start;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page that a person sees. */
@Controller
class WelcomeController {
    @GetMapping("/")
    String welcome() {
        return "start/welcome";
    }
}
