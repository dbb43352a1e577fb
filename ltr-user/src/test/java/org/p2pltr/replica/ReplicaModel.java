package org.p2pltr.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.env.Signer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.StoreId;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.sim.SimulatedKeys;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Part;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/** The log and three authors: random saves, stale starts, lost requests and answers. */
final class ReplicaModel {
    static final DocumentKey DOCUMENT = new DocumentKey("Home");
    static final NetworkId NETWORK = new NetworkId(Bytes.of(new byte[16]));
    static final ReconciliationEngine ENGINE = ReconciliationEngine.standard();

    private final SplittableRandom random;
    private final List<PatchEntry> log = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Text> olderViews = new ArrayList<>();
    private final List<Signer> signers = new ArrayList<>();
    private final List<Publish> underWay = new ArrayList<>();
    private final TreeSet<String> typed = new TreeSet<>();
    private final TreeSet<String> removed = new TreeSet<>();
    private int words;

    ReplicaModel(long seed) {
        random = new SplittableRandom(seed);
        SimulatedKeys keys = new SimulatedKeys();
        for (int i = 0; i < 3; i++) {
            byte[] store = new byte[StoreId.LENGTH];
            random.nextBytes(store);
            signers.add(keys.newSigner(new StoreId(Bytes.of(store)), random));
            replicas.add(Replica.empty(NETWORK, DOCUMENT));
            olderViews.add(Text.EMPTY);
        }
    }

    void save(int who) {
        Replica replica = replicas.get(who);
        // Sometimes the editor was opened a while ago.
        boolean stale = random.nextInt(4) == 0;
        Text start = stale ? olderViews.get(who) : replica.local().text();
        olderViews.set(who, replica.local().text());
        String edited = edited(start.string());
        // A merge may have doubled a word; taking out one of two counts as taking out.
        List<String> gone = new ArrayList<>(wordsOf(start.string()));
        wordsOf(edited).forEach(gone::remove);
        removed.addAll(gone);
        save(who, start, Text.of(edited));
    }

    /** A save; returns its patch. */
    PatchId save(int who, Text start, Text submitted) {
        PatchId patch = PatchId.random(random);
        LocalSave save =
                new LocalSave(
                        patch,
                        start,
                        submitted,
                        AttributeChange.NONE,
                        "author " + who,
                        Instant.EPOCH,
                        "");
        replicas.set(who, replicas.get(who).saved(save, ENGINE));
        return patch;
    }

    /** A save of a whole new line with one new word somewhere in the local view. */
    PatchId insertLine(int who) {
        Text start = replicas.get(who).local().text();
        List<String> lines = new ArrayList<>(start.string().lines().toList());
        String word = Character.toString(0x4E00 + words++);
        lines.add(random.nextInt(lines.size() + 1), word);
        typed.add(word);
        return save(who, start, Text.of(String.join("\n", lines) + "\n"));
    }

    private String edited(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int line = random.nextInt(lines.size());
        List<String> of = new ArrayList<>(List.of(lines.get(line).split(" ", -1)));
        int place = random.nextInt(of.size());
        // Words of one character each, so that none has a part in common with another.
        int first = random.nextInt(5) == 0 ? 0x1F300 : 0x4E00;
        String word = Character.toString(first + words++);
        switch (random.nextInt(5)) {
            case 0 -> lines.add(line, word);
            case 1 -> of.set(place, word);
            case 2 -> of.subList(place, of.size()).clear();
            default -> of.add(place, word);
        }
        if (!lines.contains(word)) lines.set(line, String.join(" ", of));
        String edited = String.join("\n", lines);
        typed.addAll(wordsOf(edited));
        return edited;
    }

    /** The master validates if the author is up to date; the author may not hear of it. */
    void publish(int who, boolean heard) {
        send(who);
        if (underWay.isEmpty() || underWay.getLast().who != who) return;
        List<PatchEntry> entries = arrive(underWay.size() - 1);
        if (heard && !entries.isEmpty()) replicas.set(who, replicas.get(who).published(entries));
    }

    /** A publish leaves; when it arrives, if it does, is another matter. */
    void send(int who) {
        Replica replica = replicas.get(who);
        if (replica.tentative().isEmpty()) return;
        int batch = 1 + random.nextInt(replica.tentative().size());
        List<PatchEntry> entries = entries(replica, batch, signers.get(who));
        underWay.add(new Publish(who, replica.head(), entries));
        replicas.set(who, replica.sending(batch));
    }

    /** A publish that was sent some time ago arrives, and nobody hears of the answer. */
    void arriveLate() {
        if (!underWay.isEmpty()) arrive(random.nextInt(underWay.size()));
    }

    private List<PatchEntry> arrive(int index) {
        // What was sent may arrive once more.
        Publish publish = random.nextInt(8) == 0 ? underWay.get(index) : underWay.remove(index);
        if (!publish.expected.equals(head())) return List.of();
        log.addAll(publish.entries);
        return publish.entries;
    }

    /** A request under way. */
    private record Publish(int who, Head expected, List<PatchEntry> entries) {}

    List<PatchEntry> entries(Replica replica, int batch, Signer signer) {
        List<PatchEntry> entries = new ArrayList<>();
        DocumentState state = replica.validated();
        Head after = replica.head();
        for (TentativePatch patch : replica.tentative().subList(0, batch)) {
            state = patch.change().apply(state);
            EntryBody body =
                    new EntryBody(
                            DOCUMENT,
                            patch.patch(),
                            signer.identity(),
                            patch.author(),
                            patch.time(),
                            patch.comment(),
                            Bytes.of(StateChangeCodec.encode(patch.change())),
                            new Hash(Bytes.of(state.digest())),
                            PageLabel.of(DOCUMENT, state, patch).label());
            PatchEntry entry = PatchEntry.signed(after, body, signer);
            entries.add(entry);
            after = entry.header().head();
        }
        return entries;
    }

    void retrieve(int who) {
        int have = (int) replicas.get(who).head().ts().value();
        if (have == log.size()) return;
        int to = have + 1 + random.nextInt(log.size() - have);
        Arrival arrival = replicas.get(who).arrived(log.subList(have, to), ENGINE);
        assertThat(arrival).isInstanceOf(Arrival.Applied.class);
        replicas.set(who, ((Arrival.Applied) arrival).replica());
    }

    /** Makes one patch of a run that was never sent, if there is one. */
    void squash(int who) {
        Replica replica = replicas.get(who);
        int waiting = replica.tentative().size() - replica.sent();
        if (waiting < 2) return;
        int from = replica.sent() + random.nextInt(waiting - 1);
        int to = from + 2 + random.nextInt(replica.tentative().size() - from - 1);
        replicas.set(who, replica.squashed(from, to, PatchId.random(random)));
    }

    /** Takes back a patch that was never sent, if there is one. */
    void discard(int who) {
        Replica replica = replicas.get(who);
        int waiting = replica.tentative().size() - replica.sent();
        if (waiting < 1) return;
        TentativePatch patch = replica.tentative().get(replica.sent() + random.nextInt(waiting));
        removed.addAll(insertedBy(patch.change()));
        replicas.set(who, replica.discarded(patch.patch(), ENGINE));
    }

    /** Takes any validated patch back. */
    void undo(int who) {
        Replica replica = replicas.get(who);
        int head = (int) replica.head().ts().value();
        if (head == 0) return;
        int ts = 1 + random.nextInt(head);
        removed.addAll(insertedBy(change(log.get(ts - 1))));
        Undo undo = undone(who, ts);
        if (undo instanceof Undo.Undone(Replica after, _)) replicas.set(who, after);
    }

    Undo undone(int who, int ts) {
        DocumentState before = DocumentState.EMPTY;
        for (PatchEntry entry : log.subList(0, ts - 1)) before = change(entry).apply(before);
        Replica replica = replicas.get(who);
        UndoSave save = new UndoSave(PatchId.random(random), "undoer", Instant.EPOCH, "");
        int head = (int) replica.head().ts().value();
        return replica.undone(before, log.subList(ts - 1, head), save, ENGINE);
    }

    private static StateChange change(PatchEntry entry) {
        return StateChangeCodec.decode(entry.fields().change().toArray());
    }

    private static List<String> insertedBy(StateChange change) {
        List<String> inserted = new ArrayList<>();
        for (Part part : change.text().parts())
            if (part instanceof Part.Insert(Text text)) inserted.addAll(wordsOf(text.string()));
        return inserted;
    }

    Signer signer(int who) {
        return signers.get(who);
    }

    SplittableRandom random() {
        return random;
    }

    List<PatchEntry> log() {
        return log;
    }

    List<Replica> replicas() {
        return replicas;
    }

    Replica replica(int who) {
        return replicas.get(who);
    }

    SortedSet<String> typed() {
        return typed;
    }

    SortedSet<String> removed() {
        return removed;
    }

    Head head() {
        return log.isEmpty() ? Head.start(NETWORK, DOCUMENT) : log.getLast().header().head();
    }

    /** No publish gets lost any more, until all is validated and everywhere. */
    void settle() {
        for (int round = 0; !isQuiet() && round < 200; round++) {
            for (int who = 0; who < 3; who++) {
                retrieve(who);
                publish(who, true);
            }
        }
    }

    boolean isQuiet() {
        return replicas.stream().allMatch(r -> r.tentative().isEmpty() && r.head().equals(head()));
    }

    static List<String> wordsOf(String text) {
        // Merging may put words side by side; each still counts.
        return text.codePoints().filter(c -> c > ' ').mapToObj(Character::toString).toList();
    }
}
