package org.p2pltr.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Notice;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/** One ring by hand: events in, effects out. */
class RingRoleTest implements Environment {
    private static final Introduction BOB = peer("Bob", 5);
    private static final Introduction CAT = peer("Cat", 1);
    private static final PeerAddress JOIN = new PeerAddress("join", 1);

    private final SplittableRandom random = new SplittableRandom(1);
    private final PeerContact self = peer("Ann", 1).contact();
    private final RingRole ring = new RingRole(self, "Ann", RingSettings.DEFAULT, List.of(JOIN));
    private Duration now = Duration.ZERO;

    private static Introduction peer(String name, long incarnation) {
        PeerId id = new PeerId(Hash.of(Bytes.utf8(name)));
        return new Introduction(
                new PeerContact(id, new PeerAddress(name, 7400)), name, incarnation);
    }

    private static Introduction at(Introduction peer, String host, long incarnation) {
        PeerContact contact = new PeerContact(peer.id(), new PeerAddress(host, 7400));
        return new Introduction(contact, peer.name(), incarnation);
    }

    @Override
    public Duration uptime() {
        return now;
    }

    @Override
    public Instant wallClock() {
        return Instant.EPOCH;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    private Effects start() {
        return ring.on(new Event.Started(), this);
    }

    private List<Effect> hear(RingMessage message) {
        return ring.on(new Event.Received(message.sender().id(), message), this).bare();
    }

    private List<Effect> ping(Introduction from) {
        return hear(new RingMessage.Ping(from, 1, 0));
    }

    /** Lets time pass, one heartbeat after the other; returns all effects. */
    private Effects pass(Duration time) {
        Effects all = Effects.none();
        for (Duration end = now.plus(time); now.compareTo(end) < 0; ) {
            now = now.plusSeconds(1);
            all = all.and(ring.on(new Event.Elapsed(new RingTimer.Heartbeat()), this));
        }
        return all;
    }

    private void remember(Write write) {
        Write.Put put = (Write.Put) write;
        ring.remember(put.family(), new Row(put.key(), put.value()));
    }

    private List<KnownPeer> known() {
        Event.Asked asked = new Event.Asked(new AskId(1), new RingRequest.PeersAsked());
        Effect.Answer answer = (Effect.Answer) ring.on(asked, this).bare().getFirst();
        return ((RingReply.KnownPeers) answer.reply()).peers();
    }

    private KnownPeer known(Introduction peer) {
        return known().stream()
                .filter(each -> each.contact().id().equals(peer.id()))
                .findFirst()
                .orElseThrow();
    }

    private static <M extends Message> List<M> sent(Effects effects, PeerId to, Class<M> type) {
        return effects.bare().stream()
                .filter(effect -> effect instanceof Effect.Send send && send.to().equals(to))
                .map(effect -> ((Effect.Send) effect).message())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<Notice> announced(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Announce.class::isInstance)
                .map(effect -> ((Effect.Announce) effect).notice())
                .toList();
    }

    @Test
    void nothingIsSaidInALifeThatIsNotOnDisk() {
        remember(RingRecords.incarnation(6));
        remember(RingRecords.known(new RingRecords.Known(BOB, RingRecords.Known.Source.HEARSAY)));
        Effects effects = start();
        assertThat(effects.bare().getFirst())
                .isEqualTo(Effect.Persist.of(RingRecords.incarnation(7)));
        assertThat(effects.list()).allMatch(each -> each.lane().equals(Lane.MAIN));
        Introduction me = new Introduction(self, "Ann", 7);
        assertThat(sent(effects, BOB.id(), RingMessage.Ping.class))
                .singleElement()
                .satisfies(ping -> assertThat(ping.sender()).isEqualTo(me));
        assertThat(effects.bare())
                .contains(new Effect.Know(BOB.contact()))
                .anyMatch(each -> each instanceof Effect.Call(var to, _) && to.equals(JOIN));
    }

    @Test
    void whoSpeaksIsMetAnsweredAndWrittenDown() {
        start();
        List<Effect> effects = ping(BOB);
        assertThat(effects)
                .contains(
                        new Effect.Know(BOB.contact()),
                        new Effect.Send(
                                BOB.id(),
                                new RingMessage.Pong(new Introduction(self, "Ann", 1), 1)));
        assertThat(announced(effects))
                .containsExactly(new RingNotice.PeerHeard(BOB.id()), new RingNotice.RingChanged());
        assertThat(announced(ping(BOB))).isEmpty();
    }

    @Test
    void lateWordsOfAnEndedLifeDoNoHarm() {
        start();
        ping(BOB);
        assertThat(announced(hear(new RingMessage.Leaving(peer("Bob", 4))))).isEmpty();
        assertThat(known(BOB).state()).isEqualTo(KnownPeer.State.ALIVE);

        assertThat(announced(hear(new RingMessage.Leaving(BOB))))
                .containsExactly(
                        new RingNotice.PeerSuspected(BOB.id()), new RingNotice.RingChanged());
        ping(BOB);
        assertThat(known(BOB).state()).isEqualTo(KnownPeer.State.LEFT);

        ping(peer("Bob", 6));
        hear(new RingMessage.Leaving(BOB));
        ping(at(BOB, "old", 5));
        assertThat(known(BOB).state()).isEqualTo(KnownPeer.State.ALIVE);
        assertThat(known(BOB).contact()).isEqualTo(BOB.contact());
        assertThat(known(BOB).incarnation()).isEqualTo(6);
    }

    @Test
    void aLaterLifeAtAnotherAddressWins() {
        start();
        ping(BOB);
        Introduction moved = at(BOB, "elsewhere", 6);
        List<Effect> effects = ping(moved);
        assertThat(effects).contains(new Effect.Know(moved.contact()));
        assertThat(announced(effects)).containsExactly(new RingNotice.PeerHeard(BOB.id()));
        assertThat(known(BOB).contact()).isEqualTo(moved.contact());
    }

    @Test
    void hearsayIsNoSignOfLife() {
        start();
        Effects effects =
                ring.on(
                        new Event.Received(BOB.id(), new RingMessage.Members(BOB, 0, List.of(CAT))),
                        this);
        assertThat(sent(effects, CAT.id(), RingMessage.Ping.class)).hasSize(1);
        assertThat(effects.bare()).contains(new Effect.Know(CAT.contact()));
        assertThat(announced(effects.bare())).doesNotContain(new RingNotice.PeerHeard(CAT.id()));
        assertThat(known(CAT).state()).isEqualTo(KnownPeer.State.REMEMBERED);
        assertThat(announced(pass(Duration.ofSeconds(6)).bare()))
                .contains(new RingNotice.PeerSuspected(CAT.id()));
    }

    @Test
    void hearsayGivesWayToThePeerItself() {
        start();
        ping(CAT);
        Introduction lie = at(CAT, "lie", 1L << 60);
        hear(new RingMessage.Members(BOB, 0, List.of(lie)));
        assertThat(known(CAT).contact()).isEqualTo(CAT.contact());

        pass(Duration.ofSeconds(6));
        hear(new RingMessage.Members(BOB, 0, List.of(lie)));
        assertThat(known(CAT).contact()).as("worth a try").isEqualTo(lie.contact());
        ping(CAT);
        assertThat(known(CAT).contact()).isEqualTo(CAT.contact());
        assertThat(known(CAT).incarnation()).isEqualTo(1);
    }

    @Test
    void nobodyIntroducesHimselfAsAnother() {
        start();
        Event event = new Event.Received(BOB.id(), new RingMessage.Ping(CAT, 1, 0));
        assertThat(ring.on(event, this).bare()).isEmpty();
        assertThat(known()).hasSize(1);
    }

    @Test
    void whoHasLeftIsTriedAgainOnlyByOneWhoIsAlone() {
        remember(RingRecords.known(new RingRecords.Known(BOB, RingRecords.Known.Source.LEFT)));
        Effects effects = start();
        assertThat(effects.bare()).contains(new Effect.Know(BOB.contact()));
        assertThat(sent(effects, BOB.id(), RingMessage.Ping.class)).hasSize(1);
        ping(CAT);
        assertThat(sent(pass(Duration.ofSeconds(4)), BOB.id(), RingMessage.Ping.class)).isEmpty();
    }

    @Test
    void theSilentAreTriedEverMoreRarely() {
        start();
        ping(BOB);
        Effects first = pass(Duration.ofSeconds(4));
        assertThat(sent(first, BOB.id(), RingMessage.Ping.class)).hasSize(4);
        Effects minute = pass(Duration.ofSeconds(60));
        assertThat(sent(minute, BOB.id(), RingMessage.Ping.class)).hasSizeBetween(5, 8);
        Effects hour = pass(Duration.ofHours(1));
        assertThat(sent(hour, BOB.id(), RingMessage.Ping.class)).hasSizeBetween(119, 121);
    }

    @Test
    void listsComeInPagesAndNotAgainForTheSameDifference() {
        start();
        List<Introduction> many =
                IntStream.range(0, 400).mapToObj(i -> peer("peer-" + i, 1)).toList();
        for (int from = 0; from < 400; from += 50) {
            hear(new RingMessage.Members(BOB, 0, many.subList(from, from + 50)));
        }
        assertThat(known()).hasSize(1 + RingSettings.MAX_MEMBERS);
        now = now.plusSeconds(1);
        Effects first = Effects.of(ping(BOB).toArray(Effect[]::new));
        assertThat(sent(first, BOB.id(), RingMessage.Members.class))
                .hasSize(RingSettings.MAX_MEMBERS / RingMessage.MAX_PAGE)
                .allMatch(page -> page.members().size() == RingMessage.MAX_PAGE);
        int lists = 0;
        for (int second = 0; second < 300; second++) {
            now = now.plusSeconds(1);
            Effects again = Effects.of(ping(BOB).toArray(Effect[]::new));
            if (!sent(again, BOB.id(), RingMessage.Members.class).isEmpty()) lists++;
        }
        assertThat(lists).isBetween(9, 16);

        ping(CAT);
        assertThat(known()).as("a silent one gives way").hasSize(1 + RingSettings.MAX_MEMBERS);
        assertThat(known(CAT).state()).isEqualTo(KnownPeer.State.ALIVE);
    }

    @Test
    void theRingAnswersWhoeverAsksWhere() {
        start();
        ping(BOB);
        RoleName asker = new RoleName("asker");
        RingPosition position = BOB.id().position();
        Event told = new Event.Told(new RingNotice.Locate(asker, 3, position));
        assertThat(ring.on(told, this).bare())
                .containsExactly(
                        new Effect.Tell(
                                asker,
                                new RingNotice.Located(3, position, List.of(BOB.id(), self.id()))));
    }
}
