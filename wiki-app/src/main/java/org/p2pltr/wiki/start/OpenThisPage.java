package org.p2pltr.wiki.start;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says which page to open, once it can be opened. */
@Component
class OpenThisPage {
    @EventListener
    void started(WebServerInitializedEvent event) {
        System.out.println(
                "The wiki is running. Open http://localhost:"
                        + event.getWebServer().getPort()
                        + "/");
    }
}
