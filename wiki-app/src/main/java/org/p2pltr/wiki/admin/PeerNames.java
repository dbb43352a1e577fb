package org.p2pltr.wiki.admin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.p2pltr.peer.KnownPeerView;

/**
 * Peers as people call them: by name; with the first digits of the id where a name is not unique or
 * missing.
 */
final class PeerNames {
    private static final int DIGITS = 6;

    /** The first digits of an id as roles report it. */
    private static final Pattern REPORTED = Pattern.compile("\\b[0-9a-f]{8}\\b");

    private final Map<String, String> names = new TreeMap<>();

    PeerNames(List<KnownPeerView> peers) {
        Map<String, Long> bearers =
                peers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        KnownPeerView::name, TreeMap::new, Collectors.counting()));
        for (KnownPeerView peer : peers) {
            boolean unique = !peer.name().isBlank() && bearers.getOrDefault(peer.name(), 0L) == 1;
            names.put(
                    peer.id(),
                    unique ? peer.name() : (peer.name() + " " + brief(peer.id())).strip());
        }
    }

    String of(String id) {
        return names.getOrDefault(id, brief(id));
    }

    String list(List<String> ids) {
        return ids.stream().map(this::of).collect(Collectors.joining(", "));
    }

    /** A sentence with names in place of the first digits of ids, as reports have them. */
    String in(String sentence) {
        return REPORTED.matcher(sentence)
                .replaceAll(match -> Matcher.quoteReplacement(reported(match.group())));
    }

    private String reported(String digits) {
        List<String> bearers = names.keySet().stream().filter(id -> id.startsWith(digits)).toList();
        return bearers.size() == 1 ? of(bearers.getFirst()) : digits;
    }

    /** The first digits of an id or a hash. */
    static String brief(String hex) {
        return hex.length() <= DIGITS ? hex : hex.substring(0, DIGITS);
    }

    /** Digits in groups of four, as they are read aloud; at most so many. */
    static String grouped(String hex, int digits) {
        String shown = hex.length() <= digits ? hex : hex.substring(0, digits);
        return shown.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
