package org.p2pltr.wiki.peer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.p2pltr.peer.HistoryLine;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.PageChange;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.PeerReport;
import org.p2pltr.wiki.markdown.WikiMarkdown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Feeds the index from the peer's durable sequence of changes. The peer's reports only wake it up:
 * what is missed while this process is down is taken in at the next start.
 */
@Component
class IndexFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);
    private static final int CHANGES_AT_ONCE = 256;
    private static final int PATCHES_AT_ONCE = 1_000;

    private final LtrPeer peer;
    private final H2Index index;
    private final WikiMarkdown markdown;
    private final ApplicationEventPublisher events;
    private final Semaphore news = new Semaphore(1);
    private volatile Thread worker = Thread.ofPlatform().unstarted(() -> {});
    private volatile LtrPeer.Subscription reports = () -> {};
    private volatile boolean running;

    IndexFeed(
            LtrPeer peer, H2Index index, WikiMarkdown markdown, ApplicationEventPublisher events) {
        this.peer = peer;
        this.index = index;
        this.markdown = markdown;
        this.events = events;
    }

    @Override
    public void start() {
        running = true;
        reports =
                peer.listen(report -> {
                    if (report instanceof PeerReport.PageChanged) news.release();
                });
        worker = Thread.ofPlatform().daemon().name("index-feed").start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        reports.close();
        worker.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                news.acquire();
                news.drainPermits();
                while (running && takeSome()) {}
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The position has not moved: the next change takes these in too.
                if (running)
                    LOG.warn(
                            "the index could not take in changes, it will try again: {}",
                            e.toString());
            }
        }
    }

    private boolean takeSome() {
        List<PageChange> changes = WikiPeer.await(peer.changes(index.position(), CHANGES_AT_ONCE));
        if (changes.isEmpty()) return false;
        Set<String> names = new LinkedHashSet<>();
        changes.forEach(change -> names.add(change.name()));
        List<H2Index.Indexed> pages = new ArrayList<>();
        for (String name : names)
            WikiPeer.await(peer.page(name)).ifPresent(page -> pages.add(indexed(page)));
        index.take(pages, changes.getLast().sequence());
        events.publishEvent(new IndexMoved(changes.getLast().sequence()));
        return true;
    }

    private H2Index.Indexed indexed(PageView page) {
        List<String> links = page.deleted() ? List.of() : markdown.links(page.text());
        return new H2Index.Indexed(page, newPatches(page.name()), links);
    }

    private List<HistoryLine> newPatches(String name) {
        List<HistoryLine> lines = new ArrayList<>();
        long from = index.lastPatch(name) + 1;
        while (true) {
            List<HistoryLine> some =
                    WikiPeer.await(peer.history(name, from, PATCHES_AT_ONCE)).stream()
                            .filter(line -> line.ts() != HistoryLine.TENTATIVE)
                            .toList();
            lines.addAll(some);
            if (some.size() < PATCHES_AT_ONCE) return lines;
            from = some.getLast().ts() + 1;
        }
    }
}
