package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

class AcceptorTest {
    private static final Cell CELL = new Cell(0);
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));
    private static final PeerId BOB = new PeerId(Hash.of(Bytes.utf8("bob")));
    private static final PeerId EVE = new PeerId(Hash.of(Bytes.utf8("eve")));
    private static final Config FIRST =
            new Config(CELL, ConfigNumber.FIRST, List.of(ANN), Hash.of(Bytes.EMPTY));
    private static final Lineage NEXT =
            new Lineage(FIRST, FIRST.successor(List.of(BOB, EVE), new RingPosition(0)));

    private final Acceptor ann = new Acceptor(ANN, Standing.first(FIRST));

    @Test
    void aLowerBallotThanPromisedIsRefused() {
        assertThat(prepare(ballot(2)).granted()).isTrue();
        assertThat(prepare(ballot(2)).granted()).isTrue();
        assertThat(prepare(ballot(1)).granted()).isFalse();
        assertThat(ann.standing().promised()).isEqualTo(ballot(2));
    }

    @Test
    void aPromiseIsWrittenOnceAndBeforeItIsSaid() {
        assertThat(prepare(ballot(2)).writes()).hasSize(1);
        assertThat(prepare(ballot(2)).writes()).isEmpty();
    }

    @Test
    void aFrozenMemberAcceptsNothingInItsConfigurationAnyMore() {
        assertThat(ann.freeze(NEXT)).hasSize(1);
        assertThat(ann.freeze(NEXT)).isEmpty();
        var refused = prepare(ballot(9));
        assertThat(refused.granted()).isFalse();
        assertThat(refused.answer())
                .isEqualTo(
                        new GroupMessage.Nack(CELL, ballot(9), new GroupMessage.Why.Newer(NEXT)));
    }

    @Test
    void whoLeftRemembersThatItsConfigurationIsOver() {
        ann.freeze(NEXT);
        assertThat(ann.settle(NEXT)).hasSize(2);
        assertThat(prepare(ballot(9)).granted()).isFalse();
        var pull = new GroupMessage.Pull(NEXT, new GroupMessage.Place.Start(), List.of());
        assertThat(ann.pull(pull).granted()).isFalse();
    }

    @Test
    void aBallotOfAConfigurationThatIsNotInstalledIsRefused() {
        Ballot later = new Ballot(ConfigNumber.FIRST.next(), 1, BOB);
        assertThat(prepare(later).answer())
                .isEqualTo(new GroupMessage.Nack(CELL, later, new GroupMessage.Why.NotInstalled()));
    }

    @Test
    void aSuccessorOfAnotherConfigurationIsRefused() {
        Config stranger = NEXT.config().successor(List.of(EVE), new RingPosition(0));
        var accept = new GroupMessage.AcceptNext(CELL, ballot(1), stranger);
        assertThat(ann.acceptNext(accept).granted()).isFalse();
        assertThat(ann.standing().next()).isEqualTo(new Proposal.None());
    }

    @Test
    void aRivalOfTheChosenSuccessorIsNoticedAndChangesNothing() {
        Lineage rival = new Lineage(FIRST, FIRST.successor(List.of(EVE), new RingPosition(0)));
        assertThat(ann.contradicts(NEXT)).isFalse();
        ann.freeze(NEXT);
        assertThat(ann.contradicts(NEXT)).isFalse();
        assertThat(ann.contradicts(rival)).isTrue();
        assertThat(ann.freeze(rival)).isEmpty();
        assertThat(ann.standing().newest()).isEqualTo(NEXT);
        // Who is in the rival, or in the chosen one, sees it as well.
        Acceptor bob = new Acceptor(BOB, Standing.installed(NEXT, Ballot.lowest(NEXT.number())));
        assertThat(bob.contradicts(rival)).isTrue();
        assertThat(bob.contradicts(NEXT)).isFalse();
        assertThat(bob.contradicts(Lineage.first(FIRST))).isFalse();
    }

    @Test
    void aLateCopyOfAnEarlierWriteOfTheSameSessionChangesNothing() {
        List<PatchEntry> entries = Entries.of(HOME, 2);
        assertThat(accept(ballot(1), entries).granted()).isTrue();
        Acceptor.Decision late = accept(ballot(1), entries.subList(0, 1));
        assertThat(late.granted()).isTrue();
        assertThat(late.writes()).isEmpty();
        Timestamp one = new Timestamp(1);
        assertThat(late.answer())
                .isEqualTo(
                        new GroupMessage.Accepted(
                                CELL, ballot(1), List.of(new GroupMessage.Mark(HOME, one))));
        assertThat(held().ts()).isEqualTo(new Timestamp(2));
        // Of a later session a lower timestamp counts: the two were never chosen.
        assertThat(accept(ballot(2), entries.subList(0, 1)).writes()).isNotEmpty();
        assertThat(held().ts()).isEqualTo(one);
    }

    private Register held() {
        return Objects.requireNonNull(ann.registers().get(HOME));
    }

    private Acceptor.Decision accept(Ballot ballot, List<PatchEntry> entries) {
        Register register = new Register(ballot, entries.getLast().header(), entries);
        var writes = List.of(new GroupMessage.Held(HOME, register));
        return ann.accept(new GroupMessage.Accept(CELL, ballot, writes, List.of()));
    }

    private Acceptor.Decision prepare(Ballot ballot) {
        return ann.prepare(
                new GroupMessage.Prepare(CELL, ballot, 1, new GroupMessage.Scope.Nothing()));
    }

    private static Ballot ballot(long n) {
        return new Ballot(ConfigNumber.FIRST, n, ANN);
    }
}
