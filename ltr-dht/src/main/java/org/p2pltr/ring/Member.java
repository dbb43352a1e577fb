package org.p2pltr.ring;

import java.time.Duration;
import java.util.Optional;
import org.p2pltr.ring.RingRecords.Known.Source;

/** What this peer believes of another one. */
final class Member {
    private Introduction introduction;
    private Source source;
    private Standing standing;
    private boolean met;

    /** When it was last heard; before that, since when it is known. */
    private Duration heardAt;

    /** When others said that they heard it; not before the start. */
    private Optional<Duration> vouchedAt = Optional.empty();

    private Duration roundTrip = Duration.ZERO;
    private long probe;
    private Duration probedAt = Duration.ZERO;
    private Duration probeAgainAt;
    private Duration probePause;

    private long ourDigest;
    private long theirDigest;
    private Duration listAgainAt = Duration.ZERO;
    private Duration listPause = Duration.ZERO;

    /** Whether it answers. */
    enum Standing {
        /** Known, and to be heard within the suspicion time. */
        EXPECTED,
        ALIVE,
        /** Was heard, and is nobody whom this peer watches. */
        ACQUAINTED,
        SUSPECTED,
        LEFT
    }

    /** A member of whom others, or the disk, said this; not heard itself yet. */
    Member(Introduction introduction, Source source, Duration now, RingSettings settings) {
        this.introduction = introduction;
        this.source = source;
        this.standing = source == Source.LEFT ? Standing.LEFT : Standing.EXPECTED;
        this.heardAt = now;
        this.probeAgainAt = now;
        this.probePause = settings.heartbeat();
    }

    Introduction introduction() {
        return introduction;
    }

    RingRecords.Known record() {
        return new RingRecords.Known(introduction, source);
    }

    Standing standing() {
        return standing;
    }

    boolean isAlive() {
        return standing == Standing.ALIVE;
    }

    /** True if it answers, or did when it was last watched. */
    boolean isAround() {
        return standing == Standing.ALIVE || standing == Standing.ACQUAINTED;
    }

    /** True if it is, or may soon be, among those that answer. */
    boolean isHoped() {
        return isAround() || standing == Standing.EXPECTED;
    }

    boolean hasLeft() {
        return standing == Standing.LEFT;
    }

    /** True if it was heard itself since this peer's start. */
    boolean wasMet() {
        return met;
    }

    Duration silence(Duration now) {
        return now.minus(heardAt);
    }

    Duration roundTrip() {
        return roundTrip;
    }

    /** Others hear it, though this peer may not. */
    void vouchedFor(Duration now) {
        vouchedAt = Optional.of(now);
    }

    /**
     * True if it is to be suspected: it was silent for the suspicion time, or for twice as long if
     * others still hear it. Whom this peer cannot hear itself is of no use to it.
     */
    boolean isSilent(Duration now, RingSettings settings) {
        Duration most = settings.suspectAfter();
        boolean vouched = vouchedAt.filter(at -> now.minus(at).compareTo(most) < 0).isPresent();
        return silence(now).compareTo(vouched ? most.multipliedBy(2) : most) >= 0;
    }

    /** It is nobody to be watched any more. */
    void letGo() {
        standing = Standing.ACQUAINTED;
    }

    /** It is to be heard from now on. */
    void expect(Duration now, RingSettings settings) {
        standing = Standing.EXPECTED;
        heardAt = now;
        probeAgainAt = now;
        probePause = settings.heartbeat();
    }

    /** Somebody hears it, as others say: to be tried soon, though not more often than the live. */
    void mentioned(RingSettings settings) {
        Duration soon = probedAt.plus(settings.heartbeat().dividedBy(2));
        if (soon.compareTo(probeAgainAt) < 0) probeAgainAt = soon;
    }

    /** True if the peer itself has shown a later life, or the end of this one. */
    boolean knowsBetterThan(Introduction spoken) {
        if (source == Source.HEARSAY) return false;
        return introduction.incarnation() > spoken.incarnation()
                || (introduction.incarnation() == spoken.incarnation() && hasLeft());
    }

    /** The peer spoke: it is alive, and it knows best who it is. */
    void heard(Introduction spoken, Duration now, RingSettings settings) {
        introduction = spoken;
        source = Source.FIRST_HAND;
        standing = Standing.ALIVE;
        met = true;
        heardAt = now;
        probePause = settings.heartbeat();
    }

    /** Others speak of a later life, perhaps at another address. */
    void saidToBe(Introduction hearsay, Duration now, RingSettings settings) {
        introduction = hearsay;
        source = Source.HEARSAY;
        if (hasLeft()) {
            standing = Standing.EXPECTED;
            heardAt = now;
        }
        probeAgainAt = now;
        probePause = settings.heartbeat();
    }

    void suspected(Duration now, RingSettings settings) {
        standing = Standing.SUSPECTED;
        probeAgainAt = now;
        probePause = settings.heartbeat();
    }

    void left(Introduction spoken, Duration now) {
        introduction = spoken;
        source = Source.LEFT;
        standing = Standing.LEFT;
        heardAt = now;
    }

    /** This peer slept: nobody could be heard meanwhile. */
    void notHeardWhileAsleep(Duration slept) {
        heardAt = heardAt.plus(slept);
    }

    /** True if a peer that does not answer is to be tried again. */
    boolean isProbeDue(Duration now) {
        return now.compareTo(probeAgainAt) >= 0;
    }

    void probed(long number, Duration now, RingSettings settings) {
        probe = number;
        probedAt = now;
        probeAgainAt = now.plus(probePause);
        probePause = doubled(probePause, settings);
    }

    /** Only the answer to the last probe is measured. */
    void answered(long number, Duration now) {
        if (number != probe) return;
        Duration measured = now.minus(probedAt);
        roundTrip =
                roundTrip.isZero()
                        ? measured
                        : roundTrip.multipliedBy(7).plus(measured).dividedBy(8);
        // A second answer to the same probe would be measured too long.
        probe = 0;
    }

    /**
     * True if the two know different members and the list was not sent just now: with the same
     * difference ever more rarely, as the two may never agree (one has forgotten a peer, the other
     * has not yet).
     */
    boolean isListDue(long ours, long theirs, Duration now, RingSettings settings) {
        if (ours == theirs || now.compareTo(listAgainAt) < 0) return false;
        boolean sameDifference = ours == ourDigest && theirs == theirDigest;
        listPause =
                sameDifference ? doubled(listPause, settings) : settings.heartbeat().dividedBy(2);
        listAgainAt = now.plus(listPause);
        ourDigest = ours;
        theirDigest = theirs;
        return true;
    }

    private static Duration doubled(Duration pause, RingSettings settings) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(settings.slowestRetry()) < 0 ? twice : settings.slowestRetry();
    }

    KnownPeer seenAt(Duration now, RingSettings settings) {
        KnownPeer.State state =
                switch (standing) {
                    case ALIVE -> KnownPeer.State.ALIVE;
                    case ACQUAINTED ->
                            silence(now).compareTo(settings.suspectAfter()) < 0
                                    ? KnownPeer.State.ALIVE
                                    : KnownPeer.State.REMEMBERED;
                    case EXPECTED -> KnownPeer.State.REMEMBERED;
                    case SUSPECTED -> met ? KnownPeer.State.SUSPECTED : KnownPeer.State.REMEMBERED;
                    case LEFT -> KnownPeer.State.LEFT;
                };
        return new KnownPeer(
                introduction.contact(),
                introduction.name(),
                state,
                roundTrip,
                silence(now),
                introduction.incarnation());
    }
}
