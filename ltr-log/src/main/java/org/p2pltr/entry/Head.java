package org.p2pltr.entry;

import org.p2pltr.id.NetworkId;

/** How far a document's history goes: its last timestamp and the chain hash there. */
public record Head(Timestamp ts, ChainHash hash) {

    /** The head of a document that has no patch yet. */
    public static Head start(NetworkId network, DocumentKey document) {
        return new Head(Timestamp.NONE, ChainHash.start(network, document));
    }

    @Override
    public String toString() {
        return ts + "/" + hash;
    }
}
