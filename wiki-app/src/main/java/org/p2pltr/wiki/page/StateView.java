package org.p2pltr.wiki.page;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.peer.PageState;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.web.Times;

/**
 * The state of a page in the words of every screen. Source: wiki.md, row "state".
 *
 * @param kind draft, waiting, publishing, version or conflict: names the colour and the circle
 * @param words on the pill
 * @param heading of the receipt
 * @param explanation in one sentence
 * @param facts lines of the receipt
 */
public record StateView(
        String kind, String words, String heading, String explanation, List<Fact> facts) {

    /** A line of the receipt. */
    public record Fact(String name, String value) {}

    public StateView {
        facts = List.copyOf(facts);
    }

    /** The state of a page's local view. */
    public static StateView of(PageView page) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Chain hash", brief(page.chainHash())));
        if (page.conflicts() > 0)
            return new StateView(
                    "conflict",
                    "Conflict to review",
                    "Conflict to review: " + page.conflicts(),
                    "Two people changed the same words. Both are kept on the page until somebody chooses.",
                    facts);
        return switch (page.state()) {
            case PageState.Waiting(int tentative, String why) -> {
                facts.add(new Fact("Saves that wait", Integer.toString(tentative)));
                yield new StateView(
                        "waiting", "Waiting", "Waiting: saved here, not published", why, facts);
            }
            case PageState.Publishing(int tentative) -> {
                facts.add(new Fact("Saves on their way", Integer.toString(tentative)));
                yield new StateView(
                        "publishing",
                        "Publishing",
                        "Publishing",
                        "On its way to get its number.",
                        facts);
            }
            case PageState.Retrieving(long ts, long newest) ->
                    version(ts, "Version " + newest + " exists and is on its way here.", facts);
            case PageState.Version(long ts, var checked) -> {
                facts.add(new Fact("Newest known", "asked " + Times.ago(checked)));
                yield version(
                        ts, "Every peer will show exactly this text as Version " + ts + ".", facts);
            }
            case PageState.Unchecked(long ts) ->
                    version(ts, "Not checked since the start whether there is a newer one.", facts);
        };
    }

    /** A chain hash as people compare it. */
    public static String brief(String hash) {
        if (hash.length() < 16) return hash;
        return String.join(
                " ",
                hash.substring(0, 4),
                hash.substring(4, 8),
                hash.substring(8, 12),
                hash.substring(12, 16));
    }

    private static StateView version(long ts, String explanation, List<Fact> facts) {
        return new StateView(
                "version", "Version " + ts, "Version " + ts + ": validated", explanation, facts);
    }
}
