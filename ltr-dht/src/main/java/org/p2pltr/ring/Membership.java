package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.ring.RingRecords.Known.Source;

/** The other peers that this one knows, and what it believes of them. */
final class Membership {
    private final RingSettings settings;
    private final SortedMap<PeerId, Member> members = new TreeMap<>();
    private long version = 1;

    /**
     * Forgotten peers and their last life: others who have not forgotten yet must not bring them
     * back.
     */
    private final Map<PeerId, Long> forgotten = new LinkedHashMap<>();

    Membership(RingSettings settings) {
        this.settings = settings;
    }

    /** A peer that was on the disk, before the start. */
    void remember(RingRecords.Known known) {
        members.put(
                known.peer().id(),
                new Member(known.peer(), known.source(), Duration.ZERO, settings));
    }

    /** Another number whenever {@link #introductions} may have changed; never 0. */
    long version() {
        return version;
    }

    List<Member> all() {
        return List.copyOf(members.values());
    }

    Optional<Member> find(PeerId peer) {
        return Optional.ofNullable(members.get(peer));
    }

    /** The others that answer, in the order of their ids. */
    List<PeerId> alive() {
        return members.values().stream()
                .filter(Member::isAlive)
                .map(member -> member.introduction().id())
                .toList();
    }

    /** True if nobody else answers. */
    boolean isLonely() {
        return members.values().stream().noneMatch(Member::isAlive);
    }

    /** What is passed on to others: who is known and did not leave; beliefs are kept to oneself. */
    List<Introduction> introductions() {
        return members.values().stream()
                .filter(member -> !member.hasLeft())
                .map(Member::introduction)
                .toList();
    }

    /**
     * A peer spoke. False if its words are from an earlier life, or if there is no room for it:
     * then they are to be ignored.
     */
    boolean heard(Introduction spoken, Turn turn) {
        Member known = members.get(spoken.id());
        if (known == null) {
            if (members.size() >= RingSettings.MAX_MEMBERS && !makeRoom(turn)) return false;
            known = learn(spoken, Source.HEARSAY, turn);
        } else if (known.knowsBetterThan(spoken)) {
            return false;
        }
        RingRecords.Known before = known.record();
        boolean newLife = !known.wasMet() || before.peer().incarnation() != spoken.incarnation();
        boolean wasAlive = known.isAround();
        Duration silence = known.silence(turn.now());
        known.heard(spoken, turn.now(), settings);
        if (!known.record().equals(before)) written(known, turn);
        if (newLife) {
            turn.report(
                    new RingEvent.PeerMet(spoken.contact(), spoken.name(), spoken.incarnation()));
        } else if (!wasAlive) {
            turn.report(new RingEvent.PeerBack(spoken.id(), silence));
        }
        if (newLife || !wasAlive) turn.announce(new RingNotice.PeerHeard(spoken.id()));
        if (!wasAlive) turn.changed();
        return true;
    }

    /** Others say that they know a peer: a hint where to look for it, never a sign of life. */
    void hearsay(Introduction said, Turn turn) {
        Member known = members.get(said.id());
        if (known == null) {
            Long lastLife = forgotten.get(said.id());
            if (lastLife != null && lastLife >= said.incarnation()) return;
            if (members.size() < RingSettings.MAX_MEMBERS) learn(said, Source.HEARSAY, turn);
        } else if (!known.isAlive() && said.incarnation() > known.introduction().incarnation()) {
            known.saidToBe(said, turn.now(), settings);
            written(known, turn);
        }
    }

    /**
     * A peer is to be heard from now on, as this one is to watch it.
     *
     * @param evenIfSilent also one that fell silent or left, and is said to be there again
     */
    void expect(PeerContact peer, boolean evenIfSilent, Turn turn) {
        Member known = members.get(peer.id());
        if (known == null) {
            if (members.size() < RingSettings.MAX_MEMBERS || makeRoom(turn))
                learn(new Introduction(peer, "", 1), Source.HEARSAY, turn);
        } else if (known.standing() == Member.Standing.ACQUAINTED
                || (evenIfSilent && !known.isHoped())) {
            known.expect(turn.now(), settings);
        }
    }

    /** Others hear a peer: it is to be tried soon. Empty if there is no room for it. */
    Optional<Member> mentioned(PeerContact peer, Turn turn) {
        Member known = members.get(peer.id());
        if (known == null) {
            hearsay(new Introduction(peer, "", 1), turn);
            return find(peer.id());
        }
        if (known.standing() == Member.Standing.ACQUAINTED) known.expect(turn.now(), settings);
        if (!known.isAlive()) {
            known.mentioned(settings);
        }
        return Optional.of(known);
    }

    private Member learn(Introduction peer, Source source, Turn turn) {
        Member member = new Member(peer, source, turn.now(), settings);
        members.put(peer.id(), member);
        forgotten.remove(peer.id());
        written(member, turn);
        return member;
    }

    private void written(Member member, Turn turn) {
        version++;
        turn.know(member.introduction().contact());
        turn.persistHint(RingRecords.known(member.record()));
    }

    /** The same of a life that is known by its number. */
    boolean left(PeerId peer, long incarnation, Turn turn) {
        Member known = members.get(peer);
        if (known == null) return false;
        Introduction last = known.introduction();
        return left(new Introduction(last.contact(), last.name(), incarnation), turn);
    }

    /** A peer said that it leaves. False if it has come back since, or is not known. */
    boolean left(Introduction spoken, Turn turn) {
        Member known = members.get(spoken.id());
        if (known == null) return false;
        // The leaving of a life that has ended already is heard twice, not stale.
        if (known.hasLeft() && known.introduction().equals(spoken)) return true;
        if (known.knowsBetterThan(spoken)) return false;
        boolean wasAlive = known.isAlive();
        known.left(spoken, turn.now());
        written(known, turn);
        turn.report(new RingEvent.PeerLeft(spoken.id()));
        turn.announce(new RingNotice.PeerSuspected(spoken.id()));
        if (wasAlive) turn.changed();
        return true;
    }

    /** This peer slept, or its clock jumped: that silence was its own. */
    void slept(Duration time) {
        members.values().forEach(member -> member.notHeardWhileAsleep(time));
    }

    /**
     * Suspects who is silent of those to be heard, and forgets who was for very long. Returns who
     * is suspected now.
     */
    List<PeerId> watch(Predicate<PeerId> watched, Turn turn) {
        Duration now = turn.now();
        List<PeerId> suspected = new ArrayList<>();
        for (Member member : all()) {
            Duration silence = member.silence(now);
            PeerId peer = member.introduction().id();
            switch (member.standing()) {
                case ALIVE, EXPECTED -> {
                    if (member.isAlive() && !watched.test(peer)) {
                        member.letGo();
                    } else if (member.isSilent(now, settings)) {
                        suspect(member, turn);
                        suspected.add(peer);
                    }
                }
                case ACQUAINTED -> {
                    // Nobody listens for it.
                }
                case SUSPECTED -> {
                    if (silence.compareTo(settings.forgetAfter()) >= 0 && mostAnswer())
                        forget(peer, turn);
                }
                case LEFT -> {
                    if (silence.compareTo(settings.forgetAfter()) >= 0 && !isLonely())
                        forget(peer, turn);
                }
            }
        }
        return suspected;
    }

    private void suspect(Member member, Turn turn) {
        PeerId peer = member.introduction().id();
        boolean wasAlive = member.isAlive();
        member.suspected(turn.now(), settings);
        turn.report(new RingEvent.PeerSilent(peer, member.silence(turn.now())));
        turn.announce(new RingNotice.PeerSuspected(peer));
        if (wasAlive) turn.changed();
    }

    /**
     * More than half of the known peers, this one included, answer. Of the parts of a split ring
     * that holds for one at most.
     */
    private boolean mostAnswer() {
        long known = 1 + members.values().stream().filter(member -> !member.hasLeft()).count();
        long around = 1 + members.values().stream().filter(Member::isAround).count();
        return 2 * around > known;
    }

    /** For a peer that speaks, the one silent longest gives way. */
    private boolean makeRoom(Turn turn) {
        Optional<Member> silent =
                members.values().stream()
                        .filter(member -> !member.isAlive())
                        .max(Comparator.comparing(member -> member.silence(turn.now())));
        silent.ifPresent(member -> forget(member.introduction().id(), turn));
        return silent.isPresent();
    }

    private void forget(PeerId peer, Turn turn) {
        Member member = members.remove(peer);
        if (member == null) return;
        version++;
        forgotten.put(peer, member.introduction().incarnation());
        if (forgotten.size() > RingSettings.MAX_MEMBERS)
            forgotten.remove(forgotten.keySet().iterator().next());
        turn.persistHint(RingRecords.forgotten(peer));
        turn.report(new RingEvent.PeerForgotten(peer));
    }

    /** All of them as they are seen now. */
    List<KnownPeer> seenAt(Duration now) {
        List<KnownPeer> seen = new ArrayList<>();
        members.values().forEach(member -> seen.add(member.seenAt(now, settings)));
        return seen;
    }
}
