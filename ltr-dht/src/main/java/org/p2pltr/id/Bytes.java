package org.p2pltr.id;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of bytes, ordered as unsigned numbers from the left, as the durable store orders
 * its keys.
 */
public final class Bytes implements Comparable<Bytes> {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** A copy of the given bytes. */
    public static Bytes of(byte[] value) {
        return value.length == 0 ? EMPTY : new Bytes(value.clone());
    }

    /** The UTF-8 form of a text. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes written as hexadecimal digits. Throws IllegalArgumentException for anything else. */
    public static Bytes hex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits));
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return value.clone();
    }

    /** How many bytes. */
    public int length() {
        return value.length;
    }

    /** The byte at an index, as a number from 0 to 255. */
    public int at(int index) {
        return value[index] & 0xff;
    }

    /** These bytes followed by others. */
    public Bytes plus(Bytes next) {
        byte[] both = Arrays.copyOf(value, value.length + next.value.length);
        System.arraycopy(next.value, 0, both, value.length, next.value.length);
        return new Bytes(both);
    }

    /** The bytes from one index (included) to another (excluded). */
    public Bytes slice(int from, int to) {
        return new Bytes(Arrays.copyOfRange(value, from, to));
    }

    /** True if these bytes begin with the given ones. */
    public boolean startsWith(Bytes prefix) {
        return value.length >= prefix.value.length
                && Arrays.mismatch(
                                value, 0, prefix.value.length, prefix.value, 0, prefix.value.length)
                        < 0;
    }

    /** The smallest bytes above all that begin with these; EMPTY (no limit) when there are none. */
    public Bytes afterPrefix() {
        int last = value.length - 1;
        while (last >= 0 && value[last] == (byte) 0xff) last--;
        if (last < 0) return EMPTY;
        byte[] next = Arrays.copyOf(value, last + 1);
        next[last]++;
        return new Bytes(next);
    }

    /** The text whose UTF-8 form this is; malformed parts become the replacement character. */
    public String asUtf8() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** As hexadecimal digits. */
    public String asHex() {
        return HexFormat.of().formatHex(value);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Short runs as digits, long ones as their first digits and their length. */
    @Override
    public String toString() {
        return value.length <= 32 ? asHex() : slice(0, 8).asHex() + "…(" + value.length + " bytes)";
    }
}
