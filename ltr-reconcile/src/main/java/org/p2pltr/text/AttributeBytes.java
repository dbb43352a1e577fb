package org.p2pltr.text;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Attributes and their changes as bytes: names strictly ascending, so there is one form only. */
final class AttributeBytes {
    /** The conflicts come on top; {@link Attributes} checks what else there is. */
    private static final int MAX_NAMES = Attributes.MAX_COUNT + 1;

    private AttributeBytes() {}

    static void write(ByteWriter writer, AttributeChange change) {
        writeMap(writer, change.set());
        writer.varint(change.removed().size());
        change.removed().forEach(writer::prefixed);
    }

    static AttributeChange read(ByteReader reader) {
        SortedMap<String, String> set = readMap(reader);
        SortedSet<String> removed = new TreeSet<>();
        int count = reader.varint(MAX_NAMES, "number of removed attributes");
        for (int i = 0; i < count; i++) {
            String name = readName(reader);
            requireAscending(reader, removed.isEmpty() || removed.last().compareTo(name) < 0);
            if (set.containsKey(name)) throw reader.malformed("attribute both set and removed");
            removed.add(name);
        }
        return new AttributeChange(set, removed);
    }

    static void writeMap(ByteWriter writer, SortedMap<String, String> map) {
        writer.varint(map.size());
        map.forEach((name, value) -> writer.prefixed(name).prefixed(value));
    }

    static SortedMap<String, String> readMap(ByteReader reader) {
        SortedMap<String, String> map = new TreeMap<>();
        int count = reader.varint(MAX_NAMES, "number of attributes");
        for (int i = 0; i < count; i++) {
            String name = readName(reader);
            requireAscending(reader, map.isEmpty() || map.lastKey().compareTo(name) < 0);
            map.put(name, reader.prefixedString(Attributes.MAX_VALUE_BYTES, "attribute value"));
        }
        return map;
    }

    private static String readName(ByteReader reader) {
        String name = reader.prefixedString(Attributes.MAX_NAME_BYTES, "attribute name");
        if (name.isEmpty()) throw reader.malformed("attribute name is empty");
        return name;
    }

    private static void requireAscending(ByteReader reader, boolean ascending) {
        if (!ascending) throw reader.malformed("attribute names are not in ascending order");
    }
}
