package org.p2pltr.lab.story;

import static org.p2pltr.lab.story.Mail.carrying;
import static org.p2pltr.lab.story.Mail.sentBy;
import static org.p2pltr.lab.story.Mail.sentTo;

import java.util.List;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.lab.scenario.LabPeer;
import org.p2pltr.master.UserMessage;
import org.p2pltr.sim.DiskSpeed;

/** Scenarios 1 to 9: one group, masters that fail. Source: master-group.md §14. */
final class OneMaster {
    private static final int ROUNDS = 100;
    private static final int DUEL_SECONDS = 30;

    private OneMaster() {}

    /** 1. Two authors publish at the same expected timestamp a hundred times. */
    static void twoAuthorsAtOnce(Stage stage) {
        for (int round = 0; round < ROUNDS; round++) {
            stage.types(stage.b(), "b-" + round);
            stage.types(stage.c(), "c-" + round);
            stage.waits(20);
        }
        stage.ends();
        Expect.equal("timestamps given", 2L * ROUNDS, stage.a().version(stage.page()));
    }

    /** 2. The answer is lost and the master crashes: the author finds its patch at the next one. */
    static void lostValidated(Stage stage) {
        stage.mail().loses(sentBy(stage.a()).and(carrying(UserMessage.Validated.class)));
        stage.types(stage.c(), "p");
        stage.untilChosen(1);
        stage.a().crash();
        stage.mail().opens();
        stage.untilMasteredByOneOf(List.of(stage.b(), stage.c()));
        stage.ends();
        Expect.equal("timestamps given", 1L, stage.c().version(stage.page()));
    }

    /**
     * 3. The master alone accepts its own two patches; meanwhile another one gets the first place.
     * Whoever comes next sees the longer register of the older ballot and must not take it.
     */
    static void acceptedByTheMasterOnly(Stage stage) {
        stage.together(stage.a());
        // Both in one batch, so that A's register is the longer one.
        stage.a().offline();
        stage.types(stage.a(), "p1");
        stage.types(stage.a(), "p2");
        stage.a().online();
        stage.waits(300);
        stage.types(stage.c(), "q");
        LabPeer next = stage.untilMasteredByOneOf(List.of(stage.b(), stage.c()));
        stage.untilChosen(1);
        LabPeer other = next == stage.b() ? stage.c() : stage.b();
        // A and one that accepted q elect the third master.
        stage.heals();
        stage.together(next);
        stage.untilMasteredByOneOf(List.of(stage.a(), other));
        stage.types(other, "r");
        stage.untilChosen(2);
        stage.ends();
        Expect.equal("timestamps given", 4L, stage.b().version(stage.page()));
    }

    /**
     * 4. One member besides the master has accepted: the next master finds it and gets it chosen.
     */
    static void acceptedByOneMember(Stage stage) {
        stage.mail().loses(stage.proposals().and(sentTo(stage.c())));
        stage.mail().loses(sentBy(stage.b()).and(carrying(GroupMessage.Accepted.class)));
        stage.types(stage.a(), "p");
        stage.waits(300);
        stage.a().crash();
        stage.mail().opens();
        stage.untilMasteredByOneOf(List.of(stage.b(), stage.c()));
        stage.untilChosen(1);
        stage.ends();
        Expect.equal("timestamps given", 1L, stage.a().version(stage.page()));
    }

    /** 4, variant. The member that accepted is away when the next master is elected. */
    static void acceptedByOneMemberThatIsAway(Stage stage) {
        stage.a().machine().disk().speed(DiskSpeed.SLOW);
        stage.mail().loses(stage.proposals().and(sentTo(stage.c())));
        stage.mail().keeps(sentBy(stage.b()).and(carrying(GroupMessage.Accepted.class)));
        stage.types(stage.c(), "p");
        stage.until("B has accepted", () -> stage.mail().has(sentBy(stage.b())));
        stage.a().crash();
        stage.mail().opens();
        stage.together(stage.b());
        stage.a().machine().disk().speed(DiskSpeed.GOOD);
        stage.a().restart();
        stage.untilMasteredByOneOf(List.of(stage.a(), stage.c()));
        stage.untilChosen(1);
        stage.ends();
        Expect.equal("timestamps given", 1L, stage.b().version(stage.page()));
    }

    /**
     * 5. A master wakes after a minute and gets old promises again: it answers no read from them.
     */
    static void pausedReader(Stage stage) {
        LabPeer reader = stage.others().getFirst();
        stage.types(stage.b(), "p");
        stage.untilChosen(1);
        stage.waits(1000);
        stage.mail().copies(sentTo(stage.a()).and(carrying(GroupMessage.Promise.class)));
        reader.asksForLast(stage.a(), stage.page());
        stage.waits(1000);
        // What waits for a paused peer would tell it first that it is deposed.
        stage.mail().loses(sentBy(stage.b()).and(sentTo(stage.a())));
        stage.mail().loses(sentBy(stage.c()).and(sentTo(stage.a())));
        stage.a().machine().pause();
        stage.untilMasteredByOneOf(List.of(stage.b(), stage.c()));
        stage.types(stage.b(), "q");
        stage.untilChosen(2);
        stage.waits(60_000);
        stage.a().machine().resume();
        reader.asksForLast(stage.a(), stage.page());
        stage.mail().delivers(sentTo(stage.a()));
        stage.waits(5000);
        stage.ends();
    }

    /** 6. Two members outbid each other, as neither hears the other one. */
    static void duel(Stage stage) {
        LabPeer one = stage.a();
        LabPeer other = stage.b();
        stage.mail().loses(sentBy(one).and(sentTo(other)));
        stage.mail().loses(sentBy(other).and(sentTo(one)));
        for (int second = 0; second < DUEL_SECONDS; second++) {
            stage.types(stage.c(), "c-" + second);
            stage.waits(1000);
        }
        stage.ends();
        Expect.equal("timestamps given", (long) DUEL_SECONDS, stage.c().version(stage.page()));
    }

    /** 7. All members crash between sync and answer. */
    static void allCrashBeforeTheAnswer(Stage stage) {
        LabPeer author = stage.others().getFirst();
        var answers = sentTo(stage.a()).and(carrying(GroupMessage.Accepted.class));
        stage.mail().keeps(answers);
        stage.types(author, "p");
        stage.until(
                "B and C have accepted",
                () ->
                        stage.mail().has(answers.and(sentBy(stage.b())))
                                && stage.mail().has(answers.and(sentBy(stage.c()))));
        for (LabPeer member : List.of(stage.a(), stage.b(), stage.c())) member.crash();
        stage.mail().opens();
        for (LabPeer member : List.of(stage.a(), stage.b(), stage.c())) member.restart();
        stage.untilChosen(1);
        stage.ends();
        Expect.equal("timestamps given", 1L, author.version(stage.page()));
    }

    /**
     * 8. A master starts again at once; an answer to a proposal of its life before arrives when it
     * proposes another patch for the same place.
     */
    static void quickRestart(Stage stage) {
        stage.a().machine().disk().speed(DiskSpeed.SLOW);
        var answer =
                sentBy(stage.b()).and(sentTo(stage.a())).and(carrying(GroupMessage.Accepted.class));
        stage.mail().keeps(answer);
        stage.mail().loses(stage.proposals().and(sentTo(stage.c())));
        stage.types(stage.b(), "p");
        stage.until("B has accepted", () -> stage.mail().has(answer));
        stage.a().crash();
        stage.mutes(stage.b());
        stage.mail().loses(stage.proposals().and(sentTo(stage.b())));
        stage.a().machine().disk().speed(DiskSpeed.GOOD);
        stage.a().restart();
        stage.untilMasters(stage.a());
        stage.types(stage.c(), "q");
        stage.waits(500);
        stage.mail().delivers(answer);
        stage.waits(1000);
        stage.a().crash();
        stage.mail().opens();
        stage.untilMasteredByOneOf(List.of(stage.b(), stage.c()));
        stage.ends();
        Expect.equal("timestamps given", 2L, stage.c().version(stage.page()));
    }

    /** 9. A session's second proposal overtakes its first one at C. */
    static void overtakenProposal(Stage stage) {
        stage.mail().keeps(stage.proposals().and(sentTo(stage.c())));
        stage.types(stage.a(), "p");
        stage.untilChosen(1);
        stage.mail().opens();
        stage.mail().loses(stage.proposals().and(sentTo(stage.b())));
        stage.types(stage.a(), "q");
        stage.untilChosen(2);
        stage.waits(200);
        stage.mail().delivers(sentTo(stage.c()));
        stage.waits(200);
        stage.a().crash();
        stage.mail().opens();
        stage.types(stage.b(), "r");
        stage.untilMasteredByOneOf(List.of(stage.b(), stage.c()));
        stage.untilChosen(2);
        stage.ends();
        Expect.equal("timestamps given", 3L, stage.c().version(stage.page()));
    }
}
