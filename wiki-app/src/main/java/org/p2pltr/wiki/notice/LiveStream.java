package org.p2pltr.wiki.notice;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open tab. What it is to be told waits in a bounded queue, so that a tab that does not read
 * holds up nobody.
 */
final class LiveStream {
    /** Most events that wait for one tab. */
    static final int MOST_WAITING = 1_000;

    /** A sign of life this often, in seconds: a tab that went away is noticed by it. */
    private static final int QUIET_SECONDS = 15;

    // No time limit of its own: a stream ends when the tab goes away or the server stops.
    private final SseEmitter emitter = new SseEmitter(0L);
    private final LinkedBlockingQueue<LiveEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean ended;

    SseEmitter emitter() {
        return emitter;
    }

    /** Never blocks. What is waiting already in the same words is not said twice. */
    void tell(LiveEvent event) {
        if (waiting.contains(event) || waiting.offer(event)) return;
        waiting.clear();
        waiting.offer(new LiveEvent.Missed());
    }

    /** Sends until the tab goes away; on a thread of its own. */
    void run() {
        try {
            emitter.send(SseEmitter.event().comment("open"));
            while (!ended) {
                LiveEvent event = waiting.poll(QUIET_SECONDS, TimeUnit.SECONDS);
                if (!ended)
                    emitter.send(event == null ? SseEmitter.event().comment("") : line(event));
            }
        } catch (IOException | IllegalStateException tabIsGone) {
            ended = true;
        } catch (InterruptedException stopping) {
            end();
        }
    }

    /** Ends the answer, so that the server can stop. */
    void end() {
        ended = true;
        emitter.complete();
    }

    private static SseEmitter.SseEventBuilder line(LiveEvent event) {
        return SseEmitter.event().name(event.kind()).data(event, MediaType.APPLICATION_JSON);
    }
}
