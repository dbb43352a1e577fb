package org.p2pltr.lab.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.lab.scenario.LabNetwork;

/**
 * The scenarios of master-group.md §14 by name. Scenario 20 is not here: it needs an operator's
 * recovery.
 */
public final class Scenarios {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(6);

    private static final List<Named> ALL = new ArrayList<>();

    /** How many peers a scenario begins with, and after what silence a member is replaced. */
    private record Named(String name, int peers, Duration replaceAfter, Scenario scenario) {}

    static {
        add("two-authors-at-once", 3, LONG, OneMaster::twoAuthorsAtOnce);
        add("lost-validated", 3, LONG, OneMaster::lostValidated);
        add("accepted-by-the-master-only", 3, LONG, OneMaster::acceptedByTheMasterOnly);
        add("accepted-by-one-member", 3, LONG, OneMaster::acceptedByOneMember);
        add("accepted-by-one-that-is-away", 3, LONG, OneMaster::acceptedByOneMemberThatIsAway);
        add("paused-reader", 4, LONG, OneMaster::pausedReader);
        add("duel", 3, LONG, OneMaster::duel);
        add("all-crash-before-the-answer", 4, LONG, OneMaster::allCrashBeforeTheAnswer);
        add("quick-restart", 3, LONG, OneMaster::quickRestart);
        add("overtaken-proposal", 3, LONG, OneMaster::overtakenProposal);
        add("join-during-publishes", 3, LONG, Changes::joinDuringPublishes);
        add("two-candidates", 3, SHORT, Changes::twoCandidates);
        add("chosen-but-not-announced", 3, LONG, Changes::chosenButNotAnnounced);
        add("installs-from-frozen", 3, LONG, Changes::installsFromFrozen);
        add("copies-while-others-write", 3, LONG, Changes::copiesWhileOthersWrite);
        add("inherited-registers", 3, LONG, OldWorlds::inheritedRegisters);
        add("lost-disk", 3, SHORT, OldWorlds::lostDisk);
        add("wiped-member", 3, LONG, OldWorlds::wipedMember);
        add("sleeper", 6, SHORT, OldWorlds::sleeper);
        add("old-announcement", 3, LONG, OldWorlds::leaversHearAnOldAnnouncement);
        add("log-peers-down", 5, LONG, Changes::logPeersDown);
        add("growth-and-shrink", 1, LONG, Changes::growthAndShrink);
    }

    private Scenarios() {}

    private static void add(String name, int peers, Duration replaceAfter, Scenario scenario) {
        ALL.add(new Named(name, peers, replaceAfter, scenario));
    }

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
