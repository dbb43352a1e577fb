package org.p2pltr.sync;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Signer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.master.UserMessage;
import org.p2pltr.replica.PageLabel;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChangeCodec;

/**
 * Makes the entries of a publish: the first patches of a queue, each applied, digested, chained and
 * signed. Heavy.
 */
final class Publication {
    private Publication() {}

    /** As many as one batch holds, at least one. The queue is not empty. */
    static List<PatchEntry> of(Replica replica, Signer signer) {
        List<PatchEntry> entries = new ArrayList<>();
        DocumentState state = replica.validated();
        Head after = replica.head();
        int bytes = 0;
        for (TentativePatch patch : replica.tentative()) {
            state = patch.change().apply(state);
            PatchEntry entry =
                    PatchEntry.signed(after, body(replica, patch, state, signer), signer);
            bytes += entry.size();
            if (!entries.isEmpty() && bytes > UserMessage.MAX_BATCH_BYTES) break;
            entries.add(entry);
            after = entry.header().head();
            if (entries.size() == UserMessage.MAX_BATCH_ENTRIES) break;
        }
        return entries;
    }

    private static EntryBody body(
            Replica replica, TentativePatch patch, DocumentState yields, Signer signer) {
        return new EntryBody(
                replica.document(),
                patch.patch(),
                signer.identity(),
                patch.author(),
                patch.time(),
                patch.comment(),
                Bytes.of(StateChangeCodec.encode(patch.change())),
                new Hash(Bytes.of(yields.digest())),
                PageLabel.of(replica.document(), yields, patch).label());
    }
}
