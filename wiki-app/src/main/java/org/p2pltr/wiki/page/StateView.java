package org.p2pltr.wiki.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.PageState;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.notice.Receipt;
import org.p2pltr.wiki.web.Times;

/**
 * The state of a page in the words of every screen. Source: wiki.md, row "state".
 *
 * @param kind draft, waiting, publishing, version or conflict: names the colour and the circle
 * @param words on the pill
 * @param heading of the receipt
 * @param explanation in one sentence
 * @param facts lines of the receipt
 * @param links where to go from here
 */
public record StateView(
        String kind,
        String words,
        String heading,
        String explanation,
        List<Fact> facts,
        List<Link> links) {

    /** A line of the receipt. {@code kept} of {@code places} are drawn too, if there are any. */
    public record Fact(String name, String value, int kept, int places) {
        Fact(String name, String value) {
            this(name, value, 0, 0);
        }
    }

    /** Where a person can go on. */
    public record Link(String words, String address) {}

    public StateView {
        facts = List.copyOf(facts);
        links = List.copyOf(links);
    }

    /** The state of a page's local view; the receipt is that of its newest validated version. */
    public static StateView of(PageView page, Optional<Receipt> receipt) {
        List<Fact> facts = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        String address = PageAddress.of(page.name());
        if (page.conflicts() > 0) {
            facts.add(new Fact("Passages", Integer.toString(page.conflicts())));
            facts.add(new Fact("Blocks anything", "no"));
            links.add(new Link("Review the conflict", address + "/conflicts"));
            links.add(new Link("All open conflicts", "/conflicts"));
            StateView below = standing(page, receipt);
            facts.add(new Fact("Otherwise", below.words()));
            facts.addAll(below.facts());
            return new StateView(
                    "conflict",
                    "Conflict to review",
                    "Conflict to review: " + page.conflicts(),
                    "Two people changed the same words. Nothing is lost and nothing is blocked until somebody chooses.",
                    facts,
                    links);
        }
        return standing(page, receipt);
    }

    private static StateView standing(PageView page, Optional<Receipt> receipt) {
        List<Fact> facts = new ArrayList<>();
        return switch (page.state()) {
            case PageState.Waiting(int tentative, String why) -> {
                facts.add(new Fact("Saves that wait", Integer.toString(tentative)));
                yield state(
                        page,
                        "waiting",
                        "Waiting",
                        "Waiting: saved here, not published",
                        why,
                        facts);
            }
            case PageState.Publishing(int tentative) -> {
                facts.add(new Fact("Saves on their way", Integer.toString(tentative)));
                yield state(
                        page,
                        "publishing",
                        "Publishing",
                        "Publishing",
                        "On its way to get its number.",
                        facts);
            }
            case PageState.Retrieving(long ts, long newest) ->
                    version(page, "Version " + newest + " exists and is on its way here.", facts);
            case PageState.Version(long ts, var checked) -> {
                receipt.ifPresent(known -> facts.addAll(facts(known)));
                facts.add(new Fact("Newest known", "asked " + Times.ago(checked)));
                yield version(
                        page,
                        "Every peer will show exactly this text as Version " + ts + ".",
                        facts);
            }
            case PageState.Unchecked(long ts) -> {
                receipt.ifPresent(known -> facts.addAll(facts(known)));
                yield version(
                        page, "Not checked since the start whether there is a newer one.", facts);
            }
        };
    }

    private static List<Fact> facts(Receipt receipt) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("From save to number", Times.took(receipt.took())));
        int kept = receipt.keptBy().size();
        if (receipt.places() == 0) facts.add(new Fact("Kept by Log-Peers", "not told yet"));
        else
            facts.add(
                    new Fact(
                            "Kept by Log-Peers",
                            kept + " of " + receipt.places(),
                            kept,
                            receipt.places()));
        return facts;
    }

    private static StateView version(PageView page, String explanation, List<Fact> facts) {
        String words = "Version " + page.ts();
        return state(page, "version", words, words + ": validated", explanation, facts);
    }

    private static StateView state(
            PageView page,
            String kind,
            String words,
            String heading,
            String explanation,
            List<Fact> facts) {
        facts.add(new Fact("Chain hash", brief(page.chainHash())));
        Link history = new Link("History", PageAddress.of(page.name()) + "/history");
        return new StateView(kind, words, heading, explanation, facts, List.of(history));
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
}
