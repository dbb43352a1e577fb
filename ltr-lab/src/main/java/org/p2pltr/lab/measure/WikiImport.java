package org.p2pltr.lab.measure;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.p2pltr.lab.measure.WikiHistory.Save;
import tools.jackson.databind.JsonNode;

/**
 * Replays a wiki's saves through peers, each version of a page at the next peer, once that peer
 * shows the version before; pages side by side. At the end every peer must have every page's last
 * text and histories 1..n.
 */
public final class WikiImport {
    /** Pages at work at once. */
    private static final int PAGES_AT_ONCE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<WikiClient> peers;
    private final PrintStream out;
    private final Collection<Long> validated = new ConcurrentLinkedQueue<>();
    private final Collection<Long> visible = new ConcurrentLinkedQueue<>();

    /** Through these peers; progress is printed. */
    public WikiImport(List<WikiClient> peers, PrintStream out) {
        this.peers = List.copyOf(peers);
        this.out = out;
    }

    /**
     * Replays and checks. Throws IllegalStateException if a save is refused or does not arrive
     * within a minute.
     */
    public ImportReport run(List<Save> saves) throws InterruptedException, ExecutionException {
        Map<String, List<Save>> pages = new LinkedHashMap<>();
        saves.forEach(
                save -> pages.computeIfAbsent(save.page(), page -> new ArrayList<>()).add(save));
        Progress progress = new Progress(out, saves.size());
        long start = System.nanoTime();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(PAGES_AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (List<Save> page : pages.values())
                running.add(workers.submit(() -> replay(page, progress)));
            for (Future<?> page : running) page.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new ImportReport(
                saves.size(), seconds, figures(validated), figures(visible), mistakes(pages));
    }

    private void replay(List<Save> page, Progress progress) {
        // Pages start at different peers, so that all three are authors all the time.
        int offset = Math.floorMod(page.getFirst().page().hashCode(), peers.size());
        for (Save save : page) {
            WikiClient author = peers.get((int) ((save.version() + offset) % peers.size()));
            WikiClient next = peers.get((int) ((save.version() + offset + 1) % peers.size()));
            submit(author, save);
            long saved = System.nanoTime();
            await(author, save);
            validated.add(System.nanoTime() - saved);
            await(next, save);
            visible.add(System.nanoTime() - saved);
            progress.step(save.page());
        }
    }

    private static void submit(WikiClient peer, Save save) {
        String author = "author " + save.author();
        WikiClient.Answer answer =
                save.text().isEmpty()
                        ? peer.delete(save.page())
                        : peer.save(
                                save.page(),
                                save.text().get(),
                                peer.revision(save.page()),
                                "version " + save.version(),
                                author);
        if (!answer.ok())
            throw new IllegalStateException(
                    save.page() + " version " + save.version() + ": " + answer);
    }

    private static void await(WikiClient peer, Save save) {
        Await.until(
                PATIENCE,
                () -> peer.base() + " to show version " + save.version() + " of " + save.page(),
                () -> peer.shows(save.page(), save.version()));
    }

    private List<String> mistakes(Map<String, List<Save>> pages) {
        List<String> mistakes = new ArrayList<>();
        for (WikiClient peer : peers)
            for (List<Save> page : pages.values()) {
                await(peer, page.getLast());
                mistake(peer, page).ifPresent(mistakes::add);
                if (mistakes.size() > 30) return mistakes;
            }
        return mistakes;
    }

    private static Optional<String> mistake(WikiClient peer, List<Save> saves) {
        Save last = saves.getLast();
        WikiClient.Answer page = peer.page(last.page());
        boolean textRight =
                last.text().isEmpty()
                        ? page.status() == 404
                        : page.ok() && page.body().get("text").asString().equals(last.text().get());
        if (!textRight) return Optional.of(peer.base() + " has another text of " + last.page());
        JsonNode lines = peer.history(last.page(), 1, 1_000).body();
        boolean historyRight = lines.size() == last.version();
        for (int i = 0; historyRight && i < lines.size(); i++)
            historyRight = lines.get(i).get("ts").asLong(0) == i + 1;
        return historyRight
                ? Optional.empty()
                : Optional.of(peer.base() + " has another history of " + last.page());
    }

    private static Percentiles figures(Collection<Long> nanoseconds) {
        return new Percentiles(nanoseconds.stream().mapToLong(Long::longValue).toArray());
    }
}
