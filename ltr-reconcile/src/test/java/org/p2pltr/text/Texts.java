package org.p2pltr.text;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random texts with everything that breaks careless code: emoji, accents that combine, CRLF,
 * controls, nothing.
 */
public final class Texts {
    private static final List<String> ATOMS =
            List.of(
                    "a",
                    "b",
                    "ab",
                    "word",
                    "Ümlaut",
                    " ",
                    "  ",
                    "\n",
                    "\r\n",
                    "\r",
                    "\n\n",
                    ".",
                    ". ",
                    "!",
                    "- item",
                    "# head",
                    "| cell |",
                    "```\n",
                    "---\n",
                    "é",
                    "e\u0301",
                    "\u0301",
                    "😀",
                    "👩‍👩‍👧",
                    "🇩🇪",
                    "👍🏽",
                    "漢字",
                    "かな",
                    "\u0000",
                    "\u202e",
                    "\u200d",
                    "\t",
                    "the same line\n",
                    "One sentence. Another one! A third?\n");

    private Texts() {}

    public static Text any(RandomGenerator random) {
        return anyOf(random, random.nextInt(12) == 0 ? 0 : random.nextInt(40));
    }

    public static Text few(RandomGenerator random) {
        return anyOf(random, 1 + random.nextInt(4));
    }

    public static Text anyOf(RandomGenerator random, int atoms) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < atoms; i++) text.append(ATOMS.get(random.nextInt(ATOMS.size())));
        return Text.of(text.toString());
    }
}
