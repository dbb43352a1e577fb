package org.p2pltr.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.p2pltr.Eventually;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.keys.Ed25519Verifier;
import org.p2pltr.start.StartEvent;
import org.p2pltr.wire.Frame;
import org.p2pltr.wire.NoteCodec.Note;
import org.p2pltr.wire.TransportMessage.Refusal;

class NettyNetworkTest {

    @Test
    void peersThatKnowEachOthersAddressTalk() throws Exception {
        try (TestPeer ann = TestPeer.start(1);
                TestPeer bob = TestPeer.start(2)) {
            ann.know(bob);
            ann.send(bob, "hello Bob");
            bob.awaitMessage(ann, "hello Bob");
            // Bob learned Ann's address with her hello.
            bob.send(ann, "hello Ann");
            ann.awaitMessage(bob, "hello Ann");
            assertThat(bob.events)
                    .contains(new NetworkEvent.PeerConnected(ann.contact(), "peer 1", 1));
        }
    }

    @Test
    void anAddressCanBeCalledBeforeThePeerIsKnown() throws Exception {
        try (TestPeer ann = TestPeer.start(1);
                TestPeer bob = TestPeer.start(2)) {
            ann.network.call(bob.address(), Note.of("who is there?"));
            ann.network.flush();
            bob.awaitMessage(ann, "who is there?");
            ann.send(bob, "now I know you");
            bob.awaitMessage(ann, "now I know you");
        }
    }

    @Test
    void messagesOfOneLinkComeInOrderAndLargeOnesWhole() throws Exception {
        try (TestPeer ann = TestPeer.start(1);
                TestPeer bob =
                        TestPeer.start(
                                ListenSettings.anyPort(), TestPeer.member(2, 1), TestPeer.LIMITS)) {
            ann.know(bob);
            Note large = new Note(Bytes.of(new byte[500_000]));
            ann.network.send(bob.id, Note.of("first"));
            ann.network.send(bob.id, large);
            ann.network.send(bob.id, Note.of("last"));
            ann.network.flush();
            bob.awaitMessage(ann, "last");
            assertThat(bob.came.stream().map(TestPeer.Came::message))
                    .containsExactly(Note.of("first"), large, Note.of("last"));
        }
    }

    @Test
    void theLargestFrameGoesThrough() throws Exception {
        try (TestPeer ann =
                        TestPeer.start(
                                ListenSettings.anyPort(),
                                TestPeer.member(1, 1),
                                ConnectionLimits.DEFAULT);
                TestPeer bob = TestPeer.start(2)) {
            ann.know(bob);
            ann.network.send(bob.id, new Note(Bytes.of(new byte[Frame.MAX_BODY])));
            ann.network.send(bob.id, new Note(Bytes.of(new byte[Frame.MAX_BODY + 1])));
            ann.network.flush();
            ann.send(bob, "done");
            bob.awaitMessage(ann, "done");
            assertThat(bob.came).hasSize(2);
            assertThat(ann.network.counts().dropped()).isEqualTo(1);
        }
    }

    @Test
    void twoPeersThatDialEachOtherAtOnceBothGetThrough() throws Exception {
        try (TestPeer ann = TestPeer.start(1);
                TestPeer bob = TestPeer.start(2)) {
            ann.network.know(bob.contact());
            bob.network.know(ann.contact());
            for (int i = 0; i < 50; i++) {
                ann.send(bob, "to Bob " + i);
                bob.send(ann, "to Ann " + i);
            }
            for (int i = 0; i < 50; i++) {
                bob.awaitMessage(ann, "to Bob " + i);
                ann.awaitMessage(bob, "to Ann " + i);
            }
        }
    }

    @Test
    void aPeerThatComesLateGetsWhatWaitedForIt() throws Exception {
        try (TestPeer ann = TestPeer.start(1)) {
            ListenSettings later;
            try (TestPeer bob = TestPeer.start(2)) {
                later = bob.listen();
                ann.network.know(bob.contact());
            }
            ann.network.send(TestPeer.signer(2).identity().id(), Note.of("patience"));
            ann.network.flush();
            Eventually.until(
                    "Ann complained once",
                    () -> ann.events.stream().anyMatch(NetworkEvent.Complaint.class::isInstance));
            try (TestPeer bob = TestPeer.start(later, TestPeer.member(2, 1), TestPeer.LIMITS)) {
                bob.awaitMessage(ann, "patience");
                assertThat(ann.events.stream().filter(NetworkEvent.Complaint.class::isInstance))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aMessageNeverReachesAnotherPeerAtTheSameAddress() throws Exception {
        try (TestPeer ann = TestPeer.start(1);
                TestPeer eve = TestPeer.start(3)) {
            // Where Ann believes Bob to be, Eve listens.
            PeerContact bob = new PeerContact(TestPeer.signer(2).identity().id(), eve.address());
            ann.network.know(bob);
            ann.network.send(bob.id(), Note.of("for Bob only"));
            ann.network.flush();
            Eventually.until("Ann met Eve", () -> ann.connected(eve) == 1);
            ann.send(eve, "for Eve");
            eve.awaitMessage(ann, "for Eve");
            assertThat(eve.came).hasSize(1);
        }
    }

    @Test
    void aPeerThatStartsAgainReplacesItsOldConnections() throws Exception {
        try (TestPeer ann = TestPeer.start(1)) {
            ListenSettings place;
            try (TestPeer bob = TestPeer.start(2)) {
                place = bob.listen();
                bob.know(ann);
                bob.send(ann, "start one");
                ann.awaitMessage(bob, "start one");
            }
            try (TestPeer bob = TestPeer.start(place, TestPeer.member(2, 2), TestPeer.LIMITS)) {
                bob.know(ann);
                bob.send(ann, "start two");
                ann.awaitMessage(bob, "start two");
                TestPeer.untilItComes(ann, bob, "welcome back");
            }
        }
    }

    @Test
    void aLaterStartClosesConnectionsOfTheEarlierOneThatStillLive() throws Exception {
        try (TestPeer ann = TestPeer.start(1);
                TestPeer before = TestPeer.start(2);
                TestPeer after =
                        TestPeer.start(
                                ListenSettings.anyPort(), TestPeer.member(2, 2), TestPeer.LIMITS)) {
            before.know(ann);
            before.send(ann, "before");
            ann.awaitMessage(before, "before");
            after.know(ann);
            after.send(ann, "after");
            ann.awaitMessage(after, "after");
            Eventually.until(
                    "the earlier start lost its connection",
                    () -> before.events.contains(new NetworkEvent.PeerDisconnected(ann.id)));
            TestPeer.untilItComes(ann, after, "to the later one");
            assertThat(before.came).isEmpty();
        }
    }

    @Test
    void anOldCopyOfAPeersDiskIsRefusedAndTold() throws Exception {
        try (TestPeer ann = TestPeer.start(1);
                TestPeer now =
                        TestPeer.start(
                                ListenSettings.anyPort(), TestPeer.member(2, 5), TestPeer.LIMITS);
                TestPeer copy =
                        TestPeer.start(
                                ListenSettings.anyPort(), TestPeer.member(2, 4), TestPeer.LIMITS)) {
            now.know(ann);
            now.send(ann, "now");
            ann.awaitMessage(now, "now");
            copy.know(ann);
            copy.send(ann, "from the past");
            awaitRefusal(copy, Refusal.Reason.OLD_START);
            awaitProof(copy);
            assertThat(ann.events).anyMatch(StartEvent.StartRefused.class::isInstance);
            assertThat(ann.came).hasSize(1);
            assertThat(ann.events).anyMatch(e -> e.toString().contains("old copy"));
        }
    }

    @Test
    void aSecondPeerOnACopiedDiskIsRefusedAndTold() throws Exception {
        try (TestPeer ann = TestPeer.start(1);
                TestPeer first = TestPeer.start(2);
                TestPeer twin = TestPeer.start(2)) {
            first.know(ann);
            first.send(ann, "I am Bob");
            ann.awaitMessage(first, "I am Bob");
            twin.know(ann);
            twin.send(ann, "I am Bob too");
            awaitRefusal(twin, Refusal.Reason.TWIN);
            awaitProof(twin);
            first.send(ann, "still here");
            ann.awaitMessage(first, "still here");
            assertThat(ann.came).hasSize(2);
        }
    }

    @Test
    void aPeerIsListenedToOnceItsStartIsOnDisk() throws Exception {
        Queue<Runnable> syncs = new ConcurrentLinkedQueue<>();
        try (TestPeer ann = TestPeer.start(1, (_, synced) -> syncs.add(synced));
                TestPeer bob = TestPeer.start(2)) {
            bob.know(ann);
            bob.send(ann, "hello");
            bob.send(ann, "x".repeat(100_000));
            Eventually.until("bob is connected", () -> bob.connected(ann) == 1);
            Eventually.until("its start is on its way to the disk", () -> !syncs.isEmpty());
            assertThat(ann.came).isEmpty();
            assertThat(ann.connected(bob)).isZero();
            syncs.remove().run();
            ann.awaitMessage(bob, "hello");
            ann.awaitMessage(bob, "x".repeat(100_000));
        }
    }

    @Test
    void aRefusalWithoutThePeersOwnSignatureProvesNothing() {
        Introduction self = TestPeer.member(1, 3);
        Introduction liar = TestPeer.member(2, 9);
        assertThat(self.isRuledOutBy(TestPeer.member(1, 4).start())).isTrue();
        assertThat(self.isRuledOutBy(TestPeer.member(1, 3).start())).isTrue();
        assertThat(self.isRuledOutBy(self.start())).isFalse();
        assertThat(self.isRuledOutBy(TestPeer.member(1, 2).start())).isFalse();
        assertThat(self.isRuledOutBy(liar.start())).isFalse();
    }

    private static void awaitProof(TestPeer peer) {
        Eventually.until(
                "it was proven to be a copy, among " + peer.events,
                () -> peer.events.stream().anyMatch(StartEvent.RunsOnOldCopy.class::isInstance));
    }

    @Test
    void aPeerOfAnotherNetworkIsRefused() throws Exception {
        NetworkId other = new NetworkId(TestPeer.bytes(9, NetworkId.LENGTH));
        try (TestPeer ann = TestPeer.start(1);
                TestPeer stranger =
                        TestPeer.start(
                                ListenSettings.anyPort(),
                                TestPeer.member(2, 1, other),
                                TestPeer.LIMITS)) {
            stranger.know(ann);
            stranger.send(ann, "let me in");
            awaitRefusal(stranger, Refusal.Reason.OTHER_NETWORK);
            assertThat(ann.came).isEmpty();
        }
    }

    @Test
    void aPeerThatCallsItselfHearsSo() throws Exception {
        try (TestPeer ann = TestPeer.start(1)) {
            ann.network.call(ann.address(), Note.of("hello me"));
            ann.network.flush();
            awaitRefusal(ann, Refusal.Reason.SELF);
            assertThat(ann.came).isEmpty();
        }
    }

    @Test
    void aNewcomerLearnsTheNetworkAndItsGenesis() throws Exception {
        Introduction newcomer =
                Introduction.ofNewcomer(TestPeer.signer(2), new Ed25519Verifier(), 1, "new");
        try (TestPeer ann = TestPeer.start(1)) {
            PeerAddress nobody;
            try (TestPeer gone = TestPeer.start(3)) {
                nobody = gone.address();
            }
            Newcomer.Learned learned =
                    Newcomer.learn(List.of(nobody, ann.address()), newcomer, 7400, TestPeer.LIMITS);
            assertThat(learned)
                    .isEqualTo(
                            new Newcomer.Learned(
                                    TestPeer.NETWORK, TestPeer.GENESIS, ann.contact()));
            assertThatThrownBy(
                            () -> Newcomer.learn(List.of(nobody), newcomer, 7400, TestPeer.LIMITS))
                    .isInstanceOf(JoinException.class)
                    .hasMessageContaining(nobody.toString());
            // With what it learned it is a member, in the same run.
            try (TestPeer member = TestPeer.start(2)) {
                member.know(ann);
                member.send(ann, "one of you");
                ann.awaitMessage(member, "one of you");
            }
        }
    }

    @Test
    void whatIsTooMuchForALinkIsDroppedAndCounted() throws Exception {
        try (TestPeer ann = TestPeer.start(1)) {
            PeerContact gone;
            try (TestPeer bob = TestPeer.start(2)) {
                gone = bob.contact();
            }
            ann.network.know(gone);
            Note large = new Note(Bytes.of(new byte[100_000]));
            for (int i = 0; i < 20; i++) ann.network.send(gone.id(), large);
            ann.network.flush();
            Eventually.until("half of it was dropped", () -> ann.network.counts().dropped() >= 10);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        try (TestPeer ann = TestPeer.start(1)) {
            assertThatThrownBy(() ->
                            TestPeer.start(ann.listen(), TestPeer.member(2, 1), TestPeer.LIMITS))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining("" + ann.address().port())
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void manyPeersOfOneComputerTalkEachWithEach() throws Exception {
        List<TestPeer> peers = new ArrayList<>();
        try {
            for (int i = 1; i <= 6; i++) peers.add(TestPeer.start(i));
            for (TestPeer from : peers) {
                for (TestPeer to : peers) {
                    if (from.equals(to)) continue;
                    from.know(to);
                    from.send(to, "hello");
                }
            }
            for (TestPeer from : peers) {
                for (TestPeer to : peers) {
                    if (!from.equals(to)) to.awaitMessage(from, "hello");
                }
            }
        } finally {
            peers.forEach(TestPeer::close);
        }
    }

    private static void awaitRefusal(TestPeer peer, Refusal.Reason reason) {
        Eventually.until(
                reason + " was reported, among " + peer.events,
                () ->
                        peer.events.stream()
                                .anyMatch(e ->
                                        e instanceof NetworkEvent.Refused refused
                                                && refused.reason() == reason));
    }
}
