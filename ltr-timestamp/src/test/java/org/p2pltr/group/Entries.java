package org.p2pltr.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.env.Signer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.StoreId;
import org.p2pltr.sim.SimulatedKeys;

/** Signed entries of documents, always the same ones. */
final class Entries {
    static final NetworkId NETWORK = new NetworkId(Bytes.of(new byte[NetworkId.LENGTH]));
    static final SimulatedKeys KEYS = new SimulatedKeys();
    static final Signer SIGNER =
            KEYS.newSigner(
                    new StoreId(Bytes.of(new byte[StoreId.LENGTH])), new SplittableRandom(1));

    /** Of a network of two cells whose founder signs the entries. */
    static final Genesis GENESIS =
            new Genesis(
                    NETWORK,
                    new CellMap(2),
                    3,
                    3,
                    Genesis.WriteRule.GROUP_MAJORITY,
                    64,
                    SIGNER.identity().id());

    private Entries() {}

    /** The first entries of a document. */
    static List<PatchEntry> of(DocumentKey document, int count) {
        List<PatchEntry> entries = new ArrayList<>();
        Head head = Head.start(NETWORK, document);
        for (int i = 1; i <= count; i++) {
            entries.add(after(head, document, i));
            head = entries.getLast().header().head();
        }
        return entries;
    }

    static PatchEntry after(Head head, DocumentKey document, int number) {
        byte[] id = new byte[PatchId.LENGTH];
        id[0] = (byte) number;
        EntryBody body =
                new EntryBody(
                        document,
                        new PatchId(Bytes.of(id)),
                        SIGNER.identity(),
                        "Ann",
                        Instant.EPOCH,
                        "comment",
                        Bytes.utf8("change " + number),
                        Hash.of(Bytes.utf8("state " + number)),
                        new Label(Bytes.utf8("label")));
        return PatchEntry.signed(head, body, SIGNER);
    }
}
