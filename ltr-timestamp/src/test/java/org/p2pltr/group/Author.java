package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Timer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;

/**
 * A User Peer for tests: publishes its tentative patches until each is validated, by the rule of
 * master-group.md §6. What it holds outlives crashes ({@link Desk}).
 */
class Author implements Role {
    static final RoleName NAME = new RoleName("author");
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Desk desk;
    private final Signer signer;
    private final NetworkId network;
    private final FakeLog.Shelf shelf;
    private final List<PeerId> everybody;
    private final TreeMap<DocumentKey, Try> tries = new TreeMap<>();
    private final TreeMap<DocumentKey, LinkedHashSet<PeerId>> guesses = new TreeMap<>();

    /** One request under way. */
    private record Try(RequestId id, boolean read, Duration until, long floor) {}

    record Step() implements Timer {}

    /** A read was answered: nothing below {@code floor} may come. */
    record ReadAnswered(DocumentKey document, Timestamp ts, long floor) implements PeerEvent {}

    /** What a person's computer keeps on its disk. */
    static final class Desk {
        final TreeMap<DocumentKey, List<PatchEntry>> replicas = new TreeMap<>();
        final TreeMap<DocumentKey, List<PatchId>> tentative = new TreeMap<>();
        final TreeMap<DocumentKey, List<PatchId>> made = new TreeMap<>();
        final Set<DocumentKey> wantsToRead = new TreeSet<>();
        int answeredReads;
        int diverged;

        /** Makes a tentative patch. */
        void write(DocumentKey document, PatchId patch) {
            tentative.computeIfAbsent(document, _ -> new ArrayList<>()).add(patch);
            made.computeIfAbsent(document, _ -> new ArrayList<>()).add(patch);
        }

        boolean isIdle() {
            return tentative.values().stream().allMatch(List::isEmpty) && wantsToRead.isEmpty();
        }

        List<PatchEntry> replica(DocumentKey document) {
            return replicas.computeIfAbsent(document, _ -> new ArrayList<>());
        }
    }

    /** The largest timestamp of each document that anybody was answered. */
    private final Map<DocumentKey, Long> floors;

    Author(
            Desk desk,
            Signer signer,
            NetworkId network,
            FakeLog.Shelf shelf,
            List<PeerId> everybody,
            Map<DocumentKey, Long> floors) {
        this.desk = desk;
        this.signer = signer;
        this.network = network;
        this.shelf = shelf;
        this.everybody = everybody;
        this.floors = floors;
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(UserMessage.ToUser.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        var out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Started _ -> out.timer(STEP, new Step());
            case Event.Elapsed(Step _) -> {
                Set<DocumentKey> all = new TreeSet<>(desk.tentative.keySet());
                all.addAll(desk.wantsToRead);
                for (DocumentKey document : all) go(document, world, out);
                out.timer(STEP, new Step());
            }
            case Event.Received(PeerId from, UserMessage.Outcome outcome) ->
                    outcome(from, outcome, out);
            case Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        return out.effects();
    }

    private void go(DocumentKey document, Environment world, Effects.Collector out) {
        Try now = tries.get(document);
        if (now != null) {
            if (world.uptime().compareTo(now.until()) < 0) return;
            tries.remove(document);
            demote(document);
        }
        List<PatchId> waiting = desk.tentative.getOrDefault(document, List.of());
        boolean read = desk.wantsToRead.contains(document);
        if (waiting.isEmpty() && !read) return;
        RequestId id = RequestId.random(world.random());
        long floor = floors.getOrDefault(document, 0L);
        Duration until = world.uptime().plus(PATIENCE);
        tries.put(document, new Try(id, waiting.isEmpty(), until, floor));
        PeerId to = order(document, world).getFirst();
        if (waiting.isEmpty()) {
            out.send(to, new UserMessage.AskLast(id, document, head(document).ts()));
        } else {
            Head head = head(document);
            out.send(to, new UserMessage.Publish(id, document, head, entries(document, waiting)));
        }
    }

    private List<PatchEntry> entries(DocumentKey document, List<PatchId> patches) {
        Head head = head(document);
        List<PatchEntry> entries = new ArrayList<>();
        for (PatchId patch : patches.subList(0, Math.min(3, patches.size()))) {
            PatchEntry entry = PatchEntry.signed(head, body(document, patch), signer);
            entries.add(entry);
            head = entry.header().head();
        }
        return entries;
    }

    private EntryBody body(DocumentKey document, PatchId patch) {
        return new EntryBody(
                document,
                patch,
                signer.identity(),
                "someone",
                Instant.EPOCH,
                "",
                patch.value(),
                Hash.of(patch.value()),
                new Label(Bytes.utf8("label")));
    }

    private SequencedSet<PeerId> order(DocumentKey document, Environment world) {
        LinkedHashSet<PeerId> order = guesses.computeIfAbsent(document, _ -> new LinkedHashSet<>());
        List<PeerId> all = List.copyOf(everybody);
        if (order.isEmpty()) order.add(all.get(world.random().nextInt(all.size())));
        order.addAll(all);
        return order;
    }

    private void demote(DocumentKey document) {
        LinkedHashSet<PeerId> order = guesses.get(document);
        if (order == null || order.isEmpty()) return;
        PeerId first = order.removeFirst();
        order.addLast(first);
    }

    private Head head(DocumentKey document) {
        List<PatchEntry> replica = desk.replica(document);
        return replica.isEmpty()
                ? Head.start(network, document)
                : replica.getLast().header().head();
    }

    private void outcome(PeerId from, UserMessage.Outcome outcome, Effects.Collector out) {
        for (DocumentKey document : List.copyOf(tries.keySet())) {
            Try now = tries.get(document);
            if (now == null || !now.id().equals(outcome.id())) continue;
            tries.remove(document);
            answered(document, now, from, outcome, out);
        }
    }

    private void answered(
            DocumentKey document,
            Try now,
            PeerId from,
            UserMessage.Outcome outcome,
            Effects.Collector out) {
        switch (outcome) {
            case UserMessage.Validated(var _, var _, Head head) -> validated(document, head);
            case UserMessage.Behind(var _, var _, Head head, var tail) ->
                    advance(document, head, tail);
            case UserMessage.Last(var _, var _, Head head, var tail) -> {
                assertThat(head.ts().value())
                        .as("Linearizable: read of '%s'", document)
                        .isGreaterThanOrEqualTo(now.floor());
                floors.merge(document, head.ts().value(), Math::max);
                desk.wantsToRead.remove(document);
                desk.answeredReads++;
                advance(document, head, tail);
                out.report(new ReadAnswered(document, head.ts(), now.floor()));
            }
            case UserMessage.Diverged _ -> desk.diverged++;
            case UserMessage.Redirect(var _, var _, var better) -> {
                LinkedHashSet<PeerId> order = new LinkedHashSet<>(better);
                order.remove(from);
                order.addAll(everybody);
                order.remove(from);
                order.addLast(from);
                guesses.put(document, order);
            }
            case UserMessage.Busy _ -> {}
        }
        assertThat(desk.diverged).as("nobody diverges").isZero();
    }

    private void validated(DocumentKey document, Head head) {
        List<PatchId> waiting = desk.tentative.getOrDefault(document, List.of());
        List<PatchEntry> entries = entries(document, waiting);
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).header().head().equals(head)) continue;
            floors.merge(document, head.ts().value(), Math::max);
            desk.replica(document).addAll(entries.subList(0, i + 1));
            waiting.subList(0, i + 1).clear();
            return;
        }
        throw new AssertionError("validated what was not published: " + head);
    }

    /** Goes on to a head, if the entries up to it can be had and prove themselves. */
    private void advance(DocumentKey document, Head head, List<PatchEntry> tail) {
        floors.merge(document, head.ts().value(), Math::max);
        Head have = head(document);
        if (head.ts().compareTo(have.ts()) <= 0) return;
        TreeMap<Timestamp, PatchEntry> found = new TreeMap<>();
        shelf.entries(document, have.ts(), head.ts())
                .forEach(entry -> found.put(entry.ts(), entry));
        tail.forEach(entry -> found.put(entry.ts(), entry));
        List<PatchEntry> next = new ArrayList<>();
        for (PatchEntry entry : found.values()) {
            if (!entry.header().previous().equals(have.hash())) return;
            next.add(entry);
            have = entry.header().head();
        }
        if (!have.equals(head)) return;
        desk.replica(document).addAll(next);
        List<PatchId> waiting = desk.tentative.getOrDefault(document, new ArrayList<>());
        next.forEach(entry -> found(waiting, entry));
    }

    /** An own patch that is found in the log is committed: it is not published again (§6). */
    void found(List<PatchId> waiting, PatchEntry entry) {
        waiting.remove(entry.header().patch());
    }
}
