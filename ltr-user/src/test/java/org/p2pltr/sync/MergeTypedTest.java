package org.p2pltr.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2pltr.sync.UserPeers.HOME;
import static org.p2pltr.sync.UserPeers.NETWORK;
import static org.p2pltr.sync.UserPeers.asked;
import static org.p2pltr.sync.UserPeers.online;
import static org.p2pltr.sync.UserPeers.page;
import static org.p2pltr.sync.UserPeers.saved;
import static org.p2pltr.sync.UserPeers.startOf;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.Revision;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.text.Text;

/** An open editor takes in what arrives while somebody types; nothing is stored by that. */
class MergeTypedTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final UserRequest.Start NOTHING = new UserRequest.Start.Nothing();

    private final ModelLog log = new ModelLog(NETWORK);

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ltr.seeds", 40));
    }

    private static UserReply.Merged merged(
            Simulation simulation, SimulatedPeer peer, String typed, UserRequest.Start start) {
        UserRequest request = new UserRequest.MergeTyped(HOME, Text.of(typed), start);
        return asked(simulation, peer, request, UserReply.Merged.class);
    }

    @Test
    void whatIsTypedStandsBesideWhatArrived() {
        Simulation simulation = UserPeers.network(1, log);
        SimulatedPeer bob = simulation.peer("bob");
        SimulatedPeer ann = simulation.peer("ann");
        saved(simulation, bob, "one\n\ntwo\n\nthree\n", NOTHING);
        simulation.runFor(SECOND);
        UserRequest.Start start = startOf(page(simulation, bob));
        saved(simulation, ann, "one by Ann\n\ntwo\n\nthree\n", startOf(page(simulation, ann)));
        simulation.runFor(SECOND);
        Replica before = page(simulation, bob).replica();
        UserReply.Merged merged = merged(simulation, bob, "one\n\ntwo\n\nthree by Bob\n", start);
        assertThat(merged.text()).hasToString("one by Ann\n\ntwo\n\nthree by Bob\n");
        assertThat(merged.conflicts()).isZero();
        assertThat(merged.page().replica()).isEqualTo(before);
        assertThat(page(simulation, bob).replica()).isEqualTo(before);
        UserReply.Merged both = merged(simulation, bob, "one by Bob\n\ntwo\n\nthree\n", start);
        assertThat(both.conflicts()).isEqualTo(1);
        assertThat(both.text().string()).contains("Ann").contains("Bob");
    }

    @Test
    void anUnknownBaseIsSaidAndNothingIsKept() {
        Simulation simulation = UserPeers.network(2, log);
        SimulatedPeer bob = simulation.peer("bob");
        saved(simulation, bob, "one\n", NOTHING);
        var start = new UserRequest.Start.From(new Revision("no-revision"));
        asked(
                simulation,
                bob,
                new UserRequest.MergeTyped(HOME, Text.of("x"), start),
                UserReply.NoBase.class);
        UserRequest drafts = new UserRequest.ReadDraftsOf(HOME);
        assertThat(asked(simulation, bob, drafts, UserReply.Drafts.class).drafts()).isEmpty();
    }

    /** Saving what was merged from the new base is the same as saving what was typed at once. */
    @ParameterizedTest
    @MethodSource("seeds")
    void mergingFirstAndThenSavingIsTheSameAsSaving(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Simulation simulation = UserPeers.network(seed, log);
        SimulatedPeer bob = simulation.peer("bob");
        online(simulation, bob, false);
        saved(simulation, bob, "one\ntwo\nthree\nfour\n", NOTHING);
        UserRequest.Start start = startOf(page(simulation, bob));
        String typed = edited("one\ntwo\nthree\nfour\n", "b", random);
        String theirs = edited("one\ntwo\nthree\nfour\n", "a", random);
        saved(simulation, bob, theirs, start);
        UserReply.Merged merged = merged(simulation, bob, typed, start);
        Text text = saved(simulation, bob, typed, start).page().replica().local().text();
        assertThat(merged.text()).as("seed " + seed).isEqualTo(text);
        UserReply.Merged again = merged(simulation, bob, text.string(), startOf(merged.page()));
        assertThat(again.text().string()).as("seed " + seed).contains(text.string());
    }

    /** Each line stays, goes, changes or gets a neighbour. */
    private static String edited(String text, String mark, SplittableRandom random) {
        StringBuilder edited = new StringBuilder();
        for (String line : text.lines().toList())
            switch (random.nextInt(6)) {
                case 0 -> edited.append(line).append(' ').append(mark).append('\n');
                case 1 -> edited.append(mark).append('\n').append(line).append('\n');
                case 2 -> edited.append(mark.repeat(3)).append('\n');
                default -> edited.append(line).append('\n');
            }
        return edited.toString();
    }
}
