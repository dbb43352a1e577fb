package org.p2pltr.lab.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.p2pltr.lab.measure.KillablePeer;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who adds one line after the other to shared pages at one peer, each line another, and
 * remembers which the peer said it has kept. A line without an answer may be kept or not.
 */
final class Writer {
    private final KillablePeer peer;
    private final List<String> pages;
    private final RandomGenerator random;
    private final List<Line> acknowledged = new ArrayList<>();
    private long typed;

    /** A line of a page. */
    record Line(String page, String text) {}

    Writer(KillablePeer peer, List<String> pages, RandomGenerator random) {
        this.peer = peer;
        this.pages = List.copyOf(pages);
        this.random = random;
    }

    /** Writes as long as {@code goesOn} says so; meanwhile nobody else may ask this object. */
    Writer writeWhile(BooleanSupplier goesOn) throws InterruptedException {
        while (goesOn.getAsBoolean()) {
            String page = pages.get(random.nextInt(pages.size()));
            String line = peer.name() + "-" + ++typed;
            Optional<JsonNode> answer = peer.ask("append " + page + " " + line);
            if (answer.isPresent() && answer.get().has("patch"))
                acknowledged.add(new Line(page, line));
            Thread.sleep(random.nextLong(answer.isPresent() ? 60 : 300));
        }
        return this;
    }

    /** The lines that are kept for sure. */
    List<Line> acknowledged() {
        return acknowledged;
    }
}
