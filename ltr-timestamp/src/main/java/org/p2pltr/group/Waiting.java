package org.p2pltr.group;

import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;

/** A user's request whose answer must be confirmed by a majority first. */
sealed interface Waiting {
    /** Who asked. */
    PeerId from();

    /** The number of the request. */
    RequestId id();

    /** About which document. */
    DocumentKey document();

    /** What is the last timestamp? */
    record Reading(PeerId from, RequestId id, DocumentKey document, Timestamp have)
            implements Waiting {}

    /** A publish that expects more than this session knows. */
    record Ahead(PeerId from, RequestId id, DocumentKey document, Timestamp expected)
            implements Waiting {}
}
