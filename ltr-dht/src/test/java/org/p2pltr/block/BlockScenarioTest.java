package org.p2pltr.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.env.Family;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;

/** Blocks on a simulated network. Repeat one seed by running the test with that argument. */
class BlockScenarioTest {
    /** A fast sweep, or a slow one over the few arcs that a small ring has. */
    private static final Duration REPAIRED = Duration.ofMinutes(3);

    /** The slow sweep reads one block each ten seconds or so, and each peer has at most all 60. */
    private static final Duration ALL_READ = Duration.ofMinutes(15);

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void aBlockIsKeptByItsTwoHoldersAndFoundFromEverywhere(int size) {
        BlockNet net = new BlockNet(size, size);
        SplittableRandom random = new SplittableRandom(size);
        for (int i = 0; i < 20; i++) {
            Bytes value = Blocks.value(random, 10_000);
            BlockName name = Blocks.name(random.nextLong(), value);
            BlockReply reply = net.put(name, value);
            assertThat(reply).isInstanceOf(BlockReply.Kept.class);
            assertThat(((BlockReply.Kept) reply).holders())
                    .containsExactlyInAnyOrderElementsOf(net.ids(net.holders(name)));
            for (SimulatedPeer peer : net.peers)
                assertThat(net.get(peer, name)).isEqualTo(new BlockReply.Got(name, value));
        }
        assertThat(net.isWhole()).isTrue();
    }

    @Test
    void theLargestBlockAndTheEmptyOneAreKept() {
        BlockNet net = new BlockNet(1, 3);
        for (int length : List.of(0, BlockMessage.MAX_VALUE)) {
            Bytes value = Bytes.of(new byte[length]);
            assertThat(net.put(5, value)).isInstanceOf(BlockReply.Kept.class);
            BlockName name = Blocks.name(5, value);
            assertThat(net.get(net.any(), name)).isEqualTo(new BlockReply.Got(name, value));
        }
    }

    @Test
    void aValueThatIsNotItsKeysIsRefused() {
        BlockNet net = new BlockNet(1, 4);
        Bytes value = Bytes.utf8("good");
        BlockName wrong = Blocks.name(7, Bytes.utf8("bad"));
        assertThat(net.put(wrong, value))
                .isEqualTo(new BlockReply.NotKept(wrong, BlockReply.Why.NOT_ITS_KEY));
        assertThat(net.reports(BlockEvent.BlockRefused.class)).hasSize(2);
        assertThat(net.get(net.any(), wrong)).isEqualTo(new BlockReply.NotFound(wrong));
    }

    /** Any of what may happen to a ring, one at a time; each time all is mended. */
    @ParameterizedTest
    @MethodSource("seeds")
    void blocksSurviveJoinsLeavesCrashesAndDamage(long seed) {
        BlockNet net = new BlockNet(seed, 6);
        SplittableRandom random = new SplittableRandom(seed);
        if (random.nextBoolean()) net.simulation.network().faults(NetworkFaults.BAD);
        for (int i = 0; i < 60; i++) net.put(random.nextLong(), Blocks.value(random, 2_000));
        net.mustBeWhole(REPAIRED);
        for (int i = 0; i < 6; i++) {
            net.mustBeWhole(happens(net, random));
        }
        for (var block : net.blocks.entrySet())
            assertThat(net.get(net.any(), block.getKey()))
                    .isEqualTo(new BlockReply.Got(block.getKey(), block.getValue()));
    }

    /** Something; returns how long all may need to be mended. */
    private static Duration happens(BlockNet net, SplittableRandom random) {
        Duration limit = REPAIRED;
        SimulatedPeer peer = net.any();
        switch (random.nextInt(5)) {
            case 0 -> net.start();
            case 1 -> net.leave(peer);
            case 2 -> peer.crash();
            case 3 -> {
                peer.loseDisk();
                peer.restart();
            }
            default -> {
                peer.disk().damage(Family.Database.LOG);
                limit = ALL_READ;
                peer.shutDown();
                peer.restart();
            }
        }
        // The others notice, before what is whole is asked for.
        net.simulation.runFor(Duration.ofSeconds(10));
        if (net.running().size() < 4) net.start();
        return limit;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReadPutsACopyBackThatAHolderMisses(long seed) {
        BlockNet net = new BlockNet(seed, 5);
        SplittableRandom random = new SplittableRandom(seed);
        Bytes value = Blocks.value(random, 100);
        BlockName name = Blocks.name(random.nextLong(), value);
        net.put(name, value);
        SimulatedPeer first = net.holders(name).getFirst();
        spoil(first, name, random.nextBoolean());
        SimulatedPeer reader = net.any();
        assertThat(net.get(reader, name)).isEqualTo(new BlockReply.Got(name, value));
        net.simulation.mustReach(
                "the copy again", Duration.ofSeconds(1), () -> net.holds(first, name));
        assertThat(net.reports(BlockEvent.BlockPutBack.class))
                .containsExactly(new BlockEvent.BlockPutBack(name, first.id()));
    }

    /** A block's value changes on the disk, or goes. */
    private static void spoil(SimulatedPeer peer, BlockName name, boolean gone) {
        Bytes key = BlockRecords.key(name);
        Write write =
                gone
                        ? new Write.Delete(BlockRecords.VALUES, key)
                        : new Write.Put(BlockRecords.VALUES, key, Bytes.utf8("spoiled"));
        peer.disk().commit(List.of(write), () -> {});
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damageThatNobodyReadsIsFoundAndMendedByTheSlowSweep(long seed) {
        BlockNet net = new BlockNet(seed, 4);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10; i++) net.put(random.nextLong(), Blocks.value(random, 100));
        net.mustBeWhole(REPAIRED);
        net.simulation.runFor(Duration.ofSeconds(30));
        BlockName name = List.copyOf(net.blocks.keySet()).get(random.nextInt(10));
        spoil(net.holders(name).getLast(), name, false);
        assertThat(net.isWhole()).isFalse();
        net.mustBeWhole(Duration.ofMinutes(10));
        assertThat(net.reports(BlockEvent.DamagedBlockDropped.class)).hasSize(1);
    }

    @Test
    void theIdleTrafficOfManyBlocksIsThatOfFew() {
        long few = idleMessages(5);
        long many = idleMessages(500);
        assertThat(many).isPositive().isLessThanOrEqualTo(few + few / 4);
    }

    private static long idleMessages(int blocks) {
        BlockNet net = new BlockNet(3, 5);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < blocks; i++) net.put(random.nextLong(), Blocks.value(random, 50));
        net.simulation.runFor(Duration.ofMinutes(2));
        long before = compares(net);
        net.simulation.runFor(Duration.ofMinutes(10));
        return compares(net) - before;
    }

    private static long compares(BlockNet net) {
        var sent = net.simulation.network().sentByType();
        assertThat(sent).doesNotContainKey("BlockMessage.Want");
        return sent.getOrDefault("BlockMessage.Compare", 0L);
    }

    @Test
    void aBlockThatNobodyHasIsNotFound() {
        BlockNet net = new BlockNet(1, 5);
        BlockName name = new BlockName(Hash.of(Bytes.utf8("x")).position(), Hash.of(Bytes.EMPTY));
        assertThat(net.get(net.any(), name)).isEqualTo(new BlockReply.NotFound(name));
    }
}
