package org.p2pltr.lab.story;

import static org.p2pltr.lab.story.Mail.carrying;
import static org.p2pltr.lab.story.Mail.sentBy;
import static org.p2pltr.lab.story.Mail.sentTo;

import java.util.List;
import java.util.function.Predicate;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.lab.scenario.LabPeer;
import org.p2pltr.sim.Letter;
import org.p2pltr.sim.SimulatedDisk;

/** Scenarios 15 to 17: what comes back from older configurations. Source: §14. */
final class OldWorlds {
    private static final long LONGEST_TAKE_OVER = 15_000;

    private OldWorlds() {}

    /**
     * 15. Two proposals of an old configuration, p at the first master and q at C with the higher
     * ballot, neither chosen. The new configuration starts with p at A and B, q at D: whoever sees
     * p twice there must not take it for chosen.
     */
    static void inheritedRegisters(Stage stage) {
        LabPeer d = stage.joins();
        LabPeer a = stage.a();
        LabPeer b = stage.b();
        LabPeer c = stage.c();
        // C, which does not hear A, becomes master with B and proposes q; neither p nor q is
        // chosen.
        stage.mail().loses(stage.about(GroupMessage.AcceptNext.class)).loses(stage.proposals());
        stage.mail().loses(sentBy(a).and(sentTo(c))).loses(sentBy(c).and(sentTo(a)));
        stage.mail().loses(stage.about(GroupMessage.Prepare.class).and(sentBy(a)));
        stage.types(a, "p");
        stage.types(c, "q");
        stage.untilMasters(c);
        stage.waits(1000);
        // A is master again, with B; it gets the next configuration chosen, and p accepted by
        // nobody.
        stage.together(c);
        withoutAccepting(stage, d);
        Predicate<Letter> states = stage.about(GroupMessage.State.class);
        Predicate<Letter> forA = states.and(sentBy(b)).and(sentTo(a));
        Predicate<Letter> forB = states.and(sentBy(a)).and(sentTo(b));
        Predicate<Letter> forD = states.and(sentBy(b)).and(sentTo(d));
        stage.mail().keeps(forA).keeps(forB).copies(forD);
        // C hears of it from D only, so that it has not let go of its state by then.
        stage.mail().loses(stage.about(GroupMessage.Announce.class).and(sentTo(c)));
        stage.until(
                "each has frozen and was asked",
                () -> List.of(forA, forB, forD).stream().allMatch(stage.mail()::has));
        stage.waits(100);
        // Now A and B install from each other, then D from B and C.
        stage.mail().delivers(forA.or(forB));
        stage.until(
                "A and B have installed", () -> stage.installed(a) > 0 && stage.installed(b) > 0);
        Expect.equal("D has installed", 0, stage.installed(d));
        stage.heals();
        stage.until("D has installed", () -> stage.installed(d) > 0);
        long before = stage.mastered(a);
        // Who sees only A and B gets p chosen, or believes that it is.
        stage.mail().opens();
        stage.together(a, b);
        stage.waits(LONGEST_TAKE_OVER);
        stage.heals();
        stage.together(stage.mastered(a) > before ? a : b);
        stage.waits(LONGEST_TAKE_OVER);
        stage.ends();
        Expect.equal("timestamps given", 2, d.version(stage.page()));
    }

    /** The group changes, and nobody but its proposer accepts anything meanwhile. */
    private static void withoutAccepting(Stage stage, LabPeer d) {
        Predicate<Letter> states = stage.about(GroupMessage.State.class);
        stage.mail().opens();
        stage.mail().loses(stage.proposals());
        stage.mail().loses(states.and(sentBy(stage.a())).and(sentTo(d)));
        stage.mail().loses(states.and(Stage::isOfInstalled));
    }

    /** 16. A member loses its disk; an old announcement does not make it a member again. */
    static void lostDisk(Stage stage) {
        stage.mail().copies(carrying(GroupMessage.Announce.class));
        stage.joins();
        stage.until(
                "a group has changed",
                () -> stage.mail().has(carrying(GroupMessage.Announce.class)));
        stage.waits(5000);
        stage.on(stage.page());
        LabPeer lost = stage.b();
        var before = lost.machine().id();
        lost.loseDisk();
        lost.restart();
        stage.mail().delivers(sentTo(lost));
        stage.types(stage.a(), "p");
        stage.untilChosen(1);
        stage.until(
                "the lost member is replaced",
                () ->
                        stage.network().configOf(stage.page()).members().stream()
                                .noneMatch(before::equals));
        stage.types(stage.a(), "q");
        stage.untilChosen(2);
        stage.ends();
    }

    /**
     * 16, its reason. What A and B accepted outlives B's disk, as the new B is nobody: C cannot
     * become master with it.
     */
    static void wipedMember(Stage stage) {
        wiped(stage, () -> stage.b().loseDisk());
    }

    /** The same if the peer kept its name, which no real peer can: p is lost, to be found. */
    static void wipedMemberThatKeepsItsKey(Stage stage) {
        wiped(stage, () -> stage.b().machine().loseDiskButNotKey());
    }

    private static void wiped(Stage stage, Runnable wipe) {
        stage.mail().loses(stage.proposals().and(sentTo(stage.c())));
        stage.types(stage.a(), "p");
        stage.untilChosen(1);
        stage.a().crash();
        wipe.run();
        stage.b().restart();
        stage.mail().opens();
        stage.types(stage.c(), "q");
        stage.waits(20_000);
        stage.ends();
        Expect.equal("timestamps given", 2, stage.c().version(stage.page()));
    }

    /**
     * 16, with a backup. B's disk is put back to what it was before B accepted p with A: nobody
     * listens to B, so C cannot become master with it; restored, B is a newcomer with its pages.
     */
    static void restoredVoter(Stage stage) {
        LabPeer b = stage.b();
        b.machine().shutDown();
        SimulatedDisk.Image backup = b.machine().disk().image();
        b.restart();
        stage.waits(3000);
        stage.mail().loses(stage.proposals().and(sentTo(stage.c())));
        stage.types(stage.a(), "p");
        stage.untilChosen(1);
        stage.a().crash();
        stage.goesBack(b, backup);
        b.restart();
        stage.mail().opens();
        stage.types(stage.c(), "q");
        stage.waits(20_000);
        stage.ends();
        Expect.equal("timestamps given", 2, stage.c().version(stage.page()));
    }

    /** 17. A master sleeps while its group is replaced; a user that slept as well goes to it. */
    static void sleeper(Stage stage) {
        LabPeer user = stage.others().getLast();
        LabPeer a = stage.a();
        LabPeer b = stage.b();
        stage.types(user, "p");
        stage.untilChosen(1);
        stage.waits(2000);
        a.machine().pause();
        user.machine().pause();
        stage.until("A is replaced", () -> !stage.network().groupOf(stage.page()).contains(a));
        stage.waits(5000);
        b.crash();
        stage.until("B is replaced", () -> !stage.network().groupOf(stage.page()).contains(b));
        stage.waits(2000);
        b.restart();
        stage.types(b, "q");
        stage.untilChosen(2);
        stage.mail().copies(sentTo(a).and(carrying(GroupMessage.Nack.class)));
        a.machine().resume();
        user.machine().resume();
        stage.types(user, "r");
        stage.types(a, "s");
        stage.untilChosen(4);
        stage.ends();
    }

    /**
     * After 17: two leavers of one configuration hear its announcement again. They know that it is
     * over.
     */
    static void leaversHearAnOldAnnouncement(Stage stage) {
        LabPeer leaver = stage.a();
        stage.types(leaver, "p");
        stage.untilChosen(1);
        leaver.leave();
        stage.waits(3000);
        Predicate<Letter> announced = stage.about(GroupMessage.Announce.class);
        Predicate<Letter> states = stage.about(GroupMessage.State.class);
        Predicate<Letter> ahead = stage.about(GroupMessage.Ahead.class);
        stage.mail().copies(announced.or(states).or(ahead));
        leaver.restart();
        stage.until("three again", () -> stage.network().groupOf(stage.page()).size() == 3);
        stage.waits(8000);
        stage.mail().opens();
        // The same peer again, so that the same one stays: its old letters are what is needed.
        leaver.leave();
        stage.waits(3000);
        LabPeer stays = stage.network().groupOf(stage.page()).getFirst();
        leaver.restart();
        // Not cut off, as letters that it sent long ago are still to come.
        stage.mail().loses(sentBy(stays)).loses(sentTo(stays));
        // What was copied ahead, too: the old states name it by its digest.
        for (LabPeer each : stage.network().peers())
            if (each != stays) stage.mail().delivers(ahead.and(sentTo(each)));
        stage.waits(50);
        for (LabPeer each : stage.network().peers())
            if (each != stays) stage.mail().delivers(announced.and(sentTo(each)));
        stage.waits(50);
        for (LabPeer each : stage.network().peers())
            if (each != stays) stage.mail().delivers(states.and(sentTo(each)));
        stage.types(stays, "q");
        stage.types(leaver, "r");
        stage.waits(5000);
        // Authors know of the newer group; whoever asks a leaver must not hear that q is not there.
        for (LabPeer asker : stage.network().peers())
            for (LabPeer asked : stage.network().peers())
                if (asker != stays && asked != stays && asker != asked)
                    asker.asksForLast(asked, stage.page());
        stage.waits(10_000);
        stage.ends();
        Expect.equal("timestamps given", 3, stays.version(stage.page()));
    }
}
