package org.p2pltr.wiki.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.p2pltr.peer.PeerRestore;
import org.p2pltr.peer.PeerStartException;

/** {@code ./ltr restore}: says what it will do, asks, does it, says what it did. */
public final class RestoreCommand {
    private static final String DIRECTORY = "--ltr.data-dir=";
    private static final String YES = "--yes";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /** Asks and answers there. */
    public RestoreCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs it with the words behind {@code restore}; {@code usual} is the data directory if none of
     * them names one. Gives the exit code: 0 restored, 1 not wanted, 2 a plain line said why not.
     */
    public int run(List<String> words, String usual) {
        String directory = usual;
        boolean asks = true;
        for (String word : words) {
            if (word.equals(YES)) {
                asks = false;
            } else if (word.startsWith(DIRECTORY) && word.length() > DIRECTORY.length()) {
                directory = word.substring(DIRECTORY.length());
            } else {
                err.println(
                        "not a word of restore: " + word + "; allowed are ltr.data-dir=DIR, --yes");
                return 2;
            }
        }
        try (PeerRestore restore = PeerRestore.prepare(Path.of(directory))) {
            restore.plan().forEach(out::println);
            if (asks && !isWanted()) {
                out.println("Nothing was changed.");
                return 1;
            }
            restore.carryOut().forEach(out::println);
            return 0;
        } catch (PeerStartException e) {
            err.println("Not restored: " + e.getMessage());
            return 2;
        }
    }

    private boolean isWanted() {
        out.print("Restore it? Type yes: ");
        out.flush();
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .readLine();
            return answer != null && answer.strip().equals("yes");
        } catch (IOException e) {
            // Nobody who could be asked has said yes.
            return false;
        }
    }
}
