package org.p2pltr.wiki.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.PeerView;
import org.p2pltr.peer.TrafficView;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Component;

/** What the peer is now, as gauges, and what went over its network. Source: docs/metrics.md. */
@Component
class PeerMetrics implements MeterBinder {
    private final WikiPeer peer;
    private final PeerFigures figures;

    PeerMetrics(WikiPeer peer, PeerFigures figures) {
        this.peer = peer;
        this.figures = figures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (KnownPeerView.State state : KnownPeerView.State.values())
            Gauge.builder("ltr.peers", figures, f -> f.peers(state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Peers that this one knows, itself included, by state")
                    .register(registry);
        self(
                registry,
                "ltr.saves.pending",
                "Saves of this peer without a timestamp",
                PeerView::pending);
        self(registry, "ltr.pages", "Pages with a copy here", PeerView::pages);
        self(registry, "ltr.cells.mastered", "Cells whose timestamps it gives", PeerView::masterOf);
        self(registry, "ltr.cells.member", "Cells in whose group it is", PeerView::memberOf);
        self(registry, "ltr.log.entries.kept", "Log entries kept here", PeerView::logEntries);
        self(
                registry,
                "ltr.online",
                "1 online, 0 offline by choice",
                self -> self.online() ? 1 : 0);
        Gauge.builder("ltr.cells", peer, p -> p.network().cells())
                .description("Cells of the network")
                .register(registry);
        traffic(registry, "ltr.messages.received", "Messages received", TrafficView::messagesIn);
        traffic(registry, "ltr.messages.sent", "Messages sent", TrafficView::messagesOut);
        traffic(
                registry,
                "ltr.messages.dropped",
                "Messages that did not leave",
                TrafficView::dropped);
        traffic(
                registry,
                "ltr.messages.malformed",
                "What came and is no message",
                TrafficView::malformed);
        traffic(registry, "ltr.received.bytes", "Bytes received", TrafficView::bytesIn);
        traffic(registry, "ltr.sent.bytes", "Bytes sent", TrafficView::bytesOut);
    }

    private void self(
            MeterRegistry registry, String name, String meaning, ToDoubleFunction<PeerView> value) {
        Gauge.builder(name, figures, f -> value.applyAsDouble(f.self()))
                .description(meaning)
                .register(registry);
    }

    private void traffic(
            MeterRegistry registry,
            String name,
            String meaning,
            ToDoubleFunction<TrafficView> value) {
        FunctionCounter.builder(name, peer, p -> value.applyAsDouble(p.traffic()))
                .description(meaning)
                .register(registry);
    }
}
