package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Effect;
import org.p2pltr.env.TestWorld;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.retrieval.ScanNotice;

class RecoveryScanTest {
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));
    private static final ConfigNumber LATER = new ConfigNumber(7, 3);

    private static final List<PatchEntry> COMMON = Entries.of(HOME, 2);
    private static final Head FORK = COMMON.getLast().header().head();
    private static final List<PatchEntry> OWN = List.of(Entries.after(FORK, HOME, 10));
    private static final List<PatchEntry> LOGGED = chosenElsewhere();

    /** What a majority chose while the survivor was cut off: other patches at its places. */
    private static List<PatchEntry> chosenElsewhere() {
        PatchEntry first = Entries.after(FORK, HOME, 20);
        return List.of(first, Entries.after(first.header().head(), HOME, 21));
    }

    /** The register after a scan of a log that holds these entries. */
    private static Register scanned(
            ConfigNumber last, Optional<Register> survivor, List<PatchEntry> log) {
        Map<DocumentKey, Register> known = new TreeMap<>();
        survivor.ifPresent(register -> known.put(HOME, register));
        RecoveryScan scan =
                new RecoveryScan(
                        Entries.NETWORK, Ballot.lowest(last), new TreeMap<>(known), List.of(HOME));
        RecoveryScan.Numbers next = new AtomicLong()::incrementAndGet;
        Turn turn = new Turn(TestWorld.seeded(1));
        scan.ask(next, turn);
        while (!scan.isComplete()) {
            ScanNotice.Scan asked = lastQuestion(turn);
            var answer =
                    new ScanNotice.Scanned(asked.question(), HOME, after(asked.have(), log), 0);
            turn = new Turn(TestWorld.seeded(1));
            assertThat(scan.scanned(answer, next, turn)).isTrue();
        }
        return Objects.requireNonNull(scan.registers().get(HOME));
    }

    private static ScanNotice.Scan lastQuestion(Turn turn) {
        return turn.plain().effects().list().stream()
                .flatMap(each ->
                        each.effect() instanceof Effect.Tell(var _, ScanNotice.Scan scan)
                                ? Stream.of(scan)
                                : Stream.empty())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /** One entry at a time, as a log's answers may end anywhere. */
    private static List<PatchEntry> after(Head have, List<PatchEntry> log) {
        return log.stream().filter(entry -> entry.header().before().equals(have)).toList();
    }

    private static Register register(List<PatchEntry> all, List<PatchEntry> unpublished) {
        return new Register(
                new Ballot(ConfigNumber.FIRST, 4, ANN), all.getLast().header(), unpublished);
    }

    private static List<PatchEntry> chain(List<PatchEntry> first, List<PatchEntry> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    @Test
    void whatTheLogHasGoesBeforeWhatASurvivorAloneAccepted() {
        List<PatchEntry> own = chain(COMMON, OWN);
        List<PatchEntry> log = chain(COMMON, LOGGED);
        Register found = scanned(ConfigNumber.FIRST, Optional.of(register(own, OWN)), log);
        assertThat(found.unpublished()).isEqualTo(LOGGED);
        // Also if more of the survivor's tail is in the log than it knew.
        found = scanned(ConfigNumber.FIRST, Optional.of(register(own, own)), log);
        assertThat(found.unpublished()).isEqualTo(log);
    }

    @Test
    void whatTheLogDoesNotHaveStays() {
        List<PatchEntry> own = chain(COMMON, OWN);
        Register kept = register(own, own);
        assertThat(scanned(ConfigNumber.FIRST, Optional.of(kept), COMMON)).isEqualTo(kept);
        assertThat(scanned(ConfigNumber.FIRST, Optional.of(kept), List.of())).isEqualTo(kept);
        assertThat(scanned(ConfigNumber.FIRST, Optional.of(kept), own)).isEqualTo(kept);
    }

    @Test
    void whatTheLogHasAfterAHoleIsFound() {
        List<PatchEntry> own = chain(COMMON, OWN);
        Register kept = register(own, own);
        // The copies of the tail are gone or silent, and something was committed after it.
        PatchEntry later = Entries.after(OWN.getFirst().header().head(), HOME, 30);
        Register found = scanned(ConfigNumber.FIRST, Optional.of(kept), List.of(later));
        assertThat(found.unpublished()).isEqualTo(chain(own, List.of(later)));
        // Or beside the last entry, which was never chosen.
        found = scanned(ConfigNumber.FIRST, Optional.of(kept), LOGGED);
        assertThat(found.unpublished()).isEqualTo(chain(COMMON, LOGGED));
    }

    @Test
    void whatFollowsInTheLogIsAdded() {
        List<PatchEntry> log = chain(COMMON, LOGGED);
        Register found = scanned(ConfigNumber.FIRST, Optional.of(register(COMMON, List.of())), log);
        assertThat(found.unpublished()).isEqualTo(LOGGED);
        assertThat(scanned(ConfigNumber.FIRST, Optional.empty(), log).unpublished()).isEqualTo(log);
    }

    @Test
    void inALaterEpochASurvivorsEntryStands() {
        List<PatchEntry> own = chain(COMMON, OWN);
        Register kept = register(own, OWN);
        assertThat(scanned(LATER, Optional.of(kept), chain(COMMON, LOGGED))).isEqualTo(kept);
    }
}
