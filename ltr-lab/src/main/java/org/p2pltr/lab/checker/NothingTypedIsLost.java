package org.p2pltr.lab.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;

/**
 * Every word of an answered save is in the text in the end, or in a recorded conflict, unless a
 * person removed it. Words must be unique in the run. Source: reconciliation.md, rule 3.
 */
public final class NothingTypedIsLost implements Check {
    private final TreeMap<DocumentKey, TreeMap<String, String>> typed = new TreeMap<>();
    private final TreeMap<DocumentKey, TreeSet<String>> removed = new TreeMap<>();

    @Override
    public void sees(Sighting sighting) {
        // Who loses a disk loses what nobody else has heard of, and it is not known what that is.
        if (sighting instanceof Sighting.DiskLost(String by))
            typed.values().forEach(words -> words.values().removeIf(by::equals));
        if (sighting instanceof Sighting.WordsTyped(String by, var document, var added, var gone)) {
            for (String word : added)
                typed.computeIfAbsent(document, _ -> new TreeMap<>()).put(word, by);
            removed.computeIfAbsent(document, _ -> new TreeSet<>()).addAll(gone);
        }
    }

    @Override
    public void quiet(QuietNetwork network) {
        for (QuietNetwork.Held each : network.replicas()) {
            SortedSet<String> there = words(each.replica().local());
            TreeSet<String> gone = removed.getOrDefault(each.document(), new TreeSet<>());
            typed.getOrDefault(each.document(), new TreeMap<>())
                    .forEach((word, by) ->
                            Broken.unless(
                                    there.contains(word) || gone.contains(word),
                                    "%s at %s: '%s', typed at %s, is gone",
                                    each.document(),
                                    each.peer(),
                                    word,
                                    by));
        }
    }

    private static SortedSet<String> words(DocumentState state) {
        List<String> texts = new ArrayList<>(List.of(state.text().string()));
        String conflicts = state.attributes().get(Attributes.CONFLICTS).orElse("");
        if (!conflicts.isEmpty()) {
            for (Conflict each : ConflictCodec.decode(conflicts))
                texts.addAll(List.of(each.theirs().string(), each.mine().string()));
        }
        TreeSet<String> words = new TreeSet<>();
        for (String text : texts) words.addAll(Arrays.asList(text.split("\\s+", -1)));
        return words;
    }
}
