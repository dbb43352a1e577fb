package org.p2pltr.wiki.conflict;

import java.util.Locale;

/** What somebody wants to have in place of a conflict. */
enum Choice {
    /** What the others made of it. */
    THEIRS,
    /** What the author of the later save made of it. */
    MINE,
    /** Everything as it stands on the page. */
    BOTH,
    /** A text typed for it. */
    EDIT;

    /** The word in addresses and forms. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Choice of(String word) {
        for (Choice each : values()) if (each.word().equals(word)) return each;
        throw new IllegalArgumentException(
                "choice is '" + word + "', allowed is: theirs, mine, both or edit");
    }
}
