package org.p2pltr.group.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Function;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.group.wire.proto.HeadForm;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

/**
 * Values that several messages share, as forms and back. What a value refuses is an
 * IllegalArgumentException.
 */
final class Forms {
    /** Most parts of any list in a message; looked at before a part is read. */
    static final int MAX_PARTS = 65_536;

    private Forms() {}

    static ByteString form(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    static ByteString form(PeerId peer) {
        return form(peer.value().value());
    }

    static ByteString form(PatchEntry entry) {
        return form(entry.bytes());
    }

    static HeadForm form(Head head) {
        return HeadForm.newBuilder()
                .setTs(head.ts().value())
                .setHash(form(head.hash().value().value()))
                .build();
    }

    static Bytes bytes(ByteString form) {
        return Bytes.of(form.toByteArray());
    }

    static PeerId peer(ByteString form) {
        return new PeerId(new Hash(bytes(form)));
    }

    static PatchEntry entry(ByteString form) {
        return PatchEntry.of(bytes(form));
    }

    static Head head(HeadForm form) {
        return new Head(
                new Timestamp(form.getTs()), new ChainHash(new Hash(bytes(form.getHash()))));
    }

    static DocumentKey document(String form) {
        return new DocumentKey(form);
    }

    static Cell cell(int form) {
        return new Cell(form);
    }

    static <F, T> List<T> list(List<F> forms, Function<F, T> read) {
        if (forms.size() > MAX_PARTS)
            throw new IllegalArgumentException(
                    "at most " + MAX_PARTS + " parts, not " + forms.size());
        return forms.stream().map(read).toList();
    }
}
