package org.p2pltr.wiki.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.LostCell;
import org.p2pltr.peer.PutAside;
import org.p2pltr.peer.RecoveryOutcome;
import org.p2pltr.wiki.peer.Recovery;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recovery by hand over REST, for the command line. Source: master-group.md §10. */
@RestController
@RequestMapping("/api/v1/network/recovery")
class RecoveryApi {
    private final Recovery recovery;

    RecoveryApi(Recovery recovery) {
        this.recovery = recovery;
    }

    @GetMapping
    StateJson state() {
        List<LostCell> lost = recovery.lost();
        return new StateJson(lost, Recovery.gone(lost), recovery.putAside());
    }

    @PostMapping
    List<OutcomeJson> recover(@RequestBody RecoverRequest request) {
        if (request.cells() == null || request.gone() == null)
            throw new IllegalArgumentException(
                    "the fields 'cells' and 'gone' are lists, as the state of recovery has them");
        return recovery
                .recover(request.cells(), request.gone(), SaveRequest.orEmpty(request.words()))
                .stream()
                .map(OutcomeJson::of)
                .toList();
    }

    /** Cells without majority, whose peers do not answer, and what was put aside here. */
    record StateJson(List<LostCell> lost, List<String> gone, List<PutAside> putAside) {}

    /** {@code gone}: the peers that do not answer, as they were shown; {@code words} as typed. */
    record RecoverRequest(
            @Nullable List<Integer> cells, @Nullable List<String> gone, @Nullable String words) {}

    /** How the recovery of a cell ended; {@code why} is empty if it succeeded. */
    record OutcomeJson(
            int cell,
            boolean recovered,
            List<String> members,
            int documents,
            int entriesFromLog,
            int unheard,
            String why) {
        static OutcomeJson of(RecoveryOutcome outcome) {
            return switch (outcome) {
                case RecoveryOutcome.Recovered done ->
                        new OutcomeJson(
                                done.cell(),
                                true,
                                done.members(),
                                done.documents(),
                                done.entries(),
                                done.unheard(),
                                "");
                case RecoveryOutcome.Failed(int cell, String why) ->
                        new OutcomeJson(cell, false, List.of(), 0, 0, 0, why);
            };
        }
    }
}
