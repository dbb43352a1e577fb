package org.p2pltr.lab.measure;

import java.util.List;

/**
 * How an import went.
 *
 * @param saves how many
 * @param seconds how long
 * @param validated from the save's answer to its timestamp, at the author's peer
 * @param visible from the save's answer to its being shown by the next peer
 * @param mistakes what is not as it must be, at most some dozens
 */
public record ImportReport(
        int saves,
        double seconds,
        Percentiles validated,
        Percentiles visible,
        List<String> mistakes) {
    public ImportReport {
        mistakes = List.copyOf(mistakes);
    }

    /** True if every text and every history is right on all peers. */
    public boolean right() {
        return mistakes.isEmpty();
    }

    /** The figures, for people. */
    public String table() {
        StringBuilder lines = new StringBuilder();
        lines.append(
                String.format(
                        "%d saves in %.1f s: %.1f saves/s%n", saves, seconds, saves / seconds));
        lines.append("from save to validated:         ").append(validated.line()).append('\n');
        lines.append("from save to visible elsewhere: ").append(visible.line()).append('\n');
        lines.append(right() ? "every text and every history is right on all peers\n" : "WRONG:\n");
        mistakes.forEach(mistake -> lines.append("  ").append(mistake).append('\n'));
        return lines.toString();
    }
}
