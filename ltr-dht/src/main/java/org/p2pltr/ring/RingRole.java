package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/**
 * The small ring of a peer: knows all members, pings each of them, and says who is responsible for
 * a position. Right for 1 to 50 peers. Source: ring.md, "Membership".
 */
public final class RingRole implements Role {
    /** Its name. */
    public static final RoleName NAME = new RoleName("ring");

    private final PeerContact self;
    private final String name;
    private final RingSettings settings;
    private final List<PeerAddress> join;
    private final Membership members;
    private final JoinCalls joins;

    /** Where it keeps whom it knew: what a restored peer keeps, to find its network again. */
    public static final Range KNOWN_PEERS = RingRecords.KNOWN_PEERS;

    private long incarnation;
    private long lastNumber;
    private Duration lastHeartbeat = Duration.ZERO;
    private long digest;
    private long digestVersion;
    private final List<AskId> leaveAskers = new ArrayList<>();
    private final List<PeerId> unaware = new ArrayList<>();
    private Presence presence = Presence.HERE;
    private int leaveTries;

    private enum Presence {
        HERE,
        LEAVING,
        GONE
    }

    /**
     * The ring of a peer.
     *
     * @param self this peer, and the address that the others are told
     * @param name of this peer for people, see {@link Introduction}
     * @param join addresses of members of the network to join; empty if there are none, or if the
     *     members remembered on disk are enough. All are called until each has answered
     */
    public RingRole(PeerContact self, String name, RingSettings settings, List<PeerAddress> join) {
        // Checks the name now rather than at the start.
        this.self = new Introduction(self, name, 1).contact();
        this.name = name;
        this.settings = settings;
        this.join = List.copyOf(join);
        this.members = new Membership(settings);
        this.joins = new JoinCalls(settings);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(RingMessage.class, RingRequest.class);
    }

    @Override
    public List<Range> remembers() {
        return List.of(Range.all(RingRecords.FAMILY));
    }

    @Override
    public void remember(Family family, Row row) {
        switch (RingRecords.read(row)) {
            case RingRecords.Incarnation(long last) -> incarnation = last;
            case RingRecords.Known known -> {
                if (!known.peer().id().equals(self.id())) members.remember(known);
            }
        }
    }

    @Override
    public Effects on(Event event, Environment world) {
        Turn turn = new Turn(world);
        switch (event) {
            case Event.Started _ -> started(turn);
            case Event.Received(PeerId from, var message) -> {
                if (message instanceof RingMessage ours) received(from, ours, turn);
            }
            case Event.Elapsed(var timer) -> {
                if (timer instanceof RingTimer ours) elapsed(ours, turn);
            }
            case Event.Told(var notice) -> {
                if (notice instanceof RingNotice.Locate locate) locate(locate, turn);
            }
            case Event.Asked(AskId id, var request) -> {
                if (request instanceof RingRequest ours) asked(id, ours, turn);
            }
            case Event.Found _, Event.Computed _ -> {
                // Never asked for.
            }
        }
        return turn.effects();
    }

    private void started(Turn turn) {
        incarnation++;
        // All that is said in this life waits until it is known on disk that it has begun.
        turn.persistFirst(RingRecords.incarnation(incarnation));
        // Answers to the questions of an earlier life must not be taken for answers to these.
        lastNumber = incarnation << 32;
        lastHeartbeat = turn.now();
        for (Member known : members.all()) turn.know(known.introduction().contact());
        for (PeerAddress address : join) joins.add(address, ++lastNumber, turn.now());
        joins.call(this::question, members.isLonely(), turn);
        probe(false, turn);
        // Peers that start together do not beat together.
        turn.timer(turn.randomUpTo(settings.heartbeat()), new RingTimer.Heartbeat());
    }

    private void elapsed(RingTimer timer, Turn turn) {
        switch (timer) {
            case RingTimer.Heartbeat _ -> heartbeat(turn);
            case RingTimer.LeaveAgain _ -> leaveAgain(turn);
        }
    }

    private void heartbeat(Turn turn) {
        if (presence != Presence.HERE) return;
        Duration late = turn.now().minus(lastHeartbeat).minus(settings.heartbeat());
        if (late.compareTo(settings.heartbeat()) > 0) members.slept(late);
        lastHeartbeat = turn.now();
        members.watch(_ -> true, turn);
        joins.call(this::question, members.isLonely(), turn);
        probe(true, turn);
        turn.timer(settings.heartbeat(), new RingTimer.Heartbeat());
    }

    /** Pings who is due: the live at each heartbeat, the silent ever more rarely. */
    private void probe(boolean heartbeat, Turn turn) {
        boolean lonely = members.isLonely();
        for (Member member : members.all()) {
            // Alone, even those who left are tried: they may be back and not know this peer.
            if (member.hasLeft() && !lonely) continue;
            boolean due = member.isAlive() ? heartbeat : member.isProbeDue(turn.now());
            if (!due) continue;
            member.probed(++lastNumber, turn.now(), settings);
            turn.send(
                    member.introduction().id(),
                    new RingMessage.Ping(introduction(), lastNumber, digest()));
        }
    }

    private void received(PeerId from, RingMessage message, Turn turn) {
        if (from.equals(self.id())) {
            if (message instanceof RingMessage.Join(var _, long number))
                joins.reachedSelf(number, turn);
            return;
        }
        Introduction sender = message.sender();
        // The transport has proven who speaks; nobody introduces himself as another.
        if (!sender.id().equals(from)) return;
        if (message instanceof RingMessage.Farewell(var _, long ended)) {
            if (ended == incarnation && unaware.remove(from) && unaware.isEmpty()) gone(turn);
            return;
        }
        if (message instanceof RingMessage.Leaving) {
            // Heard also by one who leaves too: where all end together, nobody waits for another.
            if (presence != Presence.HERE || members.left(sender, turn)) {
                turn.send(from, new RingMessage.Farewell(introduction(), sender.incarnation()));
            }
            return;
        }
        if (presence != Presence.HERE) return;
        if (!members.heard(sender, turn)) return;
        if (message instanceof RingMessage.Members page) {
            for (Introduction said : page.members()) {
                if (!said.id().equals(self.id())) members.hearsay(said, turn);
            }
        }
        answer(from, message, turn);
        probe(false, turn);
    }

    private void answer(PeerId from, RingMessage message, Turn turn) {
        switch (message) {
            case RingMessage.Join(var _, long number) -> list(from, number, turn);
            case RingMessage.Ping(var _, long number, long theirs) -> {
                turn.send(from, new RingMessage.Pong(introduction(), number));
                members.find(from)
                        .filter(known -> known.isListDue(digest(), theirs, turn.now(), settings))
                        .ifPresent(_ -> list(from, 0, turn));
            }
            case RingMessage.Pong(var _, long number) ->
                    members.find(from).ifPresent(known -> known.answered(number, turn.now()));
            case RingMessage.Members(var _, long number, var _) ->
                    joins.answered(number, from, turn);
            case RingMessage.Leaving _, RingMessage.Farewell _ -> {
                // Heard before: neither is a sign of life.
            }
        }
    }

    /** Sends the members in pages; the sender's introduction alone is a page if there are none. */
    private void list(PeerId to, long number, Turn turn) {
        List<Introduction> known = members.introductions();
        int from = 0;
        do {
            int end = Math.min(from + RingMessage.MAX_PAGE, known.size());
            turn.send(
                    to, new RingMessage.Members(introduction(), number, known.subList(from, end)));
            from = end;
        } while (from < known.size());
    }

    private void locate(RingNotice.Locate locate, Turn turn) {
        List<PeerId> peers = responsible(locate.position());
        turn.add(
                new Effect.Tell(
                        locate.asker(),
                        new RingNotice.Located(locate.question(), locate.position(), peers)));
    }

    private List<PeerId> responsible(RingPosition position) {
        List<PeerId> live = new ArrayList<>(members.alive());
        // Who leaves is no longer responsible, unless there is nobody else.
        if (presence == Presence.HERE || live.isEmpty()) live.add(self.id());
        return Circle.responsible(position, live);
    }

    private void asked(AskId asker, RingRequest request, Turn turn) {
        switch (request) {
            case RingRequest.PeersAsked _ -> turn.answer(asker, knownPeers(turn.now()));
            case RingRequest.LookupAsked(RingPosition position) -> {
                List<PeerId> peers = responsible(position);
                PeerId first = peers.getFirst();
                List<PeerId> path =
                        first.equals(self.id()) ? List.of(first) : List.of(self.id(), first);
                turn.answer(asker, new RingReply.Responsible(position, peers, path));
            }
            case RingRequest.JoinAsked(PeerAddress address) -> join(asker, address, turn);
            case RingRequest.LeaveAsked _ -> leave(asker, turn);
        }
    }

    private RingReply knownPeers(Duration now) {
        List<KnownPeer> peers = members.seenAt(now);
        KnownPeer.State state =
                presence == Presence.HERE ? KnownPeer.State.SELF : KnownPeer.State.LEFT;
        peers.add(new KnownPeer(self, name, state, Duration.ZERO, Duration.ZERO, incarnation));
        peers.sort((a, b) -> a.contact().id().compareTo(b.contact().id()));
        return new RingReply.KnownPeers(peers);
    }

    private void join(AskId asker, PeerAddress address, Turn turn) {
        if (presence != Presence.HERE) {
            turn.answer(asker, new RingReply.Left());
        } else if (joins.ask(address, asker, ++lastNumber, turn.now())) {
            joins.call(this::question, false, turn);
        } else {
            turn.answer(asker, new RingReply.NoAnswer(address));
        }
    }

    private void leave(AskId asker, Turn turn) {
        leaveAskers.add(asker);
        switch (presence) {
            case HERE -> {
                presence = Presence.LEAVING;
                unaware.addAll(members.alive());
                turn.changed();
                leaveAgain(turn);
            }
            case LEAVING -> {
                // The goodbye is on its way; its end answers this asker too.
            }
            case GONE -> gone(turn);
        }
    }

    private void leaveAgain(Turn turn) {
        if (presence != Presence.LEAVING) return;
        if (unaware.isEmpty() || leaveTries == RingSettings.LEAVE_TRIES) {
            gone(turn);
            return;
        }
        leaveTries++;
        for (PeerId peer : unaware) turn.send(peer, new RingMessage.Leaving(introduction()));
        turn.timer(settings.leaveRetry(), new RingTimer.LeaveAgain());
    }

    private void gone(Turn turn) {
        if (presence != Presence.GONE) turn.report(new RingEvent.SelfLeft(unaware.size()));
        presence = Presence.GONE;
        for (AskId asker : leaveAskers) turn.answer(asker, new RingReply.Left());
        leaveAskers.clear();
    }

    private RingMessage question(long number) {
        return new RingMessage.Join(introduction(), number);
    }

    private Introduction introduction() {
        return new Introduction(self, name, incarnation);
    }

    /** Of all that this peer would introduce, itself included. */
    private long digest() {
        if (digestVersion != members.version()) {
            List<Introduction> all = new ArrayList<>(members.introductions());
            all.add(introduction());
            digest = Circle.digest(all);
            digestVersion = members.version();
        }
        return digest;
    }
}
