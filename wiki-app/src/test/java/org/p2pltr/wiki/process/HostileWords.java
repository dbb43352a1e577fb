package org.p2pltr.wiki.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a hostile person writes as a text, a name, a comment, a tag. A script among it says that it
 * ran; whatever is fetched is asked for at the other site.
 */
record HostileWords(int number, String words) {
    /** All of them, with the address of the site that must not be asked. */
    static List<HostileWords> all(String spy) throws IOException {
        try (InputStream file = HostileWords.class.getResourceAsStream("/hostile/words.txt")) {
            String all =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = all.lines().toList();
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> new HostileWords(i, unescaped(lines.get(i), spy)))
                    .toList();
        }
    }

    private static String unescaped(String line, String spy) {
        return line.replace("\\t", "\t")
                .replace("\\f", "\f")
                .replace("\\u2028", "\u2028")
                .replace("\\u202e", "\u202e")
                .replace("\\ufeff", "\ufeff")
                .replace("SPYHOST", spy.replaceAll("^http://|/$", ""))
                .replace("SPY", spy);
    }

    /** As a page's text: between two words that must still be there. */
    String text() {
        return "begin" + number + "\n\n" + words + "\n\nend" + number + "\n";
    }

    /** As a tag: none has a comma, or more than 100 bytes. */
    String tag() {
        String tag = words.replace(",", ";").replaceAll("\\p{Cntrl}", "");
        return tag.substring(0, Math.min(60, tag.length()));
    }
}
