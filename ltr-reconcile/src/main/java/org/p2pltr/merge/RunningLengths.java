package org.p2pltr.merge;

/**
 * Lengths of things that stand in a row and may grow and shrink: where one starts, and which one a
 * position falls in, each in logarithmic time (a Fenwick tree).
 */
final class RunningLengths {
    private final int[] lengths;
    private final int[] tree;
    private int total;

    RunningLengths(int[] lengths) {
        this.lengths = lengths.clone();
        this.tree = new int[lengths.length + 1];
        for (int i = 0; i < lengths.length; i++) add(i, lengths[i]);
    }

    int length(int index) {
        return lengths[index];
    }

    /** Sum of all lengths. */
    int total() {
        return total;
    }

    /** Sum of the lengths before this one. */
    int start(int index) {
        int sum = 0;
        for (int i = index; i > 0; i -= i & -i) sum += tree[i];
        return sum;
    }

    int end(int index) {
        return start(index) + lengths[index];
    }

    void grow(int index, int by) {
        lengths[index] += by;
        add(index, by);
    }

    /** The first one that ends at {@code position} or behind it. */
    int firstEndingAt(int position) {
        int index = 0;
        int before = 0;
        for (int step = Integer.highestOneBit(lengths.length); step > 0; step >>= 1) {
            if (index + step <= lengths.length && before + tree[index + step] < position) {
                index += step;
                before += tree[index];
            }
        }
        return Math.min(index, lengths.length - 1);
    }

    private void add(int index, int by) {
        total += by;
        for (int i = index + 1; i < tree.length; i += i & -i) tree[i] += by;
    }
}
