package org.p2pltr.lab.checker;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.id.NetworkId;
import org.p2pltr.replica.Replica;

/**
 * All that peers hold when the network is quiet.
 *
 * @param copies what the disks of the Log-Peers hold, each copy of an entry by itself
 * @param copiesWanted how many peers must hold each entry
 */
public record QuietNetwork(
        NetworkId id, List<Held> replicas, List<LogCopy> copies, int copiesWanted) {
    /** A peer's replica of a document and the entries it was made from. */
    public record Held(String peer, Replica replica, List<PatchEntry> history) {
        public Held {
            history = List.copyOf(history);
        }

        /** Whose copy it is. */
        public DocumentKey document() {
            return replica.document();
        }
    }

    /** One entry on one Log-Peer's disk. */
    public record LogCopy(String peer, DocumentKey document, PatchEntry entry) {}

    public QuietNetwork {
        replicas = List.copyOf(replicas);
        copies = List.copyOf(copies);
    }

    /** All documents that somebody holds. */
    public SortedSet<DocumentKey> documents() {
        SortedSet<DocumentKey> all = new TreeSet<>();
        for (Held each : replicas) all.add(each.document());
        for (LogCopy each : copies) all.add(each.document());
        return all;
    }

    /** The replicas of a document. */
    public List<Held> of(DocumentKey document) {
        return replicas.stream().filter(each -> each.document().equals(document)).toList();
    }

    /** The head of a document at the first peer that holds it. */
    public Head head(DocumentKey document) {
        return of(document).stream()
                .findFirst()
                .map(each -> each.replica().head())
                .orElseGet(() -> Head.start(id, document));
    }

    /** The entries of a document as the first peer that holds it applied them. */
    public List<PatchEntry> history(DocumentKey document) {
        return of(document).stream().findFirst().map(Held::history).orElse(List.of());
    }
}
