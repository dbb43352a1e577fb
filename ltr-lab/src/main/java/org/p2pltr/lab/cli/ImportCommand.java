package org.p2pltr.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.p2pltr.lab.measure.ImportReport;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.lab.measure.WikiHistory;
import org.p2pltr.lab.measure.WikiImport;

/** {@code bench import}: a real wiki's history through three real peers. */
final class ImportCommand {
    private ImportCommand() {}

    static int run(Words words) throws Exception {
        long limit = words.number("--limit", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        Path data = Path.of(words.text("--data", WikiHistory.usualPlace().toString()));
        String keep = words.text("--keep", "");
        words.nothingLeft();
        Path directory = keep.isEmpty() ? Files.createTempDirectory("ltr-import") : Path.of(keep);
        List<WikiHistory.Save> saves = WikiHistory.read(data, limit);
        System.out.println(
                saves.size() + " saves through three peers; data and logs in " + directory);
        try (PeerTrio trio = PeerTrio.start(PeerTrio.jar(), directory)) {
            ImportReport report = new WikiImport(trio.clients(), System.out).run(saves);
            System.out.print(report.table());
            return report.right() ? 0 : 1;
        }
    }
}
