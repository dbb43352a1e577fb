package org.p2pltr.wiki.admin;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.LookupView;
import org.p2pltr.peer.PageState;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.Times;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One page: who gives its timestamps and where its patches are. */
@Controller
class InspectorController {
    /** Most segments shown, the newest ones: each asks its Log-Peers. */
    static final int MOST_SEGMENTS = 8;

    private final WikiPeer peer;

    InspectorController(WikiPeer peer) {
        this.peer = peer;
    }

    @GetMapping("/admin/page")
    String page(@RequestParam(defaultValue = "") String name, Model model) {
        String wanted = name.strip();
        model.addAttribute("name", wanted);
        if (wanted.isEmpty()) {
            model.addAttribute(
                    "names", peer.pages("", "", 100).stream().map(l -> l.name()).toList());
            return "admin/choose";
        }
        Optional<PageView> page = peer.page(wanted);
        long last = page.map(PageView::ts).orElse(0L);
        List<KnownPeerView> peers = peer.peers();
        PeerNames names = new PeerNames(peers);
        LookupView lookup = peer.lookupAt(wanted, last);
        model.addAttribute("facts", facts(lookup, page, names, peers));
        model.addAttribute("checked", page.map(p -> checked(p.state())).orElse("Not known here."));
        model.addAttribute(
                "functions",
                LongStream.rangeClosed(1, peer.network().logFunctions()).boxed().toList());
        model.addAttribute("segments", segments(wanted, last, names));
        model.addAttribute("total", segmentOf(Math.max(1, last)));
        model.addAttribute("last", last);
        model.addAttribute("size", peer.network().segment());
        return "admin/page";
    }

    private List<SegmentRow> segments(String name, long last, PeerNames names) {
        if (last == 0) return List.of();
        int size = peer.network().segment();
        int functions = peer.network().logFunctions();
        long newest = segmentOf(last);
        return LongStream.iterate(newest, s -> s >= 1 && s > newest - MOST_SEGMENTS, s -> s - 1)
                .mapToObj(segment -> {
                    long first = (segment - 1) * size + 1;
                    long end = Math.min(last, segment * size);
                    LookupView there = peer.lookupAt(name, first);
                    return SegmentRow.of(segment, first, end, functions, there, names);
                })
                .toList();
    }

    private long segmentOf(long ts) {
        return (ts - 1) / peer.network().segment() + 1;
    }

    private List<OverviewController.Fact> facts(
            LookupView lookup,
            Optional<PageView> page,
            PeerNames names,
            List<KnownPeerView> peers) {
        List<String> group = lookup.group();
        return List.of(
                fact("Document key", lookup.name()),
                fact("Position hₜ", PeerNames.grouped(lookup.keyPosition(), 16)),
                fact("Cell", lookup.cell() + " of " + peer.network().cells()),
                fact(
                        "Master-key",
                        group.isEmpty() ? "not known yet" : named(group.getFirst(), names, peers)),
                fact(
                        "Master-Succs",
                        group.size() < 2
                                ? "none"
                                : String.join(
                                        ", ",
                                        group.stream()
                                                .skip(1)
                                                .map(id -> named(id, names, peers))
                                                .toList())),
                fact("Last timestamp", page.map(p -> "" + p.ts()).orElse("none known here")),
                fact(
                        "Chain hash",
                        page.filter(p -> p.ts() > 0)
                                .map(p -> PeerNames.grouped(p.chainHash(), 16))
                                .orElse("–")),
                fact("Tentative here", saves(page.map(PageView::tentative).orElse(0))),
                fact(
                        "Way of the lookup",
                        String.join(" → ", lookup.path().stream().map(names::of).toList())));
    }

    private static OverviewController.Fact fact(String name, String value) {
        return new OverviewController.Fact(name, value);
    }

    private static String named(String id, PeerNames names, List<KnownPeerView> peers) {
        boolean answers =
                peers.stream()
                        .anyMatch(p ->
                                p.id().equals(id)
                                        && (p.state() == KnownPeerView.State.SELF
                                                || p.state() == KnownPeerView.State.LIVE));
        return names.of(id) + (answers ? "" : " (no answer)");
    }

    private static String saves(int number) {
        return number == 1 ? "1 save" : number + " saves";
    }

    private static String checked(PageState state) {
        return switch (state) {
            case PageState.Version(long ts, var at) ->
                    "The Master-key said " + ts + " when it was last asked, " + Times.ago(at);
            case PageState.Retrieving(long ts, long newest) ->
                    "Here is " + ts + ", the Master-key said " + newest + ": being fetched";
            case PageState.Waiting(int tentative, String why) ->
                    saves(tentative) + " wait here: " + why;
            case PageState.Publishing(int tentative) ->
                    saves(tentative) + " on the way to a timestamp";
            case PageState.Unchecked(long ts) ->
                    "Here is " + ts + "; the Master-key was not reached since the start";
        };
    }
}
