package org.p2pltr.lab.story;

import java.time.Duration;
import java.util.List;
import org.p2pltr.lab.scenario.LabNetwork;

/** The scenarios of master-group.md §14 by name. */
public final class Scenarios {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(6);

    private static final List<Named> ALL =
            List.of(
                    new Named("two-authors-at-once", 3, LONG, OneMaster::twoAuthorsAtOnce),
                    new Named("lost-validated", 3, LONG, OneMaster::lostValidated),
                    new Named(
                            "accepted-by-the-master-only",
                            3,
                            LONG,
                            OneMaster::acceptedByTheMasterOnly),
                    new Named("accepted-by-one-member", 3, LONG, OneMaster::acceptedByOneMember),
                    new Named(
                            "accepted-by-one-that-is-away",
                            3,
                            LONG,
                            OneMaster::acceptedByOneMemberThatIsAway),
                    new Named("paused-reader", 4, LONG, OneMaster::pausedReader),
                    new Named("duel", 3, LONG, OneMaster::duel),
                    new Named(
                            "all-crash-before-the-answer",
                            4,
                            LONG,
                            OneMaster::allCrashBeforeTheAnswer),
                    new Named("quick-restart", 3, LONG, OneMaster::quickRestart),
                    new Named("overtaken-proposal", 3, LONG, OneMaster::overtakenProposal),
                    new Named("join-during-publishes", 3, LONG, Changes::joinDuringPublishes),
                    new Named("two-candidates", 3, SHORT, Changes::twoCandidates),
                    new Named("chosen-but-not-announced", 3, LONG, Changes::chosenButNotAnnounced),
                    new Named("installs-from-frozen", 3, LONG, Changes::installsFromFrozen),
                    new Named(
                            "copies-while-others-write", 3, LONG, Changes::copiesWhileOthersWrite),
                    new Named("inherited-registers", 3, LONG, OldWorlds::inheritedRegisters),
                    new Named("lost-disk", 3, SHORT, OldWorlds::lostDisk),
                    new Named("wiped-member", 3, LONG, OldWorlds::wipedMember),
                    new Named("restored-voter", 3, LONG, OldWorlds::restoredVoter),
                    new Named("sleeper", 6, SHORT, OldWorlds::sleeper),
                    new Named("old-announcement", 3, LONG, OldWorlds::leaversHearAnOldAnnouncement),
                    new Named("log-peers-down", 5, LONG, Changes::logPeersDown),
                    new Named("growth-and-shrink", 1, LONG, Changes::growthAndShrink),
                    new Named("majority-lost", 5, LONG, Recovered::majorityLost),
                    new Named(
                            "majority-lost-but-logged", 5, LONG, Recovered::majorityLostButLogged));

    /** How many peers a scenario begins with, and after what silence a member is replaced. */
    private record Named(String name, int peers, Duration replaceAfter, Scenario scenario) {}

    private Scenarios() {}

    /** A peer with an emptied disk that keeps its name: this must fail, or the checks are blind. */
    static void playImpossible(LabNetwork.Plan plan) {
        OldWorlds.wipedMemberThatKeepsItsKey(Stage.open(plan, 3, LONG));
    }

    /** All names, in the order of the design. */
    public static List<String> names() {
        return ALL.stream().map(Named::name).toList();
    }

    /**
     * Plays a scenario on a network made from the plan's seed and cast. Throws AssertionError that
     * says what went wrong, IllegalArgumentException if there is no such scenario.
     */
    public static void play(String name, LabNetwork.Plan plan) {
        Named found =
                ALL.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "there is no scenario "
                                                + name
                                                + ", allowed are: "
                                                + String.join(", ", names())));
        found.scenario().play(Stage.open(plan, found.peers(), found.replaceAfter()));
    }
}
