package org.p2pltr.block;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.env.AskId;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerId;

/** A put under way: which holders it is for, and which of them have it. */
final class Putting {
    /** How often the holders are looked for and told, before what there is has to do. */
    static final int MAX_TRIES = 5;

    private final AskId asker;
    private final BlockMessage.Put put;
    private final List<PeerId> stored = new ArrayList<>();
    private final List<PeerId> refused = new ArrayList<>();
    private List<PeerId> holders = List.of();
    private int tries = 1;

    Putting(AskId asker, BlockName name, Bytes value) {
        this.asker = asker;
        this.put = new BlockMessage.Put(name, value, false);
    }

    AskId asker() {
        return asker;
    }

    BlockName name() {
        return put.name();
    }

    BlockMessage.Put message() {
        return put;
    }

    /** Who holds its position now; those of them that have not said that they have it. */
    List<PeerId> located(List<PeerId> peers) {
        holders = peers.stream().limit(BlockAccess.HOLDERS).toList();
        return holders.stream().filter(peer -> !stored.contains(peer)).toList();
    }

    void stored(PeerId by) {
        if (holders.contains(by) && !stored.contains(by)) stored.add(by);
    }

    void refused(PeerId by) {
        if (holders.contains(by) && !refused.contains(by)) refused.add(by);
    }

    /** Begins another try; false if there were enough. */
    boolean again() {
        tries++;
        return tries <= MAX_TRIES;
    }

    int tries() {
        return tries;
    }

    /** True when all holders have answered. */
    boolean isComplete() {
        return !holders.isEmpty()
                && holders.stream().allMatch(h -> stored.contains(h) || refused.contains(h));
    }

    /** What came of it so far. */
    BlockReply reply() {
        if (!stored.isEmpty()) return new BlockReply.Kept(put.name(), stored);
        BlockReply.Why why =
                refused.isEmpty() ? BlockReply.Why.NO_ANSWER : BlockReply.Why.NOT_ITS_KEY;
        return new BlockReply.NotKept(put.name(), why);
    }
}
