package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.MalformedEntryException;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.entry.VerifiedEntries;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Result;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

/**
 * Checks what authors send before it is proposed: form at once, signatures elsewhere, each one
 * once.
 */
final class PublishCheck {
    /** Most batches whose signatures are being checked at a time; more: Busy. */
    static final int MAX_CHECKS = 64;

    private final Verifier verifier;
    private final VerifiedEntries verified = new VerifiedEntries();
    private int running;

    /** What came of checking the signatures of a batch. */
    record Checked(PeerId from, UserMessage.Publish publish, List<String> faults)
            implements Result {
        Checked {
            faults = List.copyOf(faults);
        }
    }

    PublishCheck(Verifier verifier) {
        this.verifier = verifier;
    }

    /** What is wrong with the form of a batch, if anything. */
    static Optional<String> fault(UserMessage.Publish publish) {
        Timestamp ts = publish.expected().ts();
        ChainHash hash = publish.expected().hash();
        if (ts.value() > EntryHeader.MAX_TS) return Optional.of("no entry comes after " + ts);
        int bytes = 0;
        TreeSet<PatchId> patches = new TreeSet<>();
        for (PatchEntry entry : publish.entries()) {
            ts = ts.next();
            if (!entry.ts().equals(ts)) return Optional.of("entry " + entry.ts() + " for " + ts);
            if (!entry.header().previous().equals(hash))
                return Optional.of("entry " + ts + " does not follow " + hash);
            if (!patches.add(entry.header().patch()))
                return Optional.of("patch " + entry.header().patch() + " stands twice");
            hash = entry.hash();
            bytes += entry.size();
        }
        boolean tooLarge = publish.entries().size() > 1 && bytes > UserMessage.MAX_BATCH_BYTES;
        return tooLarge ? Optional.of("a batch of " + bytes + " bytes") : Optional.empty();
    }

    boolean isVerified(UserMessage.Publish publish) {
        return publish.entries().stream().allMatch(verified::contains);
    }

    boolean isFull() {
        return running >= MAX_CHECKS;
    }

    /** The heavy part, as a task; comes back as {@link Checked}. */
    Effect.Compute check(PeerId from, UserMessage.Publish publish) {
        running++;
        Verifier with = verifier;
        return new Effect.Compute(() -> checked(from, publish, with));
    }

    /** A check is over: what passed is remembered. */
    void done(Checked checked) {
        running--;
        if (checked.faults().isEmpty()) checked.publish().entries().forEach(verified::add);
    }

    private static Checked checked(PeerId from, UserMessage.Publish publish, Verifier verifier) {
        List<String> faults = new ArrayList<>();
        for (PatchEntry entry : publish.entries()) {
            try {
                entry.verify(publish.document(), verifier);
            } catch (MalformedEntryException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return new Checked(from, publish, faults);
    }
}
