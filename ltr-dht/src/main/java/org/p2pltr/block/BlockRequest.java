package org.p2pltr.block;

import org.p2pltr.env.Request;
import org.p2pltr.id.Bytes;

/** What the outside asks of the blocks in the DHT. */
public sealed interface BlockRequest extends Request {

    /**
     * Keep this value, of at most {@link BlockMessage#MAX_VALUE} bytes, at the block's position.
     * Answered with {@link BlockReply.Kept} when both holders have it on disk, or when one has and
     * the tries are used up (about ten seconds); with {@link BlockReply.NotKept} if none has.
     */
    record PutBlock(BlockName name, Bytes value) implements BlockRequest {
        public PutBlock {
            if (value.length() > BlockMessage.MAX_VALUE)
                throw new IllegalArgumentException(
                        "a block has at most %d bytes, not %d"
                                .formatted(BlockMessage.MAX_VALUE, value.length()));
        }
    }

    /**
     * Get a block's value. Answered with {@link BlockReply.Got}, checked against the key, or with
     * {@link BlockReply.NotFound}.
     */
    record GetBlock(BlockName name) implements BlockRequest {}

    /** How much does this peer keep? Answered with {@link BlockReply.Totals}. */
    record BlockTotalsAsked() implements BlockRequest {}
}
