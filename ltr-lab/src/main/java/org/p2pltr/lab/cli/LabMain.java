package org.p2pltr.lab.cli;

import java.util.Arrays;
import java.util.List;

/** The lab's entry: {@code bench NAME …} or {@code lab …}. */
public final class LabMain {
    private static final String USAGE =
            """
            usage: ./ltr bench import [--limit N] [--data FILE] [--keep DIRECTORY]
                       replays a real wiki's history through three real peers
            """;

    private LabMain() {}

    /** Runs the words and ends with their exit code. */
    public static void main(String[] words) throws Exception {
        System.exit(run(Arrays.asList(words)));
    }

    static int run(List<String> words) throws Exception {
        try {
            if (words.size() >= 2 && words.get(0).equals("bench") && words.get(1).equals("import"))
                return ImportCommand.run(new Words(words.subList(2, words.size())));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        boolean asked = words.contains("help");
        (asked ? System.out : System.err).print(USAGE);
        return asked ? 0 : 2;
    }
}
