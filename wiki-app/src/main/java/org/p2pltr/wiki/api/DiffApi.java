package org.p2pltr.wiki.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.p2pltr.diff.Row;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.history.Difference;
import org.p2pltr.wiki.history.Differences;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The difference of two versions over REST. Source: wiki.md, "REST API". */
@RestController
class DiffApi {
    private final WikiPeer peer;
    private final Differences differences;

    DiffApi(WikiPeer peer, Differences differences) {
        this.peer = peer;
        this.differences = differences;
    }

    /**
     * {@code from} may be 0, the empty text, and is the version before {@code to} if left out;
     * without {@code to} it is compared with the local view.
     */
    @GetMapping("/api/v1/pages/{name}/diff")
    DiffJson diff(
            @PathVariable String name,
            @RequestParam Optional<Long> from,
            @RequestParam Optional<Long> to) {
        PageView page =
                peer.page(name)
                        .orElseThrow(() ->
                                new NotFoundException(
                                        "there is no page named '" + name + "' here"));
        long right = to.map(ts -> checked("to", ts)).orElse(Differences.LOCAL);
        long usual = right == Differences.LOCAL ? page.ts() : Math.max(0, right - 1);
        long left = from.map(ts -> checked("from", ts)).orElse(usual);
        return DiffJson.of(differences.between(page.name(), left, right));
    }

    private static long checked(String parameter, long ts) {
        if (ts < 0)
            throw new IllegalArgumentException(
                    parameter + " is " + ts + ", allowed is: 0 or a version");
        return ts;
    }

    /** Hunks of neighbouring lines; {@code to} is null for the local view. */
    record DiffJson(String name, long from, @Nullable Long to, List<Hunk> hunks) {
        static DiffJson of(Difference difference) {
            return new DiffJson(
                    difference.name(),
                    difference.from(),
                    difference.to() == Differences.LOCAL ? null : difference.to(),
                    difference.comparison().sections().stream()
                            .map(section ->
                                    new Hunk(section.rows().stream().map(Line::of).toList()))
                            .toList());
        }
    }

    /** Lines that are read together. */
    record Hunk(List<Line> lines) {}

    /**
     * A line.
     *
     * @param kind kept, removed, added, movedAway or movedHere
     * @param oldLine its number in the older text, from 1; of a line moved here, where it stood
     * @param nowLine its number in the newer text; of a line moved away, where it stands
     * @param words its pieces in order
     */
    record Line(
            String kind, @Nullable Integer oldLine, @Nullable Integer nowLine, List<Span> words) {
        static Line of(Row row) {
            return switch (row) {
                case Row.Kept(int old, int now, String text) ->
                        new Line("kept", old, now, List.of(new Span(text, false)));
                case Row.Removed(int old, var runs) ->
                        new Line("removed", old, null, runs.stream().map(Span::of).toList());
                case Row.Added(int now, var runs) ->
                        new Line("added", null, now, runs.stream().map(Span::of).toList());
                case Row.MovedAway(int old, int now, String text) ->
                        new Line("movedAway", old, now, List.of(new Span(text, false)));
                case Row.MovedHere(int now, int old, String text) ->
                        new Line("movedHere", old, now, List.of(new Span(text, false)));
            };
        }
    }

    /** A piece of a line. */
    record Span(String text, boolean changed) {
        static Span of(Row.Run run) {
            return new Span(run.text(), run.changed());
        }
    }
}
