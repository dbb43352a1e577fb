package org.p2pltr.lab.story;

import static org.p2pltr.lab.story.Mail.carrying;
import static org.p2pltr.lab.story.Mail.sentBy;
import static org.p2pltr.lab.story.Mail.sentTo;

import java.util.List;
import java.util.function.Predicate;
import org.p2pltr.group.GroupReply;
import org.p2pltr.lab.scenario.LabPeer;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.sim.Letter;
import org.p2pltr.sync.UserEvent;

/** Scenario 20: a majority of a group is lost for good. Source: §14. */
final class Recovered {
    private static final long LONGER_THAN_SUSPICION = 20_000;

    private Recovered() {}

    /**
     * 20. A and B, who are lost, have validated p; C has not heard of it, nor has any Log-Peer that
     * is left. The author and a reader that have p go back, and p gets a timestamp once more.
     */
    static void majorityLost(Stage stage) {
        LabPeer author = stage.others().getFirst();
        LabPeer reader = stage.others().getLast();
        stage.types(author, "one");
        stage.untilChosen(1);
        stage.waits(3000);
        stage.mail().loses(carrying(LogMessage.LogPut.class));
        for (LabPeer each : stage.network().peers()) stage.mail().loses(between(each, stage.c()));
        stage.types(author, "p");
        stage.until("both have p", () -> hasRead(stage, author, 2) && hasRead(stage, reader, 2));
        author.offline();
        lose(stage, stage.c());
        GroupReply.Recovered done = recover(stage);
        Expect.equal("found in the log", 0, done.entries());
        stage.until("q is in the place of p", () -> hasRead(stage, stage.c(), 2));
        stage.waits(3000);
        author.online();
        stage.until("p is validated again", () -> hasRead(stage, stage.c(), 3));
        stage.until("all have both", () -> hasRead(stage, reader, 3) && hasRead(stage, author, 3));
        Expect.that(
                stage.count(author, UserEvent.WentOver.class, _ -> true) > 0
                        && stage.count(reader, UserEvent.WentOver.class, _ -> true) > 0,
                "both went over to the new history");
        endsWithTheLostOnes(stage);
        Expect.equal("timestamps given", 4, reader.version(stage.page()));
    }

    /** The same, but the Log-Peers that are left hold what C never heard of: nothing is lost. */
    static void majorityLostButLogged(Stage stage) {
        LabPeer author = stage.others().getFirst();
        LabPeer reader = stage.others().getLast();
        stage.types(author, "one");
        stage.untilChosen(1);
        stage.waits(3000);
        stage.mail().loses(stage.proposals().and(sentTo(stage.c())));
        for (int i = 0; i < 9; i++) {
            stage.types(author, "p-" + i);
            stage.waits(200);
        }
        stage.untilChosen(10);
        stage.waits(3000);
        lose(stage, author);
        GroupReply.Recovered done = recover(stage);
        Expect.equal("found in the log", 9, done.entries());
        stage.untilChosen(11);
        endsWithTheLostOnes(stage);
        Expect.equal("timestamps given", 12, reader.version(stage.page()));
        Expect.that(
                stage.count(author, UserEvent.OtherHistory.class, _ -> true) == 0,
                "nobody met another history");
    }

    private static boolean hasRead(Stage stage, LabPeer peer, long ts) {
        return peer.version(stage.page()) >= ts;
    }

    /** A and B are gone; what is saved meanwhile waits. */
    private static void lose(Stage stage, LabPeer saver) {
        stage.a().crash();
        stage.b().crash();
        stage.mail().opens();
        stage.waits(LONGER_THAN_SUSPICION);
        stage.types(saver, "q");
        stage.waits(LONGER_THAN_SUSPICION);
        Expect.equal("saves that wait", 1, saver.tentative(stage.page()));
    }

    private static Predicate<Letter> between(LabPeer one, LabPeer other) {
        return sentBy(one).and(sentTo(other)).or(sentBy(other).and(sentTo(one)));
    }

    private static GroupReply.Recovered recover(Stage stage) {
        GroupReply reply = stage.c().recover(stage.page(), List.of(stage.c()));
        Expect.that(reply instanceof GroupReply.Recovered, "recovered: " + reply);
        return (GroupReply.Recovered) reply;
    }

    /** They come back all the same, one after the other, and are told that their epoch is over. */
    private static void endsWithTheLostOnes(Stage stage) {
        stage.b().restart();
        stage.waits(LONGER_THAN_SUSPICION);
        stage.a().restart();
        stage.waits(LONGER_THAN_SUSPICION);
        stage.types(stage.b(), "last");
        stage.ends();
    }
}
