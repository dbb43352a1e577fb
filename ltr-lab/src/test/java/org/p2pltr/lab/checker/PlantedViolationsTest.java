package org.p2pltr.lab.checker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.group.Ballot;
import org.p2pltr.group.Config;
import org.p2pltr.group.ConfigNumber;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;

/** Each invariant finds the violation planted for it, and is content with what is right. */
class PlantedViolationsTest {
    private static final DocumentKey HOME = Planted.HOME;
    private static final Cell CELL = new Cell(1);

    private final Planted planted = new Planted();
    private final PatchEntry first = planted.after(planted.start(), "", "one\n");
    private final PatchEntry second = planted.after(first.header().head(), "one\n", "one\ntwo\n");
    private final PatchEntry rival = planted.after(first.header().head(), "one\n", "one\nzwei\n");

    private static PeerId peer(int number) {
        return new PeerId(Hash.of(Bytes.utf8("peer " + number)));
    }

    private static void sees(Check check, Sighting... sightings) {
        for (Sighting each : sightings) check.sees(each);
    }

    private static void breaks(Check check, Sighting last) {
        assertThatThrownBy(() -> check.sees(last)).isInstanceOf(AssertionError.class);
    }

    private static void breaksQuiet(Check check, QuietNetwork network) {
        assertThatThrownBy(() -> check.quiet(network)).isInstanceOf(AssertionError.class);
    }

    private static Sighting.EntryPassed passed(EntryHeader header) {
        return new Sighting.EntryPassed("ann", HOME, header);
    }

    private static Sighting.SavesValidated validated(PatchEntry entry) {
        return new Sighting.SavesValidated(
                "ann", HOME, entry.header().head(), List.of(entry.header().patch()));
    }

    @Test
    void allAreContentWithASoundNetwork() {
        Checks all = Checks.all();
        all.see(new Sighting.SaveKept("ann", HOME, first.header().patch()));
        all.see(new Sighting.WordsTyped("ann", HOME, List.of("one"), List.of()));
        for (PatchEntry entry : List.of(first, second)) {
            all.see(new Sighting.HeadChosen(HOME, entry.header().head()));
            all.see(validated(entry));
            all.see(new Sighting.EntryPut("ann", HOME, entry.header()));
            all.see(passed(entry.header()));
        }
        QuietNetwork network = planted.network(List.of(first, second), "one\ntwo\n");
        assertThatCode(() -> all.quiet(network)).doesNotThrowAnyException();
    }

    @Test
    void onePlaceWithTwoPatches() {
        var check = new OneValidatedPatchPerTimestamp();
        sees(check, passed(first.header()), validated(second));
        breaks(check, new Sighting.HeadStated("bob", HOME, rival.header().head()));
    }

    @Test
    void twoPatchesInTwoLogs() {
        var check = new OneValidatedPatchPerTimestamp();
        sees(check, validated(rival));
        breaksQuiet(check, planted.network(List.of(first, second), "one\ntwo\n"));
    }

    @Test
    void anEntryThatDoesNotContinueTheOneBefore() {
        var check = new TimestampsWithoutGap();
        PatchEntry stranger = planted.after(rival.header().head(), "one\nzwei\n", "drei\n");
        sees(check, passed(first.header()), passed(stranger.header()));
        breaks(check, passed(second.header()));
    }

    @Test
    void aTimestampLeftOut() {
        PatchEntry third = planted.after(second.header().head(), "one\ntwo\n", "three\n");
        breaksQuiet(new TimestampsWithoutGap(), planted.network(List.of(first, third), "three\n"));
    }

    @Test
    void aPatchAtTwoPlaces() {
        var check = new ExactlyOnce();
        sees(check, validated(first));
        Head later = new Head(second.ts(), second.hash());
        breaks(
                check,
                new Sighting.SavesValidated("ann", HOME, later, List.of(first.header().patch())));
    }

    @Test
    void aDurableSaveThatGotNoPlace() {
        var check = new ExactlyOnce();
        sees(check, new Sighting.SaveKept("ann", HOME, second.header().patch()));
        breaksQuiet(check, planted.network(List.of(first), "one\n"));
    }

    @Test
    void aSaveTakenBackNeedsNoPlace() {
        var check = new ExactlyOnce();
        sees(
                check,
                new Sighting.SaveKept("ann", HOME, second.header().patch()),
                new Sighting.SaveTakenBack("ann", HOME, second.header().patch()));
        QuietNetwork network = planted.network(List.of(first), "one\n");
        assertThatCode(() -> check.quiet(network)).doesNotThrowAnyException();
    }

    @Test
    void aLastTimestampOlderThanOneValidatedBefore() {
        var check = new ValidatedIsNeverLost();
        RequestId id = new RequestId(7);
        sees(check, validated(second), new Sighting.LastAsked("bob", HOME, id));
        breaks(check, new Sighting.LastTold("bob", HOME, id, first.header().head()));
    }

    @Test
    void aLastTimestampMayMissWhatWasValidatedMeanwhile() {
        var check = new ValidatedIsNeverLost();
        RequestId id = new RequestId(7);
        sees(check, validated(first), new Sighting.LastAsked("bob", HOME, id), validated(second));
        Sighting told = new Sighting.LastTold("bob", HOME, id, first.header().head());
        assertThatCode(() -> check.sees(told)).doesNotThrowAnyException();
    }

    @Test
    void aTimestampBelowOneThatWasAnsweredBeforeItWasAskedFor() {
        var check = new AnswersKeepRealTimeOrder();
        RequestId read = new RequestId(1);
        RequestId publish = new RequestId(2);
        sees(
                check,
                new Sighting.LastTold("bob", HOME, read, second.header().head()),
                new Sighting.PublishAsked("ann", HOME, publish));
        breaks(check, new Sighting.ValidatedTold("ann", HOME, publish, first.header().head()));
    }

    @Test
    void aRetryMayBeAnsweredWithTheTimestampThatOthersReadMeanwhile() {
        var check = new AnswersKeepRealTimeOrder();
        RequestId retry = new RequestId(2);
        sees(
                check,
                new Sighting.LastTold("bob", HOME, new RequestId(1), first.header().head()),
                new Sighting.PublishAsked("ann", HOME, retry),
                new Sighting.ValidatedTold("ann", HOME, retry, first.header().head()));
    }

    @Test
    void aValidatedSaveMissingInTheEnd() {
        var check = new ValidatedIsNeverLost();
        sees(check, validated(second));
        breaksQuiet(check, planted.network(List.of(first), "one\n"));
    }

    @Test
    void twoConfigurationsOfOneNumber() {
        var check = new OneConfigPerNumber();
        Hash genesis = Hash.of(Bytes.utf8("genesis"));
        ConfigNumber number = ConfigNumber.FIRST.next();
        Config one = new Config(CELL, number, List.of(peer(1), peer(2), peer(3)), genesis);
        Config other = new Config(CELL, number, List.of(peer(1), peer(2), peer(4)), genesis);
        sees(check, new Sighting.ConfigNamed("ann", one), new Sighting.ConfigNamed("bob", one));
        breaks(check, new Sighting.ConfigNamed("bob", other));
    }

    @Test
    void aPromiseTakenBack() {
        var check = new PromiseNeverGoesBack();
        Ballot low = new Ballot(ConfigNumber.FIRST, 1, peer(1));
        Ballot high = new Ballot(ConfigNumber.FIRST, 2, peer(2));
        sees(check, new Sighting.PromiseMade("ann", 1, CELL, high));
        breaks(check, new Sighting.PromiseMade("ann", 1, CELL, low));
    }

    @Test
    void aPromiseForgottenInACrashThoughSomebodyHeardIt() {
        Ballot low = new Ballot(ConfigNumber.FIRST, 1, peer(1));
        Ballot high = new Ballot(ConfigNumber.FIRST, 2, peer(2));
        var unheard = new PromiseNeverGoesBack();
        sees(
                unheard,
                new Sighting.PromiseMade("ann", 1, CELL, high),
                new Sighting.PromiseMade("ann", 2, CELL, low));
        var heard = new PromiseNeverGoesBack();
        sees(
                heard,
                new Sighting.PromiseMade("ann", 1, CELL, high),
                new Sighting.PromiseHeard("ann", CELL, high));
        breaks(heard, new Sighting.PromiseMade("ann", 2, CELL, low));
    }

    @Test
    void anEntryPutThatNoMajorityAccepted() {
        var check = new OnlyCommittedEntriesInTheLog();
        sees(
                check,
                new Sighting.HeadChosen(HOME, first.header().head()),
                new Sighting.EntryPut("ann", HOME, first.header()),
                new Sighting.HeadChosen(HOME, second.header().head()));
        breaks(check, new Sighting.EntryPut("ann", HOME, rival.header()));
    }

    @Test
    void anEntryInTheLogThatIsInNoHistory() {
        QuietNetwork network = planted.network(List.of(first, second), "one\ntwo\n");
        breaksQuiet(new OnlyCommittedEntriesInTheLog(), planted.withCopy(network, "bob", rival));
    }

    @Test
    void aWordThatIsGone() {
        var check = new NothingTypedIsLost();
        sees(check, new Sighting.WordsTyped("ann", HOME, List.of("one", "two"), List.of()));
        breaksQuiet(check, planted.network(List.of(first), "one\n"));
    }

    @Test
    void aWordThatAPersonRemovedMayBeGone() {
        var check = new NothingTypedIsLost();
        sees(
                check,
                new Sighting.WordsTyped("ann", HOME, List.of("one", "two"), List.of()),
                new Sighting.WordsTyped("bob", HOME, List.of(), List.of("two")));
        QuietNetwork network = planted.network(List.of(first), "one\n");
        assertThatCode(() -> check.quiet(network)).doesNotThrowAnyException();
    }

    @Test
    void twoHeads() {
        QuietNetwork network = planted.network(List.of(first, second), "one\ntwo\n");
        breaksQuiet(new HeadsAgree(), planted.withReplica(network, "cyd", List.of(first), "one\n"));
    }

    @Test
    void twoTextsAtOneHead() {
        QuietNetwork network = planted.network(List.of(first), "one\n");
        breaksQuiet(new HeadsAgree(), planted.withReplica(network, "cyd", List.of(first), "uno\n"));
    }

    @Test
    void aSaveThatStillWaits() {
        QuietNetwork network = planted.network(List.of(first), "one\n");
        breaksQuiet(new HeadsAgree(), planted.withWaitingSave(network, "cyd", first));
    }

    @Test
    void aTextThatTheLogDoesNotYield() {
        breaksQuiet(
                new ReplicasEqualTheLog(), planted.network(List.of(first, second), "one\nzwei\n"));
    }

    @Test
    void anEntryWhoseDigestIsNotItsText() {
        PatchEntry liar = planted.lyingAfter(first.header().head(), "one\n", "one\ntwo\n");
        breaksQuiet(new ReplicasEqualTheLog(), planted.network(List.of(first, liar), "one\ntwo\n"));
    }

    @Test
    void anEntryWithTooFewCopies() {
        QuietNetwork network = planted.network(List.of(first), "one\n");
        breaksQuiet(
                new ReplicasEqualTheLog(),
                new QuietNetwork(
                        network.id(),
                        network.replicas(),
                        network.copies().subList(0, 1),
                        network.copiesWanted()));
    }
}
