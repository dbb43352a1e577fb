package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.group.GroupReply;
import org.p2pltr.group.GroupRequest;
import org.p2pltr.lab.checker.Sighting;
import org.p2pltr.logpeer.LogRequest;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.replica.Replica;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Text;

/** A peer of a story, as its person uses it. Each call takes the virtual time that it needs. */
public final class LabPeer {
    /** How long a person waits for the own peer before the story fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Among faults a person gives up sooner and does something else. */
    private static final Duration PATIENCE_WITH_FAULTS = Duration.ofMillis(500);

    private static final int WHOLE_HISTORY = 1000;

    private final LabNetwork network;
    private final SimulatedPeer machine;
    private final int number;
    private int offlineInLife;

    LabPeer(LabNetwork network, SimulatedPeer machine, int number) {
        this.network = network;
        this.machine = machine;
        this.number = number;
    }

    /** Its place among the peers, from 0. */
    public int number() {
        return number;
    }

    /** Its name. */
    public String name() {
        return machine.name();
    }

    /** The machine that it runs on. */
    public SimulatedPeer machine() {
        return machine;
    }

    /** The text of a page as it is shown here; empty if there is no such page. */
    public String text(String page) {
        return replica(page).map(r -> r.local().text().string()).orElse("");
    }

    /** The last validated timestamp of a page here; 0 if there is none. */
    public long version(String page) {
        return replica(page).map(r -> r.head().ts().value()).orElse(0L);
    }

    /** How many saves of a page wait here for their timestamp. */
    public int tentative(String page) {
        return replica(page).map(r -> r.tentative().size()).orElse(0);
    }

    /** The conflicts recorded in a page as it is shown here. */
    public List<Conflict> conflicts(String page) {
        String value =
                replica(page)
                        .flatMap(r -> r.local().attributes().get(Attributes.CONFLICTS))
                        .orElse("");
        return value.isEmpty() ? List.of() : ConflictCodec.decode(value);
    }

    /** This peer's copy of a page, if it has one. */
    public Optional<Replica> replica(String page) {
        return shown(ask(new UserRequest.ReadPage(new DocumentKey(page))));
    }

    private Optional<Replica> shown(Reply reply) {
        return switch (reply) {
            case UserReply.Page shown -> Optional.of(shown.replica());
            case UserReply.NoPage _ -> Optional.empty();
            case Reply other -> throw network.simulation().failure("answered " + other);
        };
    }

    /** The entries of a page, as applied here. */
    public List<PatchEntry> history(String page) {
        List<PatchEntry> all = new ArrayList<>();
        List<PatchEntry> more;
        do {
            Timestamp from = new Timestamp(all.size() + 1);
            Request next = new UserRequest.ReadHistory(new DocumentKey(page), from, WHOLE_HISTORY);
            if (!(ask(next) instanceof UserReply.History history))
                throw network.simulation().failure("no history of " + page);
            more = history.entries();
            all.addAll(more);
        } while (more.size() == WHOLE_HISTORY);
        return all;
    }

    /** Saves a page as this text, edited from what is shown; returns when it is durable. */
    public void save(String page, String text) {
        edit(page, _ -> text);
    }

    /** Edits what is shown of a page and saves it; returns when it is durable. */
    public void edit(String page, UnaryOperator<String> edit) {
        Save save =
                startSave(page, edit)
                        .orElseThrow(() -> network.simulation().failure(name() + " shows no page"));
        network.simulation().mustReach("a save at " + name(), PATIENCE, save.ask()::isAnswered);
        if (!save.settle(network))
            throw network.simulation().failure("a save was answered " + save.ask().reply());
    }

    /** Edits what is shown and saves it, if the peer shows it; the answer is not waited for. */
    Optional<Save> startSave(String page, UnaryOperator<String> edit) {
        DocumentKey document = new DocumentKey(page);
        Optional<Reply> reply = tryAsk(new UserRequest.ReadPage(document));
        if (reply.isEmpty() || !machine.isUp()) return Optional.empty();
        Optional<Replica> shown = shown(reply.get());
        String before = shown.map(r -> r.local().text().string()).orElse("");
        String after = edit.apply(before);
        UserRequest.Start start =
                shown.<UserRequest.Start>map(r -> new UserRequest.Start.From(r.revision()))
                        .orElseGet(UserRequest.Start.Nothing::new);
        network.knows(document);
        // From here on the words may be gone, answered or not.
        network.checks().see(typed(document, List.of(), less(before, after)));
        Ask ask =
                machine.ask(
                        new UserRequest.SavePage(
                                document, Text.of(after), AttributeChange.NONE, start, "", name()));
        Sighting.WordsTyped words = typed(document, less(after, before), List.of());
        return Optional.of(new Save(ask, words, machine, machine.disks()));
    }

    private Sighting.WordsTyped typed(
            DocumentKey document, List<String> added, List<String> removed) {
        return new Sighting.WordsTyped(name(), document, added, removed);
    }

    /** A save on its way, and the words that it brings. */
    record Save(Ask ask, Sighting.WordsTyped words, SimulatedPeer machine, int disk) {
        /** True once it was answered that it is kept; then the checks hear of it. */
        boolean settle(LabNetwork network) {
            boolean kept = ask.reply().map(UserReply.Saved.class::isInstance).orElse(false);
            // Who lost the disk since then, or went back to an old one, has lost the save with it.
            if (kept && machine.disks() == disk) network.checks().see(words);
            return kept;
        }
    }

    /**
     * The words of which a text has more copies than the other: where both versions of a line were
     * kept, two people may each remove one copy of a word.
     */
    static List<String> less(String text, String other) {
        SortedMap<String, Long> there = counted(other);
        return counted(text).entrySet().stream()
                .filter(word -> word.getValue() > there.getOrDefault(word.getKey(), 0L))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SortedMap<String, Long> counted(String text) {
        return Arrays.stream(text.split("\\s+", -1))
                .collect(
                        Collectors.groupingBy(
                                Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /**
     * Asks another peer, master or not, for a page's last timestamp; the checks hear the answer.
     */
    public void asksForLast(LabPeer whom, String page) {
        ask(new Curious.AskForLast(whom.machine().id(), new DocumentKey(page)));
    }

    /** Works offline. */
    public LabPeer offline() {
        ask(new UserRequest.WorkOnline(false));
        offlineInLife = machine.starts();
        return this;
    }

    /** Works online again. */
    public LabPeer online() {
        ask(new UserRequest.WorkOnline(true));
        offlineInLife = 0;
        return this;
    }

    /** Works online or offline, if the peer hears it. */
    void tryOnline(boolean online) {
        if (tryAsk(new UserRequest.WorkOnline(online)).isEmpty()) return;
        offlineInLife = online ? 0 : machine.starts();
    }

    /** True if it is up and its person does not work offline, which a restart forgets. */
    public boolean isOnline() {
        return machine.isUp() && offlineInLife != machine.starts();
    }

    /** The power goes. */
    public LabPeer crash() {
        machine.crash();
        return this;
    }

    /** It is down, and what was on its disk is gone: it comes back as another peer. */
    public LabPeer loseDisk() {
        machine.loseDisk();
        network.lost(this);
        return this;
    }

    /** Starts again from its disk, with what was synced. */
    public LabPeer restart() {
        machine.restart();
        return this;
    }

    /**
     * Its operator says that of a page's group only these peers are left, itself among them. The
     * pages that this peer has heard of, or has in its log, are looked for in the log.
     */
    public GroupReply recover(String page, List<LabPeer> survivors) {
        return recover(network.configOf(page).cell(), survivors);
    }

    GroupReply recover(Cell cell, List<LabPeer> survivors) {
        UserReply.Pages known = (UserReply.Pages) ask(new UserRequest.ListPages("", "", 1000));
        LogRequest.Kept kept = (LogRequest.Kept) ask(new LogRequest.LogDocumentsAsked("", 1000));
        TreeSet<DocumentKey> documents = new TreeSet<>();
        known.lines().forEach(line -> documents.add(line.document()));
        kept.documents().forEach(each -> documents.add(each.document()));
        return (GroupReply)
                ask(
                        new GroupRequest.RecoverCell(
                                cell,
                                survivors.stream().map(each -> each.machine().id()).toList(),
                                List.copyOf(documents)));
    }

    /** Leaves as a peer should: hands over its cells, says goodbye and ends. */
    public LabPeer leave() {
        Reply left = ask(new GroupRequest.LeaveGroups(PATIENCE.dividedBy(2)));
        if (!left.equals(new GroupReply.Left(0)))
            throw network.simulation().failure(name() + " leaves with " + left);
        ask(new RingRequest.LeaveAsked());
        machine.shutDown();
        return this;
    }

    /**
     * Asks this peer, and waits in virtual time for the answer; again if it ended meanwhile and is
     * there again, as one that was leaving.
     */
    public Reply ask(Request request) {
        int life = machine.starts();
        Ask ask = machine.ask(request);
        network.simulation()
                .mustReach(
                        "an answer to " + request + " at " + name(),
                        PATIENCE,
                        () -> ask.isAnswered() || machine.starts() != life);
        return ask.isAnswered() ? ask.reply(Reply.class) : ask(request);
    }

    /** Asks this peer; empty if it is down or does not answer soon, as one that is stopped. */
    Optional<Reply> tryAsk(Request request) {
        if (!machine.isUp()) return Optional.empty();
        Ask ask = machine.ask(request);
        network.simulation()
                .runUntil(() -> ask.isAnswered() || !machine.isUp(), PATIENCE_WITH_FAULTS);
        return ask.reply();
    }

    @Override
    public String toString() {
        return name();
    }
}
