package org.p2pltr.text;

import java.util.random.RandomGenerator;

/** Random changes of a text, and a short notation for those written by hand. */
public final class Changes {
    private Changes() {}

    /** Any change that fits the text; often small, sometimes none, sometimes everything. */
    public static Change on(Text text, RandomGenerator random) {
        ChangeBuilder change = new ChangeBuilder();
        int longest = 1 + random.nextInt(Math.max(1, text.length()));
        int position = 0;
        while (position < text.length()) {
            int end =
                    boundary(text, Math.min(text.length(), position + 1 + random.nextInt(longest)));
            switch (random.nextInt(4)) {
                case 0 -> change.delete(end - position);
                case 1 -> change.insert(Texts.few(random)).retain(end - position);
                default -> change.retain(end - position);
            }
            position = end;
        }
        if (random.nextInt(4) == 0) change.insert(Texts.few(random));
        return change.build();
    }

    /** {@code =4 +ab -2}: keep four, insert "ab", delete two. */
    public static Change change(String notation) {
        ChangeBuilder change = new ChangeBuilder();
        for (String part : notation.split(" ", -1)) {
            String rest = part.substring(1);
            switch (part.charAt(0)) {
                case '=' -> change.retain(Integer.parseInt(rest));
                case '-' -> change.delete(Integer.parseInt(rest));
                case '+' -> change.insert(rest);
                default -> throw new IllegalArgumentException("unknown part " + part);
            }
        }
        return change.build();
    }

    private static int boundary(Text text, int position) {
        return Surrogates.splits(text, position) ? position + 1 : position;
    }
}
