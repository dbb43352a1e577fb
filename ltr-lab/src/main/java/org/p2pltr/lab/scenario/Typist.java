package org.p2pltr.lab.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes edits out of words that are used once, so that each can be looked for in the end. */
final class Typist {
    private static final int MOST_LINES = 40;

    private final RandomGenerator random;
    private int words;

    Typist(RandomGenerator random) {
        this.random = random;
    }

    /** Another text made of this one: a line or a word more, less or different. */
    String edit(String text) {
        List<String> lines =
                new ArrayList<>(text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1)));
        if (!lines.isEmpty() && lines.getLast().isEmpty()) lines.removeLast();
        int place = lines.isEmpty() ? 0 : random.nextInt(lines.size());
        int kind = lines.isEmpty() ? 0 : random.nextInt(10);
        if (lines.size() > MOST_LINES) kind = 9;
        switch (kind) {
            case 0, 1, 2 -> lines.addLast(word() + " " + word());
            case 3 -> lines.addFirst(word() + " " + word() + " " + word());
            case 4 -> lines.add(place, word());
            case 5, 6 -> lines.set(place, replaced(lines.get(place)));
            case 7, 8 -> lines.set(place, lines.get(place) + " " + word());
            default -> lines.remove(place);
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private String replaced(String line) {
        String[] all = line.split(" ", -1);
        all[random.nextInt(all.length)] = word();
        return String.join(" ", all);
    }

    /**
     * Some words are the beginning or the end of others: then one word becomes another by a few
     * letters.
     */
    private String word() {
        words++;
        return "word" + words;
    }
}
