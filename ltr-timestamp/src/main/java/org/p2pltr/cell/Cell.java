package org.p2pltr.cell;

/** The number of a slice of the key space, from 0. */
public record Cell(int number) implements Comparable<Cell> {
    /** Most cells that a network can have. */
    public static final int MAX_CELLS = 65536;

    public Cell {
        if (number < 0 || number >= MAX_CELLS)
            throw new IllegalArgumentException(
                    "a cell is 0 to " + (MAX_CELLS - 1) + ", not " + number);
    }

    @Override
    public int compareTo(Cell other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
