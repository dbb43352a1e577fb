package org.p2pltr.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds a change from left to right and keeps it in normal form: no empty part, no two parts of
 * one kind side by side, an insertion before the deletion it replaces. For one thread. Source:
 * reconciliation.md, "Change".
 */
public final class ChangeBuilder {
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder inserted = new StringBuilder();

    /** What is inserted before {@link #inserted}: a whole text is passed on, not copied. */
    private Text insertedText = Text.EMPTY;

    private int retained;
    private int deleted;

    /** Keeps the next {@code length} units of the old text; 0 is allowed and does nothing. */
    public ChangeBuilder retain(int length) {
        requireNotNegative(length);
        if (length == 0) return this;
        flushHunk();
        retained = Math.addExact(retained, length);
        return this;
    }

    /** Leaves out the next {@code length} units of the old text; 0 is allowed and does nothing. */
    public ChangeBuilder delete(int length) {
        requireNotNegative(length);
        if (length == 0) return this;
        flushRetained();
        deleted = Math.addExact(deleted, length);
        return this;
    }

    /** Puts these characters here; none is allowed and does nothing. */
    public ChangeBuilder insert(CharSequence characters) {
        boolean alone = insertedText.isEmpty() && inserted.isEmpty();
        if (!(characters instanceof Text text) || !alone)
            return insert(characters, 0, characters.length());
        if (!text.isEmpty()) flushRetained();
        insertedText = text;
        return this;
    }

    /** Puts the characters from {@code start} to {@code end} here. */
    public ChangeBuilder insert(CharSequence characters, int start, int end) {
        if (start == end) return this;
        flushRetained();
        inserted.append(characters, start, end);
        return this;
    }

    /**
     * The change so far; the builder must not be used afterwards.
     *
     * @throws IllegalArgumentException if inserted text holds half a surrogate pair
     */
    public Change build() {
        flushHunk();
        flushRetained();
        return new Change(parts);
    }

    private void flushRetained() {
        if (retained > 0) parts.add(new Part.Retain(retained));
        retained = 0;
    }

    private void flushHunk() {
        if (!inserted.isEmpty()) insertedText = Text.of(insertedText.string() + inserted);
        if (!insertedText.isEmpty()) parts.add(new Part.Insert(insertedText));
        if (deleted > 0) parts.add(new Part.Delete(deleted));
        insertedText = Text.EMPTY;
        inserted.setLength(0);
        deleted = 0;
    }

    private static void requireNotNegative(int length) {
        if (length < 0)
            throw new IllegalArgumentException("length must be 0 or more, is " + length);
    }
}
