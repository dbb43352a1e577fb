package org.p2pltr.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.env.Role;
import org.p2pltr.group.MasterGroups;
import org.p2pltr.group.Mutation;
import org.p2pltr.lab.scenario.Cast;
import org.p2pltr.lab.scenario.LabNetwork;
import org.p2pltr.peer.PeerParts;
import org.p2pltr.start.Acquaintances;
import org.p2pltr.start.Forgiving;

/** The scenarios of the design hold; where a rule is missing, the scenario it is for fails. */
class ScenariosTest {
    private static final long MOST_SEEDS = 50;

    static List<String> names() {
        return Scenarios.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds(String name) {
        Scenarios.play(name, LabNetwork.of(1).seed(1));
    }

    @ParameterizedTest
    @CsvSource({
        "RECOVER_NO_BALLOT, accepted-by-the-master-only, 1, OneValidatedPatchPerTimestamp",
        "MINORITY, accepted-by-the-master-only, 1, OnlyCommittedEntriesInTheLog",
        "BALLOT_REUSE, quick-restart, 1, OneValidatedPatchPerTimestamp",
        "SAME_BALLOT_REGRESS, overtaken-proposal, 1, OtherHistory",
        "READ_NO_CONFIRM, paused-reader, 1, ValidatedIsNeverLost",
        "ANNOUNCE_UNCHOSEN, two-candidates, 1, OneConfigPerNumber",
        "PULL_ONE, installs-from-frozen, 1, OtherHistory",
        "FASTPATH_INHERITED, inherited-registers, 1, OnlyCommittedEntriesInTheLog",
        "NO_TOMBSTONE, old-announcement, 1, OneValidatedPatchPerTimestamp",
        "TRIM_EARLY, log-peers-down, 1, ChosenIsOnDisks",
    })
    void findsTheRuleThatIsMissing(Mutation mutation, String name, long seed, String broken) {
        // The seed that found it first; when behaviour has changed since, another one finds it.
        assertThat(LongStream.concat(LongStream.of(seed), LongStream.range(1, MOST_SEEDS)))
                .as("a seed in which %s breaks %s", mutation, name)
                .anyMatch(each -> says(name, each, mutation).contains(broken));
    }

    /** NO_START_COUNTER: a backup that is put back votes again. */
    private static final Cast FORGIVING =
            new Cast() {
                @Override
                public Role plays(Role role, PeerParts parts) {
                    return role;
                }

                @Override
                public Acquaintances remembers() {
                    return new Forgiving();
                }
            };

    @Test
    void aBackupThatIsPutBackAndNotRefusedBreaksTheOrder() {
        assertThat(LongStream.range(1, MOST_SEEDS))
                .as("a seed in which an old vote gives a timestamp twice")
                .anyMatch(each ->
                        says("restored-voter", each, FORGIVING)
                                .contains("OneValidatedPatchPerTimestamp"));
    }

    private static String says(String name, long seed, Mutation mutation) {
        return says(name, seed, of(mutation));
    }

    private static String says(String name, long seed, Cast cast) {
        try {
            Scenarios.play(name, LabNetwork.of(1).seed(seed).with(cast));
            return "";
        } catch (AssertionError failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private static Cast of(Mutation mutation) {
        return (role, parts) ->
                role instanceof MasterGroups
                        ? mutation.groups(
                                parts.self().id(),
                                parts.genesis(),
                                parts.groups(),
                                parts.verifier())
                        : role;
    }

    @Test
    void aPeerWithAnEmptiedDiskMustNotKeepItsName() {
        assertThatThrownBy(() -> Scenarios.playImpossible(LabNetwork.of(1).seed(3)))
                // Which one sees it first is the seed's: a head told too low, or a second patch.
                .hasMessageFindingMatch("OneValidatedPatchPerTimestamp|ValidatedIsNeverLost");
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> Scenarios.play("nothing", LabNetwork.of(1)))
                .hasMessageContaining("there is no scenario nothing")
                .hasMessageContaining("inherited-registers");
    }
}
