package org.p2pltr.wiki.notice;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.p2pltr.peer.PeerReport;
import org.p2pltr.wiki.peer.IndexMoved;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells every open tab what the peer reports. Ends all streams before the web server stops, which
 * would else wait for them.
 */
@Service
public class LiveStreams implements SmartLifecycle {
    /** Most tabs that are told; beyond, the oldest is sent away and asks again. */
    static final int MOST_TABS = 200;

    private final WikiPeer peer;
    private final List<LiveStream> streams = new CopyOnWriteArrayList<>();
    private volatile Runnable unlisten = () -> {};
    private volatile boolean running;

    LiveStreams(WikiPeer peer) {
        this.peer = peer;
    }

    /** A new stream of what happens from now on. */
    public SseEmitter open() {
        LiveStream stream = new LiveStream();
        streams.add(stream);
        if (streams.size() > MOST_TABS) streams.removeFirst().end();
        Thread.ofPlatform()
                .daemon()
                .name("live-stream")
                .start(() -> {
                    stream.run();
                    streams.remove(stream);
                });
        return stream.emitter();
    }

    @Override
    public void start() {
        running = true;
        unlisten = peer.listen(report -> event(report).ifPresent(this::tell));
    }

    @Override
    public void stop() {
        running = false;
        unlisten.run();
        streams.forEach(LiveStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @EventListener
    void moved(IndexMoved event) {
        tell(new LiveEvent.Changes());
    }

    private void tell(LiveEvent event) {
        streams.forEach(stream -> stream.tell(event));
    }

    static Optional<LiveEvent> event(PeerReport report) {
        return switch (report) {
            case PeerReport.PageChanged(String name, long ts, int tentative) ->
                    Optional.of(new LiveEvent.Page(name, ts, tentative));
            case PeerReport.PatchKept(String name, long ts, var peers, int places) ->
                    Optional.of(new LiveEvent.Kept(name, ts, peers.size(), places));
            case PeerReport.SyncChanged(boolean online, int pending) ->
                    Optional.of(new LiveEvent.Sync(online, pending));
            case PeerReport.PeersChanged _ -> Optional.of(new LiveEvent.Peers());
            case PeerReport.PatchSaved _,
                    PeerReport.PatchesValidated _,
                    PeerReport.Retrieved _,
                    PeerReport.Said _,
                    PeerReport.Stopped _ ->
                    Optional.empty();
        };
    }
}
