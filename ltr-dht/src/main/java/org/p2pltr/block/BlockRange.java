package org.p2pltr.block;

import org.p2pltr.id.Arc;

/**
 * The blocks of an arc of the ring whose keys begin with these hexadecimal digits. Cut by keys, as
 * they are spread evenly, which positions need not be.
 *
 * @param digits 0 to {@link #MAX_DIGITS} of 0–9 and a–f
 */
public record BlockRange(Arc arc, String digits) {
    /** Most digits; a range of so many is not cut any more. */
    public static final int MAX_DIGITS = 8;

    public BlockRange {
        if (!digits.matches("[0-9a-f]{0," + MAX_DIGITS + "}"))
            throw new IllegalArgumentException(
                    "a range has 0 to "
                            + MAX_DIGITS
                            + " hexadecimal digits, which '"
                            + digits
                            + "' is not");
    }

    /** All blocks of an arc. */
    public static BlockRange of(Arc arc) {
        return new BlockRange(arc, "");
    }

    boolean contains(BlockName name) {
        for (int i = 0; i < digits.length(); i++)
            if (Character.digit(digits.charAt(i), 16) != digit(name, i)) return false;
        return arc.contains(name.position());
    }

    /** The part whose keys have this digit after the common ones. */
    BlockRange part(int digit) {
        return new BlockRange(arc, digits + Character.forDigit(digit, 16));
    }

    /** In which part a block of this range lies: 0 to 15. */
    int partOf(BlockName name) {
        return digit(name, digits.length());
    }

    private static int digit(BlockName name, int index) {
        int octet = name.key().value().at(index / 2);
        return index % 2 == 0 ? octet >>> 4 : octet & 0xf;
    }
}
