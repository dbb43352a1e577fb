package org.p2pltr.peer;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.p2pltr.block.BlockEvent;
import org.p2pltr.disk.DiskEvent;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.group.Config;
import org.p2pltr.group.GroupEvent;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogEvent;
import org.p2pltr.loop.LoopEvent;
import org.p2pltr.netty.NetworkEvent;
import org.p2pltr.ring.RingEvent;
import org.p2pltr.start.Start;
import org.p2pltr.start.StartEvent;
import org.p2pltr.sync.UserEvent;

/**
 * Says in a sentence what a role reported, for the person who runs the peer. Peers stand as the
 * first eight digits of their PeerIds.
 */
final class EventWords {
    private EventWords() {}

    static String of(PeerEvent event) {
        return switch (event) {
            case UserEvent user -> of(user);
            case LogEvent log -> of(log);
            case BlockEvent block -> of(block);
            case GroupEvent group -> of(group);
            case RingEvent ring -> of(ring);
            case NetworkEvent network -> of(network);
            case StartEvent start -> of(start);
            case DiskEvent.LogSetAside(var movedTo, String why) ->
                    "The log on this disk was damaged (%s); it was moved to %s and is filled again from the others."
                            .formatted(why, movedTo);
            case LoopEvent.Overloaded(long dropped) ->
                    "This peer could not keep up and dropped %d messages.".formatted(dropped);
            default -> event.toString();
        };
    }

    private static String of(UserEvent event) {
        return switch (event) {
            case UserEvent.Saved e ->
                    "%s was saved here; %s now.".formatted(e.document(), waiting(e.tentative()));
            case UserEvent.Validated e ->
                    "%s: %s of this peer became Version %s; %s."
                            .formatted(
                                    e.document(),
                                    count(e.patches().size(), "save"),
                                    e.head().ts(),
                                    waiting(e.tentative()));
            case UserEvent.Applied e ->
                    "%s: %s arrived and it is Version %s here; %s open."
                            .formatted(
                                    e.document(),
                                    count(e.entries(), "patch", "patches"),
                                    e.head().ts(),
                                    count(e.conflicts(), "conflict"));
            case UserEvent.Discarded e ->
                    "%s: a save was taken back; %s."
                            .formatted(e.document(), waiting(e.tentative()));
            case UserEvent.Squashed e ->
                    "%s: %s that waited were made one; %s."
                            .formatted(
                                    e.document(),
                                    count(e.patches().size(), "save"),
                                    waiting(e.tentative()));
            case UserEvent.KeptAsDraft e ->
                    "%s: the merge was too large, so %s left the queue and the text is kept as a draft."
                            .formatted(e.document(), count(e.patches().size(), "save"));
            case UserEvent.Unfit e ->
                    "%s does not go on here: Version %s of the log does not fit (%s)."
                            .formatted(e.document(), e.ts(), e.why());
            case UserEvent.OtherHistory e ->
                    "%s: the network's history (%s) is not the one here (%s)."
                            .formatted(e.document(), e.there(), e.here());
            case UserEvent.WentOver e ->
                    "%s went over to the network's history after Version %s; %s of this peer is tentative again."
                            .formatted(e.document(), e.common(), count(e.back().size(), "save"));
            case UserEvent.StandingChanged e ->
                    "%s is at Version %s here; %s."
                            .formatted(e.document(), e.ts(), waiting(e.tentative()));
            case UserEvent.OnlineChanged(boolean online, int pending) ->
                    "Working %s; %s."
                            .formatted(online ? "online" : "offline by choice", waiting(pending));
            case UserEvent.Kept e ->
                    "%s: Version %s is kept by %d of %d Log-Peers (%s)."
                            .formatted(
                                    e.document(),
                                    e.ts(),
                                    e.peers().size(),
                                    e.places(),
                                    named(e.peers()));
        };
    }

    private static String of(LogEvent event) {
        return switch (event) {
            case LogEvent.EntriesStored e ->
                    "This peer keeps %s of %s now, put here by %s."
                            .formatted(versions(e.timestamps()), e.document(), e.from());
            case LogEvent.EntriesRepaired e ->
                    "Missing copies of %s of %s came from %s."
                            .formatted(versions(e.timestamps()), e.document(), e.from());
            case LogEvent.RivalFound e ->
                    "Two patches claim one place in %s; the later one came from %s. Both are kept."
                            .formatted(e.document(), e.from());
            case LogEvent.EntryRefused e ->
                    "Version %s of %s, sent by %s, was not taken: %s."
                            .formatted(e.ts(), e.document(), e.from(), e.why());
            case LogEvent.DamagedRowDropped e ->
                    "A damaged row of the log was dropped (%s: %s); others have copies."
                            .formatted(e.key(), e.why());
            case LogEvent.ReplicaRefuted e ->
                    "%s sent Version %s of %s, which is refuted: %s."
                            .formatted(e.replica(), e.ts(), e.document(), e.why());
            case LogEvent.PutBack e ->
                    "%s lacked %s of %s and has them again."
                            .formatted(e.at(), versions(e.timestamps()), e.document());
            case LogEvent.WriterFull e ->
                    "%s: too much to put into the log at once; %s put off."
                            .formatted(e.document(), count(e.entries(), "patch", "patches"));
            case LogEvent.PutGivenUp e ->
                    "Version %s of %s is kept in %d of %d places only; repair does the rest."
                            .formatted(e.ts(), e.document(), e.stored(), e.places());
        };
    }

    private static String of(BlockEvent event) {
        return switch (event) {
            case BlockEvent.BlockStored e ->
                    "This peer keeps block %s now, put here by %s.".formatted(e.name(), e.from());
            case BlockEvent.BlockRepaired e ->
                    "The missing copy of block %s came from %s.".formatted(e.name(), e.from());
            case BlockEvent.BlockRefused e ->
                    "Block %s, sent by %s, was not taken: its bytes are not what its name says."
                            .formatted(e.name(), e.from());
            case BlockEvent.DamagedBlockDropped e ->
                    "A damaged block was dropped (%s); another peer has a copy.".formatted(e.row());
            case BlockEvent.BadBlockGot e ->
                    "%s sent bytes that are not block %s.".formatted(e.from(), e.name());
            case BlockEvent.BlockPutBack e ->
                    "%s lacked block %s and has it again.".formatted(e.at(), e.name());
        };
    }

    private static String of(GroupEvent event) {
        return switch (event) {
            case GroupEvent.TakingOver e ->
                    "Cell %s: this peer asks to be Master-key (ballot %s)."
                            .formatted(e.cell(), e.ballot());
            case GroupEvent.TookOver e ->
                    "Cell %s: this peer is Master-key now, with %s (ballot %s)."
                            .formatted(e.cell(), members(e.config()), e.ballot());
            case GroupEvent.SteppedDown e ->
                    "Cell %s: this peer is not Master-key any more: %s."
                            .formatted(e.cell(), e.why());
            case GroupEvent.Chosen e ->
                    "Cell %s: %s got Version %s, a patch of %s%s."
                            .formatted(
                                    e.cell(),
                                    e.document(),
                                    e.head().ts(),
                                    e.entries().getLast().author(),
                                    e.recovered() ? ", found again after a take-over" : "");
            case GroupEvent.NextChosen e ->
                    "Cell %s: the next group will be %s.".formatted(e.cell(), members(e.next()));
            case GroupEvent.Frozen e ->
                    "Cell %s: the group of configuration %s is over; the next is %s."
                            .formatted(e.cell(), e.number(), members(e.next()));
            case GroupEvent.ConfigInstalled e ->
                    "Cell %s: the group is %s now (configuration %s, %s)."
                            .formatted(
                                    e.cell(),
                                    members(e.config()),
                                    e.config().number(),
                                    count(e.documents(), "page"));
            case GroupEvent.Settled e ->
                    "Cell %s: configuration %s is installed by enough members."
                            .formatted(e.cell(), e.number());
            case GroupEvent.Refused e ->
                    "Cell %s: %s refused this peer as Master-key (%s, ballot %s)."
                            .formatted(e.cell(), e.by(), e.why(), e.ballot());
            case GroupEvent.OfRecovery e -> of(e);
            case GroupEvent.SuccessorContradicted e ->
                    "Cell %s: somebody claims the group is %s, though it is %s; ignored."
                            .formatted(e.cell(), members(e.claimed()), members(e.known()));
            case GroupEvent.TurnGiven e ->
                    "Cell %s: it is the turn of %s to save %s."
                            .formatted(e.cell(), e.author(), e.document());
            case GroupEvent.TurnUnused e ->
                    "Cell %s: %s did not use its turn to save %s; others are served."
                            .formatted(e.cell(), e.author(), e.document());
            case GroupEvent.MalformedPublish e ->
                    "Cell %s: a save of %s from %s was dropped: %s."
                            .formatted(e.cell(), e.document(), e.from(), e.why());
        };
    }

    private static String of(GroupEvent.OfRecovery event) {
        return switch (event) {
            case GroupEvent.EpochRaised e ->
                    "Cell %s: a recovery by hand is going on; this peer acts in epoch %d or later only."
                            .formatted(e.cell(), e.epoch());
            case GroupEvent.RecoveryAsked e ->
                    "Cell %s: somebody asked here to recover it from %s, as all its other peers are gone for good."
                            .formatted(e.cell(), e.survivors());
            case GroupEvent.Recovered e ->
                    "Cell %s: recovered by hand; the group is %s now (%s, %s from the log)."
                            .formatted(
                                    e.cell(),
                                    members(e.config()),
                                    count(e.documents(), "page"),
                                    count(e.entries(), "patch"));
            case GroupEvent.RecoveryFailed e ->
                    "Cell %s: the recovery by hand did not succeed: %s. The cell stays blocked."
                            .formatted(e.cell(), e.why());
            case GroupEvent.EpochRefused e ->
                    "Cell %s: %s speaks of epoch %d, which no recovery can have made; ignored."
                            .formatted(e.cell(), e.from(), e.epoch());
            case GroupEvent.Exported e ->
                    "Cell %s: its epoch %d is over; what this peer held then was put aside (%s)."
                            .formatted(e.cell(), e.epoch(), count(e.documents(), "page"));
        };
    }

    private static String of(RingEvent event) {
        return switch (event) {
            case RingEvent.PeerMet e ->
                    "Met %s, called “%s”, at %s (its start number %d)."
                            .formatted(
                                    e.contact().id(),
                                    e.name(),
                                    e.contact().address(),
                                    e.incarnation());
            case RingEvent.PeerSilent e ->
                    "%s does not answer, for %s now.".formatted(e.peer(), span(e.silence()));
            case RingEvent.PeerBack e ->
                    "%s answers again, after %s.".formatted(e.peer(), span(e.silence()));
            case RingEvent.PeerLeft e -> "%s said good-bye.".formatted(e.peer());
            case RingEvent.PeerForgotten e ->
                    "%s was silent for too long and is not tried any more.".formatted(e.peer());
            case RingEvent.JoinAnswered e ->
                    "Joined the network through %s at %s.".formatted(e.through(), e.address());
            case RingEvent.SelfLeft e ->
                    "This peer left; %d of the others did not say that they heard."
                            .formatted(e.unaware());
        };
    }

    private static String of(NetworkEvent event) {
        return switch (event) {
            case NetworkEvent.PeerConnected e ->
                    "Connected with %s, called “%s”.".formatted(e.contact().id(), e.name());
            case NetworkEvent.PeerDisconnected e ->
                    "The last connection with %s ended.".formatted(e.peer());
            case NetworkEvent.Complaint e ->
                    "%s: %s (%s).".formatted(e.about(), e.what(), count(e.times(), "time"));
            case NetworkEvent.Refused e ->
                    "%s refuses to talk with this peer: %s.".formatted(e.by(), e.text());
        };
    }

    private static String of(StartEvent event) {
        return switch (event) {
            case StartEvent.StartRefused(var peer, Start said, Start seen)
                    when said.number() < seen.number() ->
                    "%s was refused: it is at start %d, but was seen at start %d, so its disk is an old copy."
                            .formatted(peer, said.number(), seen.number());
            case StartEvent.StartRefused(var peer, Start said, _) ->
                    "%s was refused: another process runs as this peer with the same start %d, so its disk was copied."
                            .formatted(peer, said.number());
            case StartEvent.RunsOnOldCopy e ->
                    "This peer stops: %s. ./ltr restore makes it a new peer.".formatted(e.why());
        };
    }

    private static String members(Config config) {
        return named(config.members());
    }

    private static String named(List<PeerId> peers) {
        return peers.isEmpty()
                ? "nobody"
                : peers.stream().map(PeerId::toString).collect(Collectors.joining(", "));
    }

    private static String versions(List<Timestamp> timestamps) {
        if (timestamps.size() == 1) return "Version " + timestamps.getFirst();
        return timestamps.isEmpty()
                ? "no version"
                : count(timestamps.size(), "version") + " up to " + timestamps.getLast();
    }

    private static String waiting(int tentative) {
        return tentative == 0
                ? "nothing waits"
                : count(tentative, "save") + (tentative == 1 ? " waits" : " wait");
    }

    private static String span(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }

    private static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    private static String count(long number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }
}
