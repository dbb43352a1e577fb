package org.p2pltr.lab.merge;

import java.util.random.RandomGenerator;
import org.p2pltr.text.Text;

/** Pages as people write them: headings, paragraphs of sentences, lists. */
final class WikiPage {
    private static final String[] SYLLABLES = {
        "wi", "ki", "pa", "ge", "ter", "lo", "men", "ra", "ti", "on", "se", "der", "un", "al", "o"
    };

    private WikiPage() {}

    /** A page of exactly this many units. */
    static Text of(int units, RandomGenerator random) {
        StringBuilder page = new StringBuilder(units + 1_000);
        while (page.length() < units) {
            switch (random.nextInt(6)) {
                case 0 -> page.append("## ").append(word(random)).append("\n\n");
                case 1 -> list(page, random);
                default -> paragraph(page, random);
            }
        }
        return Text.of(page.substring(0, units));
    }

    static String word(RandomGenerator random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(1, 5); i > 0; i--)
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        return word.toString();
    }

    private static void list(StringBuilder page, RandomGenerator random) {
        for (int i = random.nextInt(2, 8); i > 0; i--) {
            page.append("- ");
            sentence(page, random);
            page.append('\n');
        }
        page.append('\n');
    }

    private static void paragraph(StringBuilder page, RandomGenerator random) {
        for (int i = random.nextInt(2, 10); i > 0; i--) {
            sentence(page, random);
            page.append(i % 2 == 0 ? ' ' : '\n');
        }
        page.append('\n');
    }

    private static void sentence(StringBuilder page, RandomGenerator random) {
        for (int i = random.nextInt(4, 18); i > 0; i--)
            page.append(word(random)).append(i > 1 ? " " : ".");
    }
}
