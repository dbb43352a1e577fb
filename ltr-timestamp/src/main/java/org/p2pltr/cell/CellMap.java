package org.p2pltr.cell;

import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;

/**
 * The division of the key space into P cells, fixed when the network is created: P is a power of
 * two from 1 to 65536.
 */
public record CellMap(int cells) {

    public CellMap {
        if (cells < 1 || cells > Cell.MAX_CELLS || Integer.bitCount(cells) != 1)
            throw new IllegalArgumentException(
                    "the number of cells is a power of two from 1 to "
                            + Cell.MAX_CELLS
                            + ", not "
                            + cells);
    }

    /** h_t(document) = first 64 bits of SHA-256("t" ‖ document key in UTF-8). */
    public static RingPosition positionOf(DocumentKey document) {
        return Hash.of(Bytes.utf8("t"), Bytes.utf8(document.name())).position();
    }

    /** The cell of a document: the top log2(P) bits of h_t. */
    public Cell cellOf(DocumentKey document) {
        long position = positionOf(document).value();
        return new Cell(cells == 1 ? 0 : (int) (position >>> (Long.SIZE - bits())));
    }

    /** Where a cell begins on the ring; its group is the first live successors of this place. */
    public RingPosition positionOf(Cell cell) {
        if (cell.number() >= cells)
            throw new IllegalArgumentException(
                    "cell " + cell + " of a network with " + cells + " cells");
        return new RingPosition(cells == 1 ? 0 : (long) cell.number() << (Long.SIZE - bits()));
    }

    private int bits() {
        return Integer.numberOfTrailingZeros(cells);
    }
}
