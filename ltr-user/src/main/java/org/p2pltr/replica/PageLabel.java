package org.p2pltr.replica;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Label;
import org.p2pltr.id.Bytes;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;

/**
 * What lists show of a document without its body. Bytes, version 1: one byte 1; one byte flags (bit
 * 0: deleted); time (8, milliseconds since 1970); title, author, comment, each as a 2-byte length
 * and UTF-8, cut at a character's end so that all fit into a {@link Label}: title 255, author 100,
 * comment what is left. Source: log.md, "A log entry".
 */
public record PageLabel(
        String title, String author, Instant time, String comment, boolean deleted) {
    /** Most bytes of a title in a label. */
    public static final int MAX_TITLE_BYTES = 255;

    /** Most bytes of an author's name in a label. */
    public static final int MAX_AUTHOR_BYTES = 100;

    private static final byte VERSION = 1;
    private static final int DELETED = 1;
    private static final int FIXED_BYTES = 1 + 1 + 8 + 3 * 2;

    public PageLabel {
        title = cut(title, MAX_TITLE_BYTES);
        author = cut(author, MAX_AUTHOR_BYTES);
        comment = cut(comment, Label.MAX_BYTES - FIXED_BYTES - bytes(title) - bytes(author));
        time = Instant.ofEpochMilli(time.toEpochMilli());
    }

    /** The label of a patch that yields this state. */
    public static PageLabel of(DocumentKey document, DocumentState yields, TentativePatch patch) {
        return new PageLabel(
                yields.attributes().get(Attributes.TITLE).orElse(document.name()),
                patch.author(),
                patch.time(),
                patch.comment(),
                yields.attributes().isDeleted());
    }

    /** The label's bytes. */
    public Label label() {
        int size = FIXED_BYTES + bytes(title) + bytes(author) + bytes(comment);
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put(VERSION).put((byte) (deleted ? DELETED : 0)).putLong(time.toEpochMilli());
        put(out, title);
        put(out, author);
        put(out, comment);
        return new Label(Bytes.of(out.array()));
    }

    /** What a label says; empty if its bytes are of no version known here. */
    public static Optional<PageLabel> read(Label label) {
        ByteBuffer in = ByteBuffer.wrap(label.value().toArray());
        try {
            if (in.get() != VERSION) return Optional.empty();
            boolean deleted = (in.get() & DELETED) != 0;
            Instant time = Instant.ofEpochMilli(in.getLong());
            return Optional.of(new PageLabel(text(in), text(in), time, text(in), deleted));
        } catch (BufferUnderflowException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer in) throws CharacterCodingException {
        int length = Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) throw new BufferUnderflowException();
        ByteBuffer text = in.slice(in.position(), length);
        in.position(in.position() + length);
        return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    }

    private static void put(ByteBuffer out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) utf8.length).put(utf8);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** As much of a text as fits, cut at a character's end. */
    static String cut(String text, int limit) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += bytes(text.substring(end, next));
            if (used > limit) return text.substring(0, end);
            end = next;
        }
        return text;
    }
}
