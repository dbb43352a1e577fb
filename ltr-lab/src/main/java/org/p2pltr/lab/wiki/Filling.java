package org.p2pltr.lab.wiki;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.Progress;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PeerSettings;
import org.p2pltr.peer.SaveOutcome;

/** Writes a wiki of many pages into a data directory, by a peer without a web page. */
final class Filling {
    private static final int WRITERS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final int pages;
    private final int saves;

    Filling(int pages, int saves) {
        this.pages = pages;
        this.saves = saves;
    }

    /** The name of a page, from 0. */
    static String name(int page) {
        return "Hut " + page;
    }

    /** All its saves are validated when this returns. */
    void into(Path directory, PrintStream out) throws Exception {
        Progress progress = new Progress(out, pages);
        String address = "127.0.0.1:" + PeerTrio.freePort();
        PeerSettings settings = PeerSettings.in(directory).listeningAt(address);
        try (LtrPeer peer = LtrPeer.start(settings);
                ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int first = i;
                writing.add(
                        writers.submit(() -> {
                            for (int page = first; page < pages; page += WRITERS) {
                                write(peer, page);
                                progress.step("pages");
                            }
                        }));
            }
            for (Future<?> each : writing) each.get();
            Await.until(
                    PATIENCE,
                    () -> "all saves to be validated",
                    () -> peer.peer().join().pending() == 0);
        }
    }

    private void write(LtrPeer peer, int page) {
        String revision = "";
        for (int version = 1; version <= saves; version++) {
            PageSave save = PageSave.of(name(page), text(page, version)).commented("save");
            SaveOutcome done = peer.save(revision.isEmpty() ? save : save.basedOn(revision)).join();
            if (!(done instanceof SaveOutcome.Saved saved))
                throw new IllegalStateException("a save was answered " + done);
            revision = saved.page().revision();
        }
    }

    /** About 2 kB: headings, a list, a table, and links of which one leads nowhere. */
    private String text(int page, int version) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(name(page)).append("\n\nAs of its save ").append(version);
        for (int part = 1; part <= 5; part++) {
            text.append("\n\n## Part ").append(part).append("\n\n");
            text.append("The path leads from [[").append(name((page + part) % pages));
            text.append("]] up the *valley*, past the spring, to the hut. It is steep at first, ");
            text.append("then easy; take **water** with you, as the well is dry in August.\n\n");
            text.append("- key: under the bench\n- wood: outside\n- stove: `works`\n");
        }
        text.append("\n| day | who |\n| --- | --- |\n| Monday | Ann |\n| Tuesday | Bob |\n\n");
        return text.append("See also [[Nowhere ").append(page).append("]].\n").toString();
    }
}
