package org.p2pltr.lab.checker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.p2pltr.diff.Diff;
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
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.sim.SimulatedKeys;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/** Makes entries and quiet networks, right and wrong ones. */
final class Planted {
    static final DocumentKey HOME = new DocumentKey("Home");
    private static final NetworkId NETWORK = new NetworkId(Bytes.of(new byte[NetworkId.LENGTH]));

    private final SplittableRandom random = new SplittableRandom(1);
    private final Signer signer =
            new SimulatedKeys().newSigner(new StoreId(Bytes.of(new byte[StoreId.LENGTH])), random);

    Head start() {
        return Head.start(NETWORK, HOME);
    }

    PatchEntry after(Head head, String before, String text) {
        return entry(head, change(before, text), state(text));
    }

    /** An entry that names the digest of another text than it yields. */
    PatchEntry lyingAfter(Head head, String before, String text) {
        return entry(head, change(before, text), state("another"));
    }

    private PatchEntry entry(Head head, StateChange change, DocumentState yields) {
        EntryBody body =
                new EntryBody(
                        HOME,
                        patch(),
                        signer.identity(),
                        "Ann",
                        Instant.EPOCH,
                        "",
                        Bytes.of(StateChangeCodec.encode(change)),
                        new Hash(Bytes.of(yields.digest())),
                        new Label(Bytes.utf8("")));
        return PatchEntry.signed(head, body, signer);
    }

    private PatchId patch() {
        byte[] id = new byte[PatchId.LENGTH];
        random.nextBytes(id);
        return new PatchId(Bytes.of(id));
    }

    private static StateChange change(String before, String text) {
        return new StateChange(Diff.between(Text.of(before), Text.of(text)), AttributeChange.NONE);
    }

    private static DocumentState state(String text) {
        return new DocumentState(Text.of(text), Attributes.NONE);
    }

    /** Ann and Bob show this text after these entries, and both keep them. */
    QuietNetwork network(List<PatchEntry> entries, String text) {
        List<QuietNetwork.Held> replicas = new ArrayList<>();
        List<QuietNetwork.LogCopy> copies = new ArrayList<>();
        for (String peer : List.of("ann", "bob")) {
            replicas.add(held(peer, entries, text, List.of()));
            for (PatchEntry entry : entries)
                copies.add(new QuietNetwork.LogCopy(peer, HOME, entry));
        }
        return new QuietNetwork(NETWORK, replicas, copies, 2);
    }

    private static QuietNetwork.Held held(
            String peer, List<PatchEntry> entries, String text, List<TentativePatch> queue) {
        Replica replica = Replica.of(HOME, state(text), entries.getLast().header().head(), queue);
        return new QuietNetwork.Held(peer, replica, entries);
    }

    QuietNetwork withCopy(QuietNetwork network, String peer, PatchEntry entry) {
        List<QuietNetwork.LogCopy> copies = new ArrayList<>(network.copies());
        copies.add(new QuietNetwork.LogCopy(peer, HOME, entry));
        return new QuietNetwork(network.id(), network.replicas(), copies, network.copiesWanted());
    }

    QuietNetwork withReplica(
            QuietNetwork network, String peer, List<PatchEntry> entries, String text) {
        return with(network, held(peer, entries, text, List.of()));
    }

    QuietNetwork withWaitingSave(QuietNetwork network, String peer, PatchEntry last) {
        TentativePatch waiting =
                new TentativePatch(
                        patch(), change("one\n", "two\n"), "Cyd", Instant.EPOCH, "", last.ts());
        return with(network, held(peer, List.of(last), "one\n", List.of(waiting)));
    }

    private static QuietNetwork with(QuietNetwork network, QuietNetwork.Held held) {
        List<QuietNetwork.Held> replicas = new ArrayList<>(network.replicas());
        replicas.add(held);
        return new QuietNetwork(network.id(), replicas, network.copies(), network.copiesWanted());
    }
}
