package org.p2pltr.group.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Message;
import org.p2pltr.env.Signer;
import org.p2pltr.group.Ballot;
import org.p2pltr.group.Config;
import org.p2pltr.group.ConfigNumber;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.group.Lineage;
import org.p2pltr.group.Proposal;
import org.p2pltr.group.Register;
import org.p2pltr.group.wire.proto.BallotForm;
import org.p2pltr.group.wire.proto.GroupForm;
import org.p2pltr.group.wire.proto.GroupsForm;
import org.p2pltr.group.wire.proto.PageDigestForm;
import org.p2pltr.group.wire.proto.PlaceForm;
import org.p2pltr.group.wire.proto.PrepareForm;
import org.p2pltr.group.wire.proto.PromiseForm;
import org.p2pltr.group.wire.proto.PullForm;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.id.StoreId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.sim.SimulatedKeys;
import org.p2pltr.wire.MalformedMessageException;

class TimestampCodecTest {
    private static final TimestampCodec CODEC = new TimestampCodec();
    private static final DocumentKey HOME = DocumentKey.of("Home");
    private static final Cell CELL = new Cell(7);
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));
    private static final PeerId BOB = new PeerId(Hash.of(Bytes.utf8("bob")));
    private static final RequestId ID = new RequestId(-2);

    /** Digests of all messages' bytes: they stay as they are, or old and new peers part. */
    private static final List<String> GOLDEN =
            List.of(
                    "200 38f9585a",
                    "201 45ff61ba",
                    "202 c15e904f",
                    "203 cbf3ec3f",
                    "210 c0d0bcae",
                    "211 5a4cc98d",
                    "212 c0d0bcae",
                    "213 8df51d65",
                    "214 695bd198",
                    "215 6ee20e69",
                    "216 8a5c2e13",
                    "217 8a5c2e13",
                    "218 eb6bb657",
                    "219 e95ed402",
                    "220 74a778e1",
                    "220 233f48ea",
                    "220 ab648b70",
                    "220 ff4195f3",
                    "220 fe2117a0",
                    "221 28da4875",
                    "221 8724f615",
                    "221 c823b96f",
                    "222 2e17e0f5",
                    "223 103b04a9",
                    "224 f7c30ac8",
                    "225 6bcde5ab",
                    "226 1148260f",
                    "226 a67e055c",
                    "226 91d282ed",
                    "226 5f5eb2a0",
                    "226 e5c231b1",
                    "227 1e0cc1ba",
                    "228 ca00f3d5",
                    "229 20171734",
                    "229 54545275",
                    "230 65638eb6",
                    "230 28c8c34c",
                    "230 42bd9ba6",
                    "231 31da1394",
                    "232 90765687",
                    "233 2524a04d",
                    "234 7631e24b",
                    "235 ed14f679",
                    "240 59cf1a75",
                    "241 ce15173b");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    static Stream<Message> messages() {
        return all().stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageComesBackAsItWas(Message message) throws Exception {
        Bytes bytes = CODEC.encode(message);
        assertThat(CODEC.writes(message)).isTrue();
        assertThat(CODEC.decode(CODEC.numberOf(message), bytes)).isEqualTo(message);
    }

    @Test
    void theBytesOfEveryMessageStayAsTheyAre() {
        List<String> digests = new ArrayList<>();
        for (Message message : all())
            digests.add(CODEC.numberOf(message) + " " + Hash.of(CODEC.encode(message)).brief());
        assertThat(digests).isEqualTo(GOLDEN);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedAndRandomBytesAreRefusedAndNothingElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Message message : all()) {
            byte[] bytes = CODEC.encode(message).toArray();
            if (bytes.length > 0) bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(256);
            decode(CODEC.numberOf(message), Bytes.of(bytes));
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            decode(200 + random.nextInt(100), Bytes.of(noise));
        }
    }

    @Test
    void whatNoPeerCanHaveIsRefused() {
        GroupsForm negative =
                GroupsForm.newBuilder().addGroups(GroupForm.newBuilder().setNum(-1)).build();
        BallotForm.Builder ballot =
                BallotForm.newBuilder().setPeer(ByteString.copyFrom(new byte[Hash.LENGTH]));
        PrepareForm last =
                PrepareForm.newBuilder()
                        .setBallot(ballot.clone().setN(Long.MAX_VALUE))
                        .setNothing(true)
                        .build();
        PromiseForm endless =
                PromiseForm.newBuilder().setBallot(ballot.setN(1)).setMore(true).build();
        refused(241, negative);
        refused(220, last);
        refused(221, endless);
        ByteString digest = ByteString.copyFrom(new byte[Hash.LENGTH]);
        var part = PageDigestForm.newBuilder().setUpTo("Home").setDigest(digest);
        var lineage = GroupValues.lineage(lineage());
        var pull = PullForm.newBuilder().setLineage(lineage);
        pull.setFrom(PlaceForm.newBuilder().setStart(true));
        refused(229, pull.clone().addCopied(part).addCopied(part).build());
        refused(229, pull.clone().addCopied(part.clone().setDigest(ByteString.EMPTY)).build());
        for (int i = 0; i <= GroupMessage.MAX_DIGESTS; i++)
            pull.addCopied(part.clone().setUpTo("Page %03d".formatted(i)));
        refused(229, pull.build());
    }

    private static void refused(int number, MessageLite form) {
        assertThatThrownBy(() -> CODEC.decode(number, Bytes.of(form.toByteArray())))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static void decode(int number, Bytes bytes) {
        try {
            assertThat(CODEC.decode(number, bytes)).isNotNull();
        } catch (MalformedMessageException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    private static List<Message> all() {
        PatchEntry entry = entry();
        Head head = entry.header().head();
        List<Message> all = new ArrayList<>();
        all.add(new UserMessage.Publish(ID, HOME, start(), List.of(entry)));
        all.add(new UserMessage.AskLast(ID, HOME, new Timestamp(5)));
        all.add(new UserMessage.FindGroups(ID, List.of(CELL, new Cell(0))));
        all.add(new UserMessage.Subscribe(ID, List.of(new UserMessage.Cursor(CELL, -3, 9))));
        all.add(new UserMessage.Validated(ID, HOME, head));
        all.add(new UserMessage.Behind(ID, HOME, head, List.of(entry)));
        all.add(new UserMessage.Diverged(ID, HOME, head));
        all.add(new UserMessage.Last(ID, HOME, start(), List.of()));
        all.add(new UserMessage.Redirect(ID, CELL, List.of(ANN, BOB)));
        all.add(new UserMessage.Busy(ID));
        var hint = new UserMessage.GroupHint(CELL, 0, 4, List.of(BOB, ANN));
        all.add(new UserMessage.GroupsFound(ID, List.of(hint)));
        all.add(new UserMessage.NotSubscribed(ID, List.of(hint)));
        var line = new UserMessage.DocumentHead(HOME, head, entry.header().label());
        all.add(new UserMessage.Heads(new UserMessage.Cursor(CELL, 11, 12), List.of(line)));
        all.add(new UserMessage.Receipt(HOME, head.ts(), head.hash(), List.of(ANN), 6));
        Ballot ballot = new Ballot(lineage().number(), 3, BOB);
        var held =
                new GroupMessage.Held(HOME, new Register(ballot, entry.header(), List.of(entry)));
        all.addAll(groupMessages(entry, held));
        all.addAll(transitionMessages(held));
        all.add(new GroupMessage.AskGroups(List.of(CELL)));
        all.add(new GroupMessage.TellGroups(List.of(hint)));
        return all;
    }

    private static List<Message> groupMessages(PatchEntry entry, GroupMessage.Held held) {
        Lineage lineage = lineage();
        Config next = lineage.config();
        Ballot ballot = new Ballot(next.number(), 3, BOB);
        Head head = entry.header().head();
        var bare = new GroupMessage.Held(HOME, new Register(ballot, entry.header(), List.of()));
        var after = new GroupMessage.Place.After(HOME);
        var start = new GroupMessage.Place.Start();
        var newer = new GroupMessage.Why.Newer(lineage);
        return List.of(
                new GroupMessage.Prepare(CELL, ballot, 1, new GroupMessage.Scope.Nothing()),
                new GroupMessage.Prepare(CELL, ballot, 2, new GroupMessage.Scope.One(HOME)),
                new GroupMessage.Prepare(CELL, ballot, 3, new GroupMessage.Scope.Page(start)),
                new GroupMessage.Prepare(CELL, ballot, 4, new GroupMessage.Scope.Page(after)),
                new GroupMessage.Prepare(CELL, ballot, 5, new GroupMessage.Scope.Nothing(), true),
                new GroupMessage.Promise(CELL, ballot, 1, new Proposal.None(), List.of(held), true),
                new GroupMessage.Promise(
                        CELL, ballot, 5, new Proposal.None(), List.of(), false, true),
                new GroupMessage.Promise(
                        CELL, ballot, 2, new Proposal.Accepted(ballot, next), List.of(), false),
                new GroupMessage.Accept(
                        CELL,
                        ballot,
                        List.of(held, bare),
                        List.of(new GroupMessage.Published(HOME, head))),
                new GroupMessage.Accepted(
                        CELL, ballot, List.of(new GroupMessage.Mark(HOME, head.ts()))),
                new GroupMessage.AcceptNext(CELL, ballot, next),
                new GroupMessage.AcceptedNext(CELL, ballot),
                new GroupMessage.Nack(CELL, ballot, new GroupMessage.Why.LowBallot(ballot)),
                new GroupMessage.Nack(CELL, ballot, new GroupMessage.Why.NotInstalled()),
                new GroupMessage.Nack(CELL, ballot, newer),
                new GroupMessage.Nack(CELL, ballot, new GroupMessage.Why.Leased()),
                new GroupMessage.Nack(CELL, ballot, new GroupMessage.Why.OldEpoch(2)));
    }

    /** Between members of two configurations. */
    private static List<Message> transitionMessages(GroupMessage.Held held) {
        Lineage lineage = lineage();
        Config next = lineage.config();
        Ballot ballot = new Ballot(next.number(), 3, BOB);
        var after = new GroupMessage.Place.After(HOME);
        var start = new GroupMessage.Place.Start();
        return List.of(
                new GroupMessage.Announce(lineage, true),
                new GroupMessage.Installed(CELL, next.number(), true),
                new GroupMessage.Pull(lineage, after, List.of()),
                new GroupMessage.Pull(
                        lineage,
                        start,
                        List.of(
                                new GroupMessage.PageDigest(HOME, Hash.of(Bytes.EMPTY)),
                                new GroupMessage.PageDigest(DocumentKey.of("News"), ANN.value()))),
                new GroupMessage.State(
                        CELL,
                        next.number(),
                        start,
                        new GroupMessage.Source.Frozen(),
                        List.of(held),
                        List.of(),
                        true),
                new GroupMessage.State(
                        CELL,
                        next.number(),
                        start,
                        new GroupMessage.Source.Frozen(),
                        List.of(),
                        List.of(Hash.of(Bytes.EMPTY), ANN.value()),
                        false),
                new GroupMessage.State(
                        CELL,
                        next.number(),
                        after,
                        new GroupMessage.Source.Live(ballot),
                        List.of(),
                        List.of(),
                        false),
                new GroupMessage.PullRefused(
                        CELL, next.number(), new GroupMessage.Why.Newer(lineage)),
                new GroupMessage.Collect(CELL, 1L << 33, after),
                new GroupMessage.Collected(
                        CELL, 1L << 33, after, List.of(lineage), List.of(held), true),
                new GroupMessage.Ahead(CELL, next.number(), after, List.of(held), true),
                new GroupMessage.AheadKept(CELL, next.number(), start));
    }

    private static Lineage lineage() {
        Config first = new Config(CELL, ConfigNumber.FIRST, List.of(ANN), Hash.of(Bytes.EMPTY));
        return new Lineage(first, first.successor(List.of(ANN, BOB), new RingPosition(0)));
    }

    private static Head start() {
        return Head.start(new NetworkId(Bytes.of(new byte[NetworkId.LENGTH])), HOME);
    }

    private static PatchEntry entry() {
        Signer signer =
                new SimulatedKeys()
                        .newSigner(
                                new StoreId(Bytes.of(new byte[StoreId.LENGTH])),
                                new SplittableRandom(1));
        EntryBody body =
                new EntryBody(
                        HOME,
                        new PatchId(Bytes.of(new byte[PatchId.LENGTH])),
                        signer.identity(),
                        "Ann",
                        Instant.EPOCH,
                        "a comment",
                        Bytes.utf8("change"),
                        Hash.of(Bytes.EMPTY),
                        new Label(Bytes.utf8("label")));
        return PatchEntry.signed(start(), body, signer);
    }
}
