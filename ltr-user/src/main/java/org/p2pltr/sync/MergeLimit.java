package org.p2pltr.sync;

import java.util.List;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.text.Change;
import org.p2pltr.text.Part;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/** What a merge may yield at most. Source: architecture.md, "Limits". */
final class MergeLimit {
    /** What is told when it is met. */
    static final String WORDS =
            "the merged text has at most " + UserSettings.MAX_MERGED_BYTES + " bytes of UTF-8";

    private MergeLimit() {}

    /** True if the newest patch of the queue is over a limit, or yields a text that is. */
    static boolean isOver(Replica replica) {
        return isOver(replica.local().text()) || isOver(replica.tentative().getLast().change());
    }

    /** True if the change is too large for a patch. */
    static boolean isOver(StateChange change) {
        return StateChangeCodec.encode(change).length > EntryBody.MAX_CHANGE;
    }

    private static boolean isOver(Text text) {
        return !isSmall(text.length()) && bytes(text) > UserSettings.MAX_MERGED_BYTES;
    }

    /**
     * The place of the first patch of the queue that is over a limit, or yields a text that is; the
     * queue's size if there is none. Counts what each patch inserts and, at one byte a unit, what
     * it deletes, and looks at a text only where that might not fit: for a page near the limit, and
     * with each look at the cost of a page, only where patches delete letters of several bytes.
     */
    static int firstOver(Replica replica) {
        List<TentativePatch> queue = replica.tentative();
        long atMost = bytes(replica.validated().text());
        for (int i = 0; i < queue.size(); i++) {
            StateChange change = queue.get(i).change();
            atMost += insertedBytes(change.text()) - deletedUnits(change.text());
            if (!isSmall(change.text().lengthAfter()) && atMost > UserSettings.MAX_MERGED_BYTES) {
                atMost = bytes(replica.after(i + 1).text());
                if (atMost > UserSettings.MAX_MERGED_BYTES) return i;
            }
            if (isOver(change)) return i;
        }
        return queue.size();
    }

    /** No text has more bytes than three for each unit. */
    private static boolean isSmall(int units) {
        return units <= UserSettings.MAX_MERGED_BYTES / 3;
    }

    private static long insertedBytes(Change change) {
        long bytes = 0;
        for (Part part : change.parts())
            if (part instanceof Part.Insert(Text text)) bytes += bytes(text);
        return bytes;
    }

    /** No unit that is deleted has less than one byte. */
    private static long deletedUnits(Change change) {
        long units = 0;
        for (Part part : change.parts())
            if (part instanceof Part.Delete(int length)) units += length;
        return units;
    }

    private static int bytes(Text text) {
        return text.utf8().length;
    }
}
