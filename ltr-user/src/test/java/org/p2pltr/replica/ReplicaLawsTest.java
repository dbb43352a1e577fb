package org.p2pltr.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/** Three replicas and a model of the log: random saves, stale starts, lost answers, any order. */
class ReplicaLawsTest {
    private static final DocumentKey DOCUMENT = new DocumentKey("Home");
    private static final NetworkId NETWORK = new NetworkId(Bytes.of(new byte[16]));
    private static final ReconciliationEngine ENGINE = ReconciliationEngine.standard();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** The log and three authors. */
    private static final class Model {
        private final SplittableRandom random;
        private final List<PatchEntry> log = new ArrayList<>();
        private final List<Replica> replicas = new ArrayList<>();
        private final List<Text> olderViews = new ArrayList<>();
        private final List<Signer> signers = new ArrayList<>();
        private final TreeSet<String> typed = new TreeSet<>();
        private final TreeSet<String> removed = new TreeSet<>();
        private int words;

        Model(long seed) {
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
            PatchId patch = PatchId.random(random);
            LocalSave save =
                    new LocalSave(
                            patch,
                            start,
                            Text.of(edited),
                            AttributeChange.NONE,
                            "author " + who,
                            Instant.EPOCH,
                            "");
            replicas.set(who, replica.saved(save, ENGINE));
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
            Replica replica = replicas.get(who);
            if (!replica.head().equals(head()) || replica.tentative().isEmpty()) return;
            int batch = 1 + random.nextInt(replica.tentative().size());
            List<PatchEntry> entries = entries(replica, batch, signers.get(who));
            log.addAll(entries);
            if (heard) replicas.set(who, replica.published(entries));
        }

        private List<PatchEntry> entries(Replica replica, int batch, Signer signer) {
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

        Head head() {
            return log.isEmpty() ? Head.start(NETWORK, DOCUMENT) : log.getLast().header().head();
        }

        boolean isQuiet() {
            return replicas.stream()
                    .allMatch(r -> r.tentative().isEmpty() && r.head().equals(head()));
        }
    }

    private static List<String> wordsOf(String text) {
        // Merging may put words side by side; each still counts.
        return text.codePoints().filter(c -> c > ' ').mapToObj(Character::toString).toList();
    }

    private static Model played(long seed) {
        Model model = new Model(seed);
        for (int step = 0; step < 80; step++) {
            int who = model.random.nextInt(3);
            switch (model.random.nextInt(4)) {
                case 0 -> model.publish(who, model.random.nextInt(3) > 0);
                case 1 -> model.retrieve(who);
                default -> model.save(who);
            }
        }
        for (int round = 0; !model.isQuiet() && round < 200; round++) {
            for (int who = 0; who < 3; who++) {
                model.retrieve(who);
                model.publish(who, true);
            }
        }
        return model;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void threeReplicasEndEqualToTheLog(long seed) {
        Model model = played(seed);
        assertThat(model.isQuiet()).isTrue();
        assertThat(model.log).isNotEmpty();
        Bytes digest = model.log.getLast().fields().stateDigest().value();
        for (Replica replica : model.replicas) {
            assertThat(Bytes.of(replica.validated().digest())).isEqualTo(digest);
            assertThat(replica.local()).isEqualTo(replica.validated());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPatchIsInTheLogOnce(long seed) {
        List<PatchId> patches =
                played(seed).log.stream().map(entry -> entry.header().patch()).toList();
        assertThat(patches).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWordThatWasTypedAndNotTakenOutIsLost(long seed) {
        Model model = played(seed);
        String text = model.replicas.getFirst().local().text().string();
        TreeSet<String> expected = new TreeSet<>(model.typed);
        expected.removeAll(model.removed);
        assertThat(wordsOf(text)).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takingBackTheLastSaveGivesTheViewBeforeIt(long seed) {
        Model model = new Model(seed);
        model.save(0);
        model.save(0);
        Replica before = model.replicas.getFirst();
        model.save(0);
        Replica after = model.replicas.getFirst();
        PatchId last = after.tentative().getLast().patch();
        assertThat(after.discarded(last, ENGINE)).isEqualTo(before);
    }
}
