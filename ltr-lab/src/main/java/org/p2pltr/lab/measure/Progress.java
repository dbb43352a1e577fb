package org.p2pltr.lab.measure;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/**
 * A bar that tells how much is done: rewritten in place on a terminal, one line every tenth
 * elsewhere. Any thread.
 */
public final class Progress {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean terminal;
    private final long total;
    private long done;
    private long shown = -1;

    /** A bar for so many steps. */
    public Progress(PrintStream out, long total) {
        this.out = out;
        this.total = Math.max(1, total);
        this.terminal = interactive();
    }

    /** One more step is done; {@code note} stands behind the bar. */
    public synchronized void step(String note) {
        done++;
        long part = done * (terminal ? 200 : 10) / total;
        if (part == shown) return;
        shown = part;
        int filled = (int) (done * WIDTH / total);
        String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
        out.print((terminal ? "\r" : "") + "[" + bar + "] " + done + "/" + total + " " + note);
        out.print(terminal && done < total ? "" : System.lineSeparator());
        out.flush();
    }

    private static boolean interactive() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
