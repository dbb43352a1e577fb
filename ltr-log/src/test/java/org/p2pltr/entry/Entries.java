package org.p2pltr.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;

/** Chains of signed entries for tests: the same seed and size give the same entries. */
public final class Entries {
    /** The network of all test entries. */
    public static final NetworkId NETWORK =
            new NetworkId(Hash.of(Bytes.utf8("net")).value().slice(0, 16));

    private Entries() {}

    /** A signer whose signature is two hashes over its public key and the message. */
    public static Signer signer(String author) {
        PublicKey key = new PublicKey(Hash.of(Bytes.utf8("key " + author)).value());
        StoreId store = new StoreId(Hash.of(Bytes.utf8("store " + author)).value().slice(0, 16));
        PeerIdentity identity = new PeerIdentity(key, store);
        return new Signer() {
            @Override
            public PeerIdentity identity() {
                return identity;
            }

            @Override
            public Signature sign(Bytes message) {
                return signature(key, message);
            }
        };
    }

    /** Checks the signatures of {@link #signer}. */
    public static Verifier verifier() {
        return (key, message, signature) -> signature.equals(signature(key, message));
    }

    /** The first entries of a document, each with a change of so many bytes. */
    public static List<PatchEntry> chain(DocumentKey document, int length, int changeBytes) {
        return chain(document, length, changeBytes, "ann");
    }

    /** The same, by another author: another history. */
    public static List<PatchEntry> chain(
            DocumentKey document, int length, int changeBytes, String author) {
        List<PatchEntry> chain = new ArrayList<>();
        Head head = Head.start(NETWORK, document);
        for (int i = 1; i <= length; i++) {
            PatchEntry entry = after(head, document, author, changeBytes);
            chain.add(entry);
            head = entry.header().head();
        }
        return chain;
    }

    /** One entry behind a head. */
    public static PatchEntry after(
            Head head, DocumentKey document, String author, int changeBytes) {
        String name = document + " " + head + " " + author;
        Hash seed = Hash.of(Bytes.utf8(name));
        byte[] change = new byte[changeBytes];
        for (int i = 0; i < changeBytes; i++) change[i] = (byte) (seed.value().at(i % 32) + i);
        Signer signer = signer(author);
        EntryBody body =
                new EntryBody(
                        document,
                        new PatchId(seed.value().slice(0, 16)),
                        signer.identity(),
                        author,
                        Instant.ofEpochMilli(1_700_000_000_000L + head.ts().value()),
                        "comment",
                        Bytes.of(change),
                        seed,
                        new Label(Bytes.utf8("label " + head.ts())));
        return PatchEntry.signed(head, body, signer);
    }

    /** The entry with a signature that is not its author's. */
    public static PatchEntry badlySigned(PatchEntry entry) {
        EntryHeader h = entry.header();
        Signature wrong = signature(new PublicKey(h.bodyDigest().value()), Bytes.EMPTY);
        return new PatchEntry(
                new EntryHeader(
                        h.ts(),
                        h.patch(),
                        h.author(),
                        h.previous(),
                        h.bodyDigest(),
                        h.label(),
                        wrong),
                entry.body());
    }

    /** The head that the last of these entries makes. */
    public static Head head(List<PatchEntry> chain) {
        return chain.getLast().header().head();
    }

    private static Signature signature(PublicKey key, Bytes message) {
        Bytes first = Hash.of(key.value(), message).value();
        return new Signature(first.plus(Hash.of(first).value()));
    }
}
