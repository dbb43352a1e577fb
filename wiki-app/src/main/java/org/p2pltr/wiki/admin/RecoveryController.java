package org.p2pltr.wiki.admin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2pltr.peer.LostCell;
import org.p2pltr.peer.PutAside;
import org.p2pltr.peer.RecoveryOutcome;
import org.p2pltr.wiki.peer.Recovery;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.Times;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Cells that lost the majority of their group: shown, and recovered when a person has said twice
 * that it is for good. Source: master-group.md §10.
 */
@Controller
class RecoveryController {
    /** Most lines shown of what was put aside. */
    private static final int LINES = 200;

    private final Recovery recovery;
    private final WikiPeer peer;

    RecoveryController(Recovery recovery, WikiPeer peer) {
        this.recovery = recovery;
        this.peer = peer;
    }

    @GetMapping("/admin/recovery")
    String recovery(
            @RequestParam Optional<Integer> recovered,
            @RequestParam Optional<Integer> failed,
            Model model) {
        PeerNames names = new PeerNames(peer.peers());
        List<LostCell> lost = recovery.lost();
        List<PutAside> aside = recovery.putAside();
        model.addAttribute("lost", lost.stream().map(cell -> LostRow.of(cell, names)).toList());
        model.addAttribute("gone", names.list(Recovery.gone(lost)));
        model.addAttribute("aside", aside.stream().limit(LINES).map(AsideRow::of).toList());
        model.addAttribute("asideInAll", aside.size());
        model.addAttribute("done", done(recovered, failed));
        model.addAttribute("bad", failed.orElse(0) > 0);
        return "admin/recovery";
    }

    private static String done(Optional<Integer> recovered, Optional<Integer> failed) {
        if (recovered.isEmpty()) return "";
        String good = cells(recovered.get()) + " recovered.";
        if (failed.orElse(0) == 0) return good;
        return good + " " + cells(failed.get()) + " not: the events tell why.";
    }

    @GetMapping("/admin/recovery/confirm")
    String confirm(@RequestParam String cells, Model model) {
        return confirm(cells, "", model);
    }

    private String confirm(String cells, String wrong, Model model) {
        PeerNames names = new PeerNames(peer.peers());
        List<LostCell> lost = wanted(cells);
        if (lost.isEmpty()) return "redirect:/admin/recovery";
        List<String> gone = Recovery.gone(lost);
        model.addAttribute("lost", lost.stream().map(cell -> LostRow.of(cell, names)).toList());
        model.addAttribute("what", cells(lost.size()));
        model.addAttribute("cells", cells);
        model.addAttribute("gone", names.list(gone));
        model.addAttribute("goneIds", String.join(",", gone));
        model.addAttribute("words", Recovery.WORDS);
        model.addAttribute("wrong", wrong);
        return "admin/recover";
    }

    @PostMapping("/admin/recovery")
    String recover(
            @RequestParam String cells,
            @RequestParam String gone,
            @RequestParam String words,
            Model model,
            RedirectAttributes result) {
        List<RecoveryOutcome> outcomes;
        try {
            List<Integer> wanted = wanted(cells).stream().map(LostCell::cell).toList();
            outcomes = recovery.recover(wanted, List.of(gone.split(",", -1)), words);
        } catch (IllegalArgumentException e) {
            return confirm(cells, String.valueOf(e.getMessage()), model);
        }
        long good = outcomes.stream().filter(RecoveryOutcome.Recovered.class::isInstance).count();
        result.addAttribute("recovered", good);
        result.addAttribute("failed", outcomes.size() - good);
        return "redirect:/admin/recovery";
    }

    /** Cells that have lost their majority: the one with this number, or all. */
    private List<LostCell> wanted(String cells) {
        return recovery.lost().stream()
                .filter(each -> cells.equals("all") || cells.equals("" + each.cell()))
                .toList();
    }

    private static String cells(long number) {
        return number == 1 ? "1 cell" : number + " cells";
    }

    /** A cell without majority. */
    record LostRow(
            int cell,
            String configuration,
            String gone,
            String survivors,
            int documents,
            boolean begun) {
        static LostRow of(LostCell cell, PeerNames names) {
            return new LostRow(
                    cell.cell(),
                    cell.configuration(),
                    cell.gone().isEmpty() ? "nobody" : names.list(cell.gone()),
                    names.list(cell.survivors()),
                    cell.documents(),
                    cell.begun());
        }
    }

    /** What this peer held of a page when an epoch was over. */
    record AsideRow(String name, int cell, long ts, String hash, String patches) {
        static AsideRow of(PutAside line) {
            return new AsideRow(
                    line.name(),
                    line.cell(),
                    line.ts(),
                    PeerNames.grouped(line.chainHash(), 8),
                    line.patches().stream()
                            .map(patch ->
                                    patch.ts()
                                            + " of "
                                            + patch.author()
                                            + ", "
                                            + Times.of(patch.time()))
                            .collect(Collectors.joining("; ")));
        }
    }
}
