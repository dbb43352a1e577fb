package org.p2pltr.wiki.peer;

import java.time.Duration;
import java.util.List;
import org.p2pltr.peer.CellRecovery;
import org.p2pltr.peer.LostCell;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.PutAside;
import org.p2pltr.peer.RecoveryOutcome;
import org.springframework.stereotype.Service;

/**
 * Recovery by hand as the web asks for it: nothing is done unless the words are typed and those who
 * are gone are still the ones that were shown. Source: master-group.md §10.
 */
@Service
public class Recovery {
    /** What a person types who means it. */
    public static final String WORDS = "gone for good";

    /** All cells of a peer, one after the other in portions, and silent survivors. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final CellRecovery recovery;

    Recovery(LtrPeer peer) {
        this.recovery = peer.recovery();
    }

    /** See {@link CellRecovery#lost}. */
    public List<LostCell> lost() {
        return WikiPeer.await(recovery.lost());
    }

    /** See {@link CellRecovery#putAside}. */
    public List<PutAside> putAside() {
        return WikiPeer.await(recovery.putAside());
    }

    /** The peers that do not answer, of all of these cells. */
    public static List<String> gone(List<LostCell> cells) {
        return cells.stream().flatMap(cell -> cell.gone().stream()).distinct().sorted().toList();
    }

    /**
     * Recovers these cells. Throws IllegalArgumentException if the words are other ones, or other
     * peers are gone by now.
     */
    public List<RecoveryOutcome> recover(List<Integer> cells, List<String> gone, String words) {
        if (!words.strip().equalsIgnoreCase(WORDS))
            throw new IllegalArgumentException("type the words '" + WORDS + "' to go on");
        if (cells.isEmpty()) throw new IllegalArgumentException("no cell is named");
        List<LostCell> lost = lost().stream().filter(each -> cells.contains(each.cell())).toList();
        if (!gone(lost).equals(gone.stream().sorted().toList()))
            throw new IllegalArgumentException(
                    "other peers than those shown do not answer now: look again who is gone");
        return WikiPeer.await(recovery.recover(cells), PATIENCE);
    }
}
