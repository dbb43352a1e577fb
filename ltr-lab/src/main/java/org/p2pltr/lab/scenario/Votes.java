package org.p2pltr.lab.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.group.Ballot;
import org.p2pltr.group.Config;
import org.p2pltr.group.ConfigNumber;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.group.Register;
import org.p2pltr.id.PeerId;
import org.p2pltr.lab.checker.Sighting;

/**
 * Counts, beside the masters and without asking them, which registers a majority has accepted at
 * one ballot. Source: master-group.md §1, "chosen".
 */
final class Votes {
    private final Consumer<Sighting> see;
    private final Tally tally;
    private final TreeMap<Place, Config> configs = new TreeMap<>();
    private final TreeMap<DocumentKey, TreeMap<Timestamp, Ballot>> firstProposed = new TreeMap<>();
    private final TreeMap<Proposal, Vote> votes = new TreeMap<>();

    private record Place(Cell cell, ConfigNumber number) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::cell).thenComparing(Place::number);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Proposal(Cell cell, Ballot ballot, DocumentKey document, Timestamp ts)
            implements Comparable<Proposal> {
        private static final Comparator<Proposal> ORDER =
                Comparator.comparing(Proposal::cell)
                        .thenComparing(Proposal::ballot)
                        .thenComparing(Proposal::document)
                        .thenComparing(Proposal::ts);

        @Override
        public int compareTo(Proposal other) {
            return ORDER.compare(this, other);
        }
    }

    /** The heads that the proposal makes committed, and who has accepted it. */
    private static final class Vote {
        private final TreeSet<PeerId> members = new TreeSet<>();
        private List<Head> heads = List.of();
        private boolean chosen;
    }

    Votes(Consumer<Sighting> see, Tally tally) {
        this.see = see;
        this.tally = tally;
    }

    /** From here on it is known who votes in this configuration. */
    void knows(Config config) {
        if (configs.putIfAbsent(new Place(config.cell(), config.number()), config) != null) return;
        for (var each : new ArrayList<>(votes.entrySet())) count(each.getKey(), each.getValue());
    }

    /** A session proposes registers. */
    void proposed(GroupMessage.Accept message) {
        for (GroupMessage.Held held : message.writes()) {
            Proposal proposal =
                    new Proposal(
                            message.cell(),
                            message.ballot(),
                            held.document(),
                            held.register().ts());
            Vote vote = votes.computeIfAbsent(proposal, _ -> new Vote());
            if (vote.heads.isEmpty()) vote.heads = heads(held.register());
            Ballot first =
                    firstProposed
                            .computeIfAbsent(held.document(), _ -> new TreeMap<>())
                            .putIfAbsent(held.register().ts(), message.ballot());
            if (first != null && first.isBefore(message.ballot())) tally.add(Tally.RE_PROPOSAL);
        }
    }

    /** A member's answer that it has accepted arrived. */
    void accepted(PeerId from, GroupMessage.Accepted message) {
        for (GroupMessage.Mark mark : message.writes())
            add(from, new Proposal(message.cell(), message.ballot(), mark.document(), mark.ts()));
    }

    /** A member's promise arrived, and tells what it accepted in this configuration before. */
    void promised(PeerId from, GroupMessage.Promise message) {
        for (GroupMessage.Held held : message.registers()) {
            Register register = held.register();
            if (!register.ballot().config().equals(message.ballot().config())) continue;
            Proposal proposal =
                    new Proposal(message.cell(), register.ballot(), held.document(), register.ts());
            Vote vote = votes.computeIfAbsent(proposal, _ -> new Vote());
            if (vote.heads.isEmpty()) vote.heads = heads(register);
            add(from, proposal);
        }
    }

    private void add(PeerId member, Proposal proposal) {
        Vote vote = votes.computeIfAbsent(proposal, _ -> new Vote());
        if (vote.members.add(member)) count(proposal, vote);
    }

    private void count(Proposal proposal, Vote vote) {
        Config config = configs.get(new Place(proposal.cell(), proposal.ballot().config()));
        if (vote.chosen || config == null) return;
        if (vote.members.stream().filter(config::has).count() < config.quorum()) return;
        vote.chosen = true;
        see.accept(new Sighting.GroupActs(config));
        for (Head head : vote.heads) see.accept(new Sighting.HeadChosen(proposal.document(), head));
    }

    private static List<Head> heads(Register register) {
        List<Head> heads = new ArrayList<>();
        for (PatchEntry entry : register.unpublished()) heads.add(entry.header().head());
        if (heads.isEmpty()) heads.add(register.head());
        return heads;
    }
}
