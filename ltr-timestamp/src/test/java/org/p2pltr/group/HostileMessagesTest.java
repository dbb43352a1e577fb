package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Event;
import org.p2pltr.env.Row;
import org.p2pltr.env.TestWorld;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;

/** Messages that no peer of ours says must neither stop a peer nor spoil what it keeps. */
class HostileMessagesTest {
    private static final PeerId SELF = Entries.SIGNER.identity().id();
    private static final DocumentKey HOME = new DocumentKey("Home");
    private static final Genesis GENESIS = Entries.GENESIS;

    @Test
    void aPublishAfterTheHighestTimestampIsAFault() {
        Head last = new Head(new Timestamp(Long.MAX_VALUE), new ChainHash(Hash.of(Bytes.EMPTY)));
        var publish = new UserMessage.Publish(new RequestId(1), HOME, last, List.of(entry()));
        assertThat(PublishCheck.fault(publish)).isPresent();
    }

    @Test
    void aRegisterInAWrongCellIsNeverWritten() {
        Cell right = GENESIS.cells().cellOf(HOME);
        assertThat(writesAfterAccept(right)).isTrue();
        assertThat(writesAfterAccept(new Cell(1 - right.number()))).isFalse();
    }

    @Test
    void aForgedSuccessorIsReportedAndStopsNobody() {
        MasterGroups groups = founder();
        Config first = GENESIS.firstConfig(new Cell(0));
        Config chosen = first.successor(List.of(SELF, stranger(1)), new RingPosition(0));
        Config forged = first.successor(List.of(stranger(2)), new RingPosition(0));
        assertThat(contradictions(announce(groups, first, chosen))).isZero();
        assertThat(contradictions(announce(groups, first, forged))).isOne();
        assertThat(contradictions(announce(groups, first, chosen))).isZero();
    }

    private static Effects announce(MasterGroups groups, Config first, Config next) {
        var announce = new GroupMessage.Announce(new Lineage(first, next), false);
        var received = new Event.Received(stranger(1), announce);
        return groups.on(received, TestWorld.seeded(1));
    }

    private static long contradictions(Effects effects) {
        return effects.list().stream()
                .filter(each -> each.effect().toString().contains("SuccessorContradicted"))
                .count();
    }

    private static PeerId stranger(int number) {
        return new PeerId(Hash.of(Bytes.utf8("stranger " + number)));
    }

    private static MasterGroups founder() {
        MasterGroups groups =
                new MasterGroups(SELF, GENESIS, GroupSettings.DEFAULT, Entries.KEYS.verifier());
        for (Write write : Founding.found(GENESIS))
            if (write instanceof Write.Put(var family, Bytes key, Bytes value))
                groups.remember(family, new Row(key, value));
        return groups;
    }

    private static boolean writesAfterAccept(Cell cell) {
        MasterGroups groups = founder();
        Ballot ballot = new Ballot(ConfigNumber.FIRST, 1, SELF);
        PatchEntry entry = entry();
        var held =
                new GroupMessage.Held(HOME, new Register(ballot, entry.header(), List.of(entry)));
        var accept = new GroupMessage.Accept(cell, ballot, List.of(held), List.of());
        Effects effects = groups.on(new Event.Received(SELF, accept), TestWorld.seeded(1));
        return effects.list().stream().anyMatch(each -> each.effect() instanceof Effect.Persist);
    }

    private static PatchEntry entry() {
        return Entries.of(HOME, 1).getFirst();
    }
}
