package org.p2pltr.lab.story;

import static org.p2pltr.lab.story.Mail.carrying;
import static org.p2pltr.lab.story.Mail.sentBy;
import static org.p2pltr.lab.story.Mail.sentTo;

import java.util.List;
import java.util.function.Predicate;
import org.p2pltr.group.GroupEvent;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.lab.scenario.LabPeer;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.sim.Letter;
import org.p2pltr.sim.NetworkFaults;

/** Scenarios 10 to 14: a peer D joins, and takes C's place in the group. Source: §14. */
final class Changes {
    private static final int MOST_EDITS = 400;
    private static final int BETWEEN_EDITS = 20;
    private static final int SPREAD = 3;

    private Changes() {}

    /** 10. A change of the group during 50 publishes a second, every message doubled. */
    static void joinDuringPublishes(Stage stage) {
        stage.network().usually(NetworkFaults.NONE.withDuplication(1));
        LabPeer d = stage.joins();
        List<LabPeer> authors = List.of(stage.a(), stage.b(), stage.c());
        int edits = 0;
        while (stage.installed(d) == 0 && edits < MOST_EDITS) {
            stage.types(authors.get(edits % SPREAD), "w-" + edits++);
            stage.waits(BETWEEN_EDITS);
        }
        Expect.that(stage.installed(d) > 0, "the newcomer became a member");
        for (int more = 0; more < 20; more++) stage.types(d, "after-" + more);
        stage.network().usually(NetworkFaults.NONE);
        stage.ends();
        Expect.equal("timestamps given", edits + 20L, d.version(stage.page()));
    }

    /**
     * 11. The master proposes a successor with D that nobody else accepts; the next master proposes
     * one with E. One of them is chosen, for all peers.
     */
    static void twoCandidates(Stage stage) {
        LabPeer d = stage.joins();
        stage.mail().copies(stage.about(GroupMessage.AcceptNext.class));
        stage.mutes(stage.a());
        stage.mutes(d);
        stage.until("A proposes", () -> stage.mail().has(sentBy(stage.a())));
        LabPeer e = stage.network().join();
        stage.together(stage.a(), d);
        stage.until("E is a member", () -> stage.installed(e) > 0);
        stage.types(stage.b(), "p");
        stage.untilChosen(1);
        stage.ends();
    }

    /** 12. The successor is chosen, but its master dies before anybody hears of it. */
    static void chosenButNotAnnounced(Stage stage) {
        LabPeer d = stage.joins();
        for (Class<? extends GroupMessage.OfCell> each :
                List.of(
                        GroupMessage.Announce.class,
                        GroupMessage.Pull.class,
                        GroupMessage.Nack.class))
            stage.mail().loses(sentBy(stage.a()).and(stage.about(each)));
        stage.until(
                "A's successor is chosen",
                () ->
                        stage.count(
                                        stage.a(),
                                        GroupEvent.NextChosen.class,
                                        each -> each.cell().equals(stage.cell()))
                                > 0);
        Expect.equal("D has installed", 0, stage.installed(d));
        stage.a().crash();
        stage.mail().opens();
        stage.until("B or C finishes it", () -> stage.installed(d) > 0);
        stage.types(d, "p");
        stage.untilChosen(1);
        stage.ends();
    }

    /**
     * 13. Only the master and the leaver have accepted p; the newcomer and the member that stays
     * start from the frozen state of each other's and the leaver's.
     */
    static void installsFromFrozen(Stage stage) {
        LabPeer d = stage.joins();
        LabPeer stayer = stage.b();
        LabPeer leaver = stage.c();
        stage.mail().loses(stage.proposals().and(sentTo(stayer)));
        stage.types(stage.a(), "p");
        stage.untilChosen(1);
        Predicate<Letter> states = stage.about(GroupMessage.State.class);
        stage.mail().loses(states.and(sentBy(stage.a())));
        stage.mail().keeps(states.and(sentBy(leaver)));
        stage.until("the leaver is asked", () -> stage.mail().has(states.and(sentTo(d))));
        stage.together(stage.a());
        stage.waits(3000);
        stage.mail().opens();
        stage.mail().delivers(states);
        stage.types(stayer, "q");
        stage.untilChosen(2);
        stage.ends();
        Expect.equal("timestamps given", 2, d.version(stage.page()));
    }

    /** 14. The newcomer copies the state of a member that goes on accepting meanwhile. */
    static void copiesWhileOthersWrite(Stage stage) {
        LabPeer d = stage.joins();
        Predicate<Letter> states = stage.about(GroupMessage.State.class).and(sentTo(d));
        stage.mail().loses(states);
        stage.until(
                "A and B have installed",
                () -> stage.installed(stage.a()) > 0 && stage.installed(stage.b()) > 0);
        stage.waits(2000);
        for (int i = 0; i < 10; i++) stage.types(stage.b(), "early-" + i);
        stage.untilChosen(10);
        stage.mail().opens();
        for (int i = 0; stage.installed(d) == 0 && i < MOST_EDITS; i++) {
            stage.types(stage.b(), "late-" + i);
            stage.waits(BETWEEN_EDITS);
        }
        Expect.equal("copied", 1, stage.installed(d, GroupEvent.Origin.INSTALLED));
        long before = stage.highestChosen();
        LabPeer master = stage.network().masterOf(stage.page());
        stage.together(master);
        stage.types(master == d ? stage.b() : d, "on");
        stage.untilChosen(before + 1);
        stage.ends();
    }

    /** 18. No Log-Peer stores anything for a hundred patches, while masters crash. */
    static void logPeersDown(Stage stage) {
        LabPeer author = stage.others().getFirst();
        stage.mail().loses(carrying(LogMessage.LogPut.class));
        for (int i = 0; i < 100; i++) {
            stage.types(author, "w-" + i);
            stage.waits(BETWEEN_EDITS);
        }
        stage.untilChosen(100);
        for (LabPeer each : List.of(stage.a(), stage.b())) {
            stage.waits(1000);
            each.crash();
            stage.waits(8000);
            each.restart();
        }
        stage.waits(3000);
        // Its own log held each entry; a minority may lose its disks.
        stage.a().loseDisk();
        stage.a().restart();
        stage.ends();
        Expect.equal("timestamps given", 100, stage.a().version(stage.page()));
    }

    /** 19. From one to three, C crashing before it installs; then back to one. */
    static void growthAndShrink(Stage stage) {
        LabPeer a = stage.a();
        stage.types(a, "alone");
        stage.untilChosen(1);
        LabPeer b = stage.network().join();
        LabPeer c = stage.network().join();
        stage.mail().loses(stage.about(GroupMessage.State.class).and(sentTo(c)));
        stage.until("B has installed", () -> stage.installed(b) > 0);
        c.crash();
        stage.mail().opens();
        stage.types(b, "two of three");
        stage.untilChosen(2);
        c.restart();
        stage.until("C has installed", () -> stage.installed(c) > 0);
        stage.types(c, "all three");
        stage.untilChosen(3);
        stage.waits(5000);
        b.leave();
        // Who was let go may be leaving, for a minute: A would not be taken in before.
        stage.waits(70_000);
        c.leave();
        stage.types(a, "alone again");
        stage.untilChosen(4);
        stage.ends();
        Expect.equal("timestamps given", 4, a.version(stage.page()));
    }
}
