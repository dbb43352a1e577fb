package org.p2pltr.block;

import java.util.List;
import org.p2pltr.env.Reply;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerId;

/** What is answered to a {@link BlockRequest}. */
public sealed interface BlockReply extends Reply {

    /** These peers have the block on disk: two, or one where there are no more or one is silent. */
    record Kept(BlockName name, List<PeerId> holders) implements BlockReply {
        public Kept {
            holders = List.copyOf(holders);
        }
    }

    /** No peer has said that it keeps the block. */
    record NotKept(BlockName name, Why why) implements BlockReply {}

    /** Why a block is not kept. */
    enum Why {
        /** The key is not the SHA-256 of the value. */
        NOT_ITS_KEY,
        /** Nobody answered. */
        NO_ANSWER,
        /** This peer has too many puts under way. */
        BUSY
    }

    /** The value. */
    record Got(BlockName name, Bytes value) implements BlockReply {}

    /** None of the peers asked has it; or this peer has too many gets under way. */
    record NotFound(BlockName name) implements BlockReply {}

    /** How many blocks this peer keeps, and the bytes of their values. */
    record Totals(long blocks, long bytes) implements BlockReply {}
}
