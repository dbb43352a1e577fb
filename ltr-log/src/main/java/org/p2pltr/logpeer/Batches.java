package org.p2pltr.logpeer;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;

/** Entries cut into messages that keep to the limits. */
public final class Batches {
    private Batches() {}

    /** The puts that carry these entries of a document; none for none. */
    public static List<LogMessage.LogPut> puts(
            DocumentKey document, List<PatchEntry> entries, boolean repair) {
        List<LogMessage.LogPut> puts = new ArrayList<>();
        List<PatchEntry> batch = new ArrayList<>();
        int bytes = 0;
        for (PatchEntry entry : entries) {
            boolean full =
                    bytes + entry.size() > LogMessage.MAX_BYTES
                            || batch.size() == LogMessage.MAX_ITEMS;
            if (full && !batch.isEmpty()) {
                puts.add(new LogMessage.LogPut(document, batch, repair));
                batch.clear();
                bytes = 0;
            }
            batch.add(entry);
            bytes += entry.size();
        }
        if (!batch.isEmpty()) puts.add(new LogMessage.LogPut(document, batch, repair));
        return puts;
    }
}
