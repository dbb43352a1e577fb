package org.p2pltr.lab.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.KillablePeer;
import org.p2pltr.lab.measure.Stopwatch;
import tools.jackson.databind.JsonNode;

/** Looks at all copies once everybody runs and nobody writes. */
final class Verification {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 1_000;

    private final List<KillablePeer> peers;
    private final List<String> pages;
    private final List<Writer> writers;
    private final List<String> mistakes = new ArrayList<>();

    Verification(List<KillablePeer> peers, List<String> pages, List<Writer> writers) {
        this.peers = peers;
        this.pages = pages;
        this.writers = writers;
    }

    /** Waits for agreement, at most a minute a page; without it the mistakes say so. */
    ChaosReport report(int kills) {
        Stopwatch sinceRestart = new Stopwatch();
        long timestamps = 0;
        for (String page : pages) {
            try {
                Await.until(PATIENCE, () -> "all copies of " + page, () -> isAgreed(page));
            } catch (IllegalStateException e) {
                mistakes.add(e.getMessage() + " to be the same: " + copies(page, "ts"));
            }
        }
        double seconds = sinceRestart.seconds();
        for (String page : pages) timestamps += check(page);
        return new ChaosReport(kills, kept().count(), timestamps, seconds, mistakes);
    }

    private Stream<Writer.Line> kept() {
        return writers.stream().flatMap(writer -> writer.acknowledged().stream());
    }

    private boolean isAgreed(String page) {
        return copies(page, "tentative").stream().allMatch("0"::equals)
                && new HashSet<>(copies(page, "chainHash")).size() == 1
                && new HashSet<>(copies(page, "text")).size() == 1;
    }

    private List<String> copies(String page, String field) {
        return peers.stream().map(peer -> copy(peer, page).get(field).asString()).toList();
    }

    private static JsonNode copy(KillablePeer peer, String page) {
        return asked(peer, "page " + page);
    }

    private static JsonNode asked(KillablePeer peer, String question) {
        return peer.ask(question)
                .orElseThrow(
                        () -> new IllegalStateException(peer.name() + " is down; see its log"));
    }

    /** Checks a page's lines and history at every peer; its last timestamp. */
    private long check(String page) {
        List<String> acknowledged =
                kept().filter(line -> line.page().equals(page)).map(Writer.Line::text).toList();
        long last = 0;
        for (KillablePeer peer : peers) {
            JsonNode copy = copy(peer, page);
            checkLines(peer, page, copy.get("text").asString(), acknowledged);
            last = Math.max(last, copy.get("ts").asLong());
            checkHistory(peer, page, copy.get("ts").asLong());
        }
        return last;
    }

    private void checkLines(
            KillablePeer peer, String page, String text, Collection<String> acknowledged) {
        Map<String, Long> lines =
                text.lines()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (String line : acknowledged) {
            long times = lines.getOrDefault(line, 0L);
            if (times != 1)
                mistakes.add(peer.name() + " has " + line + " of " + page + " " + times + " times");
        }
        lines.entrySet().stream()
                .filter(line -> line.getValue() > 1)
                .map(line -> peer.name() + " has a line of " + page + " twice: " + line.getKey())
                .sorted(Comparator.naturalOrder())
                .forEach(mistakes::add);
    }

    private void checkHistory(KillablePeer peer, String page, long last) {
        Set<String> patches = new HashSet<>();
        long next = 1;
        while (next <= last) {
            JsonNode lines = asked(peer, "history " + page + " " + next);
            if (lines.isEmpty()) {
                mistakes.add(peer.name() + " has no history of " + page + " from " + next);
                return;
            }
            for (JsonNode line : lines) {
                if (line.get("ts").asLong() != next++)
                    mistakes.add(peer.name() + " has a gap in " + page + " at " + (next - 1));
                if (!patches.add(line.get("patch").asString()))
                    mistakes.add(peer.name() + " has a patch of " + page + " twice: " + line);
            }
            if (mistakes.size() > PAGE) return;
        }
    }
}
