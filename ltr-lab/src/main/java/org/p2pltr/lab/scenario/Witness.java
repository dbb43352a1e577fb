package org.p2pltr.lab.scenario;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Message;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.group.Ballot;
import org.p2pltr.group.Config;
import org.p2pltr.group.GroupEvent;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.group.Lineage;
import org.p2pltr.id.PeerId;
import org.p2pltr.lab.checker.Checks;
import org.p2pltr.lab.checker.Sighting;
import org.p2pltr.logpeer.LogEvent;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.master.UserMessage;
import org.p2pltr.start.StartEvent;
import org.p2pltr.sync.UserEvent;

/**
 * Turns what peers say, hear and report into sightings. What a peer says may still be forgotten by
 * a crash, as it waits for the disk; what another hears has been said.
 */
final class Witness {
    private final Checks checks;
    private final Predicate<PeerId> isUp;
    private final Tally tally = new Tally();
    private final Votes votes;
    private final TreeMap<Cell, PeerId> masters = new TreeMap<>();
    private final TreeMap<Cell, Config> newest = new TreeMap<>();

    /** Tells the checks; {@code isUp}: a peer of this identity runs now. */
    Witness(Checks checks, Predicate<PeerId> isUp) {
        this.checks = checks;
        this.isUp = isUp;
        this.votes = new Votes(checks::see, tally);
    }

    /** What happened how often. */
    Tally tally() {
        return tally;
    }

    /** The heads that a majority accepted and that are not known to be in the log. */
    Votes votes() {
        return votes;
    }

    /** Who answered last as the master of a cell, if anybody did. */
    Optional<PeerId> master(Cell cell) {
        return Optional.ofNullable(masters.get(cell));
    }

    /** True if each cell's newest group has so many members and one of them answered as master. */
    boolean areFormed(int members) {
        for (Config config : newest.values()) {
            boolean mastered = master(config.cell()).map(config::has).orElse(false);
            if (config.members().size() != members || !mastered) return false;
        }
        return true;
    }

    /** The newest configuration of a cell that somebody named. */
    Config config(Cell cell) {
        Config config = newest.get(cell);
        if (config == null) throw new IllegalArgumentException("no such cell: " + cell);
        return config;
    }

    /** A role of a peer is about to take a message. */
    void hears(String name, PeerId from, String sender, Message message) {
        switch (message) {
            case UserMessage user -> hearsUser(name, from, sender, user);
            case GroupMessage group -> hearsGroup(from, sender, group);
            case LogMessage log -> hearsLog(sender, log);
            default -> {}
        }
    }

    private void hearsUser(String name, PeerId from, String sender, UserMessage message) {
        switch (message) {
            case UserMessage.Validated m -> {
                stated(sender, m.document(), m.head());
                checks.see(new Sighting.ValidatedTold(name, m.document(), m.id(), m.head()));
            }
            case UserMessage.Behind m -> {
                tally.add(Tally.BEHIND);
                stated(sender, m.document(), m.head());
                passed(sender, m.document(), m.tail());
            }
            case UserMessage.Diverged m -> stated(sender, m.document(), m.head());
            case UserMessage.Last m -> {
                checks.see(new Sighting.LastTold(name, m.document(), m.id(), m.head()));
                passed(sender, m.document(), m.tail());
            }
            case UserMessage.Receipt m -> stated(sender, m.document(), new Head(m.ts(), m.hash()));
            case UserMessage.Heads m -> masters.put(m.upTo().cell(), from);
            case UserMessage.Publish _,
                    UserMessage.AskLast _,
                    UserMessage.Redirect _,
                    UserMessage.Busy _,
                    UserMessage.FindGroups _,
                    UserMessage.GroupsFound _,
                    UserMessage.Subscribe _,
                    UserMessage.NotSubscribed _ -> {}
        }
    }

    private void hearsGroup(PeerId from, String sender, GroupMessage message) {
        switch (message) {
            case GroupMessage.Promise m -> {
                checks.see(new Sighting.PromiseHeard(from.toString(), m.cell(), m.ballot()));
                votes.promised(from, m);
            }
            case GroupMessage.Accepted m -> {
                checks.see(new Sighting.PromiseHeard(from.toString(), m.cell(), m.ballot()));
                votes.accepted(from, m);
            }
            case GroupMessage.AcceptedNext m ->
                    checks.see(new Sighting.PromiseHeard(from.toString(), m.cell(), m.ballot()));
            case GroupMessage.Announce m -> named(sender, m.lineage());
            case GroupMessage.Pull m -> named(sender, m.lineage());
            case GroupMessage.Nack m -> {
                refused(m.why());
                if (m.why() instanceof GroupMessage.Why.Newer(Lineage lineage))
                    named(sender, lineage);
            }
            case GroupMessage.PullRefused m -> {
                if (m.why() instanceof GroupMessage.Why.Newer(Lineage lineage))
                    named(sender, lineage);
            }
            case GroupMessage.Prepare _,
                    GroupMessage.Accept _,
                    GroupMessage.AcceptNext _,
                    GroupMessage.Installed _,
                    GroupMessage.State _,
                    GroupMessage.Ahead _,
                    GroupMessage.AheadKept _,
                    GroupMessage.Collect _,
                    GroupMessage.Collected _,
                    GroupMessage.AskGroups _,
                    GroupMessage.TellGroups _ -> {}
        }
    }

    private void refused(GroupMessage.Why why) {
        switch (why) {
            case GroupMessage.Why.LowBallot _ -> tally.add(Tally.LOW_BALLOT);
            case GroupMessage.Why.NotInstalled _ -> tally.add(Tally.NOT_INSTALLED);
            case GroupMessage.Why.Newer _ -> tally.add(Tally.FROZEN);
            case GroupMessage.Why.OldEpoch _ -> tally.add(Tally.OLD_EPOCH);
            case GroupMessage.Why.Leased _ -> tally.add(Tally.LEASED);
        }
    }

    private void hearsLog(String sender, LogMessage message) {
        switch (message) {
            case LogMessage.LogPut m -> passed(sender, m.document(), m.entries());
            case LogMessage.Entries m -> passed(sender, m.document(), m.entries());
            case LogMessage.Headers m ->
                    m.headers()
                            .forEach(h ->
                                    checks.see(new Sighting.EntryPassed(sender, m.document(), h)));
            case LogMessage.LogGet _,
                    LogMessage.AskHoldings _,
                    LogMessage.Stored _,
                    LogMessage.NotStored _,
                    LogMessage.Offer _,
                    LogMessage.Holds _,
                    LogMessage.Want _,
                    LogMessage.Holdings _ -> {}
        }
    }

    /** A role of a peer returned a message, in the peer's life of this number. */
    void says(String name, PeerId self, int life, Message message) {
        switch (message) {
            case GroupMessage.Promise m -> promised(self, life, m.cell(), m.ballot());
            case GroupMessage.Accepted m -> promised(self, life, m.cell(), m.ballot());
            case GroupMessage.AcceptedNext m -> promised(self, life, m.cell(), m.ballot());
            case GroupMessage.Accept m -> votes.proposed(m);
            case UserMessage.AskLast m ->
                    checks.see(new Sighting.LastAsked(name, m.document(), m.id()));
            case UserMessage.Publish m ->
                    checks.see(new Sighting.PublishAsked(name, m.document(), m.id()));
            case GroupMessage.Announce m -> named(name, m.lineage());
            case LogMessage.LogPut m -> {
                for (PatchEntry entry : m.entries())
                    checks.see(new Sighting.EntryPut(name, m.document(), entry.header()));
            }
            default -> {}
        }
    }

    /** A peer reported something. */
    void reports(String name, PeerEvent event) {
        switch (event) {
            case UserEvent user -> reportsUser(name, user);
            case GroupEvent group -> reportsGroup(name, group);
            case LogEvent.RivalFound rival -> {
                if (!checks.isCut(rival.document()))
                    checks.breaks(name + "'s log holds two entries of one place: " + rival);
            }
            case LogEvent.EntryRefused refused ->
                    checks.breaks(name + "'s log refuses an entry: " + refused);
            case LogEvent.ReplicaRefuted refuted -> {
                if (!checks.isCut(refuted.document()))
                    checks.breaks(name + " was given a false entry: " + refuted);
            }
            case StartEvent.StartRefused _ -> tally.add(Tally.START_REFUSED);
            default -> {}
        }
    }

    private void reportsGroup(String name, GroupEvent event) {
        switch (event) {
            case GroupEvent.ConfigInstalled e -> {
                switch (e.origin()) {
                    case FROZEN -> tally.add(Tally.FROM_FROZEN);
                    case INSTALLED -> tally.add(Tally.FROM_INSTALLED);
                    case RECOVERED -> {}
                }
                named(name, e.config());
            }
            case GroupEvent.NextChosen e -> named(name, e.next());
            case GroupEvent.Frozen e -> named(name, e.next());
            case GroupEvent.Chosen e -> {
                stated(name, e.document(), e.head());
                for (EntryHeader header : e.entries())
                    checks.see(new Sighting.EntryPassed(name, e.document(), header));
            }
            case GroupEvent.MalformedPublish e ->
                    checks.breaks(name + " was sent a malformed publish: " + e);
            case GroupEvent.TookOver e -> {
                if (e.ballot().n() > 1) tally.add(Tally.TAKE_OVER);
            }
            case GroupEvent.Recovered e -> {
                tally.add(Tally.RECOVERED);
                named(name, e.config());
            }
            case GroupEvent.SuccessorContradicted e ->
                    checks.breaks("OneSuccessor: " + name + " was told of a rival: " + e);
            case GroupEvent.EpochRefused e ->
                    checks.breaks(name + " was told of an epoch that nobody made: " + e);
            case GroupEvent.TurnGiven _ -> tally.add(Tally.TURN);
            case GroupEvent.TurnUnused _ -> tally.add(Tally.TURN_UNUSED);
            case GroupEvent.EpochRaised _,
                    GroupEvent.RecoveryAsked _,
                    GroupEvent.RecoveryFailed _,
                    GroupEvent.Exported _,
                    GroupEvent.TakingOver _,
                    GroupEvent.SteppedDown _,
                    GroupEvent.Settled _,
                    GroupEvent.Refused _ -> {}
        }
    }

    private void reportsUser(String name, UserEvent user) {
        switch (user) {
            case UserEvent.Saved e ->
                    checks.see(new Sighting.SaveKept(name, e.document(), e.patch()));
            case UserEvent.Validated e ->
                    checks.see(
                            new Sighting.SavesValidated(name, e.document(), e.head(), e.patches()));
            case UserEvent.Applied e -> stated(name, e.document(), e.head());
            case UserEvent.Discarded e -> {
                tally.add(Tally.DISCARD);
                checks.see(new Sighting.SaveTakenBack(name, e.document(), e.patch()));
            }
            case UserEvent.Squashed e -> {
                tally.add(Tally.SQUASH);
                for (var patch : e.patches())
                    checks.see(new Sighting.SaveTakenBack(name, e.document(), patch));
                checks.see(new Sighting.SaveKept(name, e.document(), e.as()));
            }
            case UserEvent.KeptAsDraft e ->
                    e.patches()
                            .forEach(p ->
                                    checks.see(new Sighting.SaveTakenBack(name, e.document(), p)));
            case UserEvent.Unfit e -> checks.breaks(name + " cannot apply an entry: " + e);
            case UserEvent.OtherHistory e -> {
                if (!checks.isCut(e.document()))
                    checks.breaks(name + " meets another history: " + e);
            }
            case UserEvent.WentOver e -> {
                if (!checks.isCut(e.document()))
                    checks.breaks(name + " gives up its history: " + e);
            }
            case UserEvent.StandingChanged _, UserEvent.OnlineChanged _, UserEvent.Kept _ -> {}
        }
    }

    /** Somebody speaks of a configuration as chosen. */
    void named(String where, Config config) {
        Config before = newest.put(config.cell(), config);
        if (before != null && !before.number().isBefore(config.number()))
            newest.put(config.cell(), before);
        else if (before != null) follows(before, config);
        votes.knows(config);
        checks.see(new Sighting.ConfigNamed(where, config));
    }

    private void follows(Config before, Config after) {
        for (PeerId member : before.members())
            if (!after.has(member) && !isUp.test(member)) tally.add(Tally.REPLACED);
    }

    private void named(String where, Lineage lineage) {
        named(where, lineage.previous());
        named(where, lineage.config());
    }

    // By identity: a peer that lost its disk is another one, whatever its machine is called.
    private void promised(PeerId self, int life, Cell cell, Ballot ballot) {
        checks.see(new Sighting.PromiseMade(self.toString(), life, cell, ballot));
    }

    private void stated(String where, DocumentKey document, Head head) {
        checks.see(new Sighting.HeadStated(where, document, head));
    }

    private void passed(String where, DocumentKey document, List<PatchEntry> entries) {
        for (PatchEntry entry : entries)
            checks.see(new Sighting.EntryPassed(where, document, entry.header()));
    }
}
