package org.p2pltr.text;

import java.util.List;

/** Reads a change's parts piece by piece, so that two changes can be walked side by side. */
final class PartCursor {
    /** What the cursor stands on; past the last part it is {@code END}. */
    enum Kind {
        RETAIN,
        DELETE,
        INSERT,
        END
    }

    private final List<Part> parts;
    private int index = -1;
    private Kind kind = Kind.END;
    private Text inserted = Text.EMPTY;
    private int offset;
    private int length;

    PartCursor(Change change) {
        this.parts = change.parts();
        open();
    }

    Kind kind() {
        return kind;
    }

    boolean atEnd() {
        return kind == Kind.END;
    }

    /** Units left of the current part. */
    int remaining() {
        return length - offset;
    }

    /** Moves over {@code count} units, at most {@link #remaining()}. */
    void skip(int count) {
        offset += count;
        if (offset == length) open();
    }

    /** Copies {@code count} inserted units to the builder and moves over them. */
    void insertInto(ChangeBuilder builder, int count) {
        if (count == length) {
            builder.insert(inserted);
        } else {
            Surrogates.requireBoundary(inserted, offset);
            Surrogates.requireBoundary(inserted, offset + count);
            builder.insert(inserted.string(), offset, offset + count);
        }
        skip(count);
    }

    /** Moves over {@code count} inserted units that are not wanted. */
    void dropInserted(int count) {
        Surrogates.requireBoundary(inserted, offset);
        Surrogates.requireBoundary(inserted, offset + count);
        skip(count);
    }

    private void open() {
        index++;
        offset = 0;
        if (index >= parts.size()) {
            kind = Kind.END;
            length = 0;
            return;
        }
        Part part = parts.get(index);
        length = part.length();
        switch (part) {
            case Part.Retain _ -> kind = Kind.RETAIN;
            case Part.Delete _ -> kind = Kind.DELETE;
            case Part.Insert(Text text) -> {
                kind = Kind.INSERT;
                inserted = text;
            }
        }
    }
}
