package org.p2pltr.group;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;

/**
 * Registers page by page, in the order of documents. Whoever has an old copy of them names the
 * digests of its parts, and gets only the parts that differ. Source: master-group.md §3 and §4.
 */
final class Pages {
    /** Documents under one digest: few, as one change moves them all. */
    static final int DOCUMENTS_PER_DIGEST = 64;

    private Pages() {}

    /** A page: what it holds, which parts are as the digests say, and whether more comes after. */
    record Page(List<GroupMessage.Held> registers, List<Hash> same, boolean more) {}

    /** The page that begins at a place, without the parts whose digest is known already. */
    static Page page(
            NavigableMap<DocumentKey, Register> all,
            GroupMessage.Place from,
            List<GroupMessage.PageDigest> known) {
        List<GroupMessage.Held> page = new ArrayList<>();
        List<Hash> same = new ArrayList<>();
        GroupMessage.Place place = from;
        for (GroupMessage.PageDigest part : known) {
            NavigableMap<DocumentKey, Register> own = upTo(after(all, place), part.upTo());
            if (digest(place, part.upTo(), own).equals(part.digest())) {
                same.add(part.digest());
            } else if (!fits(own, page)) {
                return new Page(page, same, true);
            }
            place = new GroupMessage.Place.After(part.upTo());
        }
        boolean more = !fits(after(all, place), page);
        return new Page(page, same, more);
    }

    /** Adds what has room, at least one register to an empty page; true if that is all. */
    private static boolean fits(
            NavigableMap<DocumentKey, Register> more, List<GroupMessage.Held> page) {
        int bytes = page.stream().mapToInt(held -> held.register().size()).sum();
        for (var each : more.entrySet()) {
            bytes += each.getValue().size();
            if (!page.isEmpty() && bytes > GroupMessage.PAGE_BYTES) return false;
            page.add(new GroupMessage.Held(each.getKey(), each.getValue()));
        }
        return true;
    }

    /** The digests of a copy from a place on: at most {@link GroupMessage#MAX_DIGESTS}. */
    static List<GroupMessage.PageDigest> digests(
            NavigableMap<DocumentKey, Register> copy, GroupMessage.Place from) {
        List<GroupMessage.PageDigest> digests = new ArrayList<>();
        GroupMessage.Place place = from;
        NavigableMap<DocumentKey, Register> part = new TreeMap<>();
        for (var each : after(copy, from).entrySet()) {
            part.put(each.getKey(), each.getValue());
            boolean last = each.getKey().equals(copy.lastKey());
            if (part.size() < DOCUMENTS_PER_DIGEST && !last) continue;
            DocumentKey upTo = each.getKey();
            digests.add(new GroupMessage.PageDigest(upTo, digest(place, upTo, part)));
            if (digests.size() == GroupMessage.MAX_DIGESTS) break;
            place = new GroupMessage.Place.After(upTo);
            part.clear();
        }
        return digests;
    }

    /**
     * SHA-256 of all registers after a place up to a document: the bounds, and of each register its
     * document and its durable form. Every text is preceded by its length, as four bytes.
     */
    static Hash digest(
            GroupMessage.Place from,
            DocumentKey upTo,
            NavigableMap<DocumentKey, Register> registers) {
        List<Bytes> parts = new ArrayList<>();
        switch (from) {
            case GroupMessage.Place.Start _ -> parts.add(Bytes.of(new byte[] {0}));
            case GroupMessage.Place.After(DocumentKey document) -> {
                parts.add(Bytes.of(new byte[] {1}));
                add(name(document), parts);
            }
        }
        add(name(upTo), parts);
        registers.forEach((document, register) -> {
            add(name(document), parts);
            add(GroupRecords.bytes(register), parts);
        });
        return Hash.of(parts.toArray(Bytes[]::new));
    }

    /** What comes after a place. */
    static NavigableMap<DocumentKey, Register> after(
            NavigableMap<DocumentKey, Register> all, GroupMessage.Place place) {
        return switch (place) {
            case GroupMessage.Place.Start _ -> all;
            case GroupMessage.Place.After(DocumentKey document) -> all.tailMap(document, false);
        };
    }

    /** What of it is not after a document: nothing if all of it is. */
    static NavigableMap<DocumentKey, Register> upTo(
            NavigableMap<DocumentKey, Register> all, DocumentKey last) {
        boolean none = all.isEmpty() || last.compareTo(all.firstKey()) < 0;
        return none ? new TreeMap<>() : all.headMap(last, true);
    }

    private static Bytes name(DocumentKey document) {
        return Bytes.of(document.name().getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Bytes text, List<Bytes> parts) {
        parts.add(Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(text.length()).array()));
        parts.add(text);
    }
}
