package org.p2pltr.wiki.api;

import org.p2pltr.wiki.notice.LiveStreams;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happens, as it happens, as server-sent events. Source: wiki.md, "REST API". */
@RestController
@RequestMapping("/api/v1/events")
class EventsApi {
    private final LiveStreams streams;

    EventsApi(LiveStreams streams) {
        this.streams = streams;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
        return streams.open();
    }
}
