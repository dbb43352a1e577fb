package org.p2pltr.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.compare.Comparison;
import org.p2pltr.compare.Comparison.Answer;
import org.p2pltr.compare.Summary;
import org.p2pltr.id.Arc;
import org.p2pltr.id.RingPosition;

/** Two shelves that tell each other digests until each knows what the other misses. */
class ComparisonTest {
    /** One side and what it learnt. */
    private static final class Side {
        final Shelf shelf = new Shelf();
        final Comparison<BlockRange, BlockName> comparison =
                new Comparison<>(shelf, BlockMessage.MAX_NAMES);
        final List<BlockName> toGive = new ArrayList<>();
        final List<BlockName> toWant = new ArrayList<>();

        void keeps(BlockName name) {
            shelf.add(name, 1);
        }
    }

    private final Side ann = new Side();
    private final Side bob = new Side();
    private int summaries;
    private int names;

    /** Ann begins; each summary goes to the other side until there are none left. */
    private void compare(BlockRange range) {
        record Said(Side to, List<Summary<BlockRange>> what) {}
        ArrayDeque<Said> said = new ArrayDeque<>();
        said.add(new Said(bob, List.of(ann.comparison.summary(range))));
        while (!said.isEmpty()) {
            Said next = said.remove();
            Side other = next.to == ann ? bob : ann;
            summaries += next.what.size();
            for (var answer : next.to.comparison.compare(next.what, Duration.ZERO)) {
                switch (answer) {
                    case Answer.Parts(List<Summary<BlockRange>> parts) ->
                            said.add(new Said(other, parts));
                    case Answer.Names(BlockRange part, List<BlockName> told) -> {
                        names += told.size();
                        var difference = other.comparison.difference(part, told);
                        other.toGive.addAll(difference.missingThere());
                        other.toWant.addAll(difference.missingHere());
                    }
                }
            }
        }
    }

    private List<BlockName> missing(Side at, Side other, Arc arc) {
        return other.shelf.names(BlockRange.of(arc)).stream()
                .filter(name -> !at.shelf.contains(name))
                .sorted()
                .toList();
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachLearnsExactlyWhatTheOtherMisses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int common = random.nextInt(1_500);
        boolean onePlace = random.nextBoolean();
        for (int i = 0; i < common + 300; i++) {
            BlockName any = Blocks.name(random);
            BlockName name = onePlace ? new BlockName(new RingPosition(seed), any.key()) : any;
            boolean both = i < common;
            if (both || random.nextInt(3) == 0) ann.keeps(name);
            if (both || random.nextInt(3) == 0) bob.keeps(name);
        }
        long after = onePlace ? seed - 1 : random.nextLong();
        Arc arc =
                new Arc(
                        new RingPosition(after),
                        new RingPosition(after + (random.nextLong() >>> 1) + 1));
        compare(BlockRange.of(arc));
        List<BlockName> fromAnn = new ArrayList<>(ann.toGive);
        fromAnn.addAll(bob.toWant);
        List<BlockName> fromBob = new ArrayList<>(bob.toGive);
        fromBob.addAll(ann.toWant);
        assertThat(fromAnn.stream().sorted().toList()).isEqualTo(missing(bob, ann, arc));
        assertThat(fromBob.stream().sorted().toList()).isEqualTo(missing(ann, bob, arc));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsHoldTogetherWhatTheWholeHolds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(400);
        for (int i = 0; i < count; i++) ann.keeps(Blocks.name(random));
        RingPosition after = new RingPosition(random.nextLong());
        RingPosition upTo = new RingPosition(random.nextLong());
        BlockRange range = BlockRange.of(new Arc(after, upTo));
        List<BlockName> whole = ann.shelf.names(range);
        // In ring order from the start of the arc.
        assertThat(whole.stream().map(n -> after.distanceTo(n.position())).toList())
                .isSortedAccordingTo(Long::compareUnsigned);
        List<Summary<BlockRange>> parts = ann.shelf.parts(range);
        assertThat(parts).hasSize(whole.size() <= Shelf.LARGEST_UNCUT ? 0 : 16);
        for (var part : parts) assertThat(ann.shelf.digest(part.range())).isEqualTo(part.digest());
        if (!parts.isEmpty())
            assertThat(parts.stream().flatMap(p -> ann.shelf.names(p.range()).stream()).sorted())
                    .isEqualTo(whole.stream().sorted().toList());
    }

    @Test
    void whatIsTheSameCostsOneDigestAndOneMissingBlockAFew() {
        SplittableRandom random = new SplittableRandom(1);
        BlockName lost = Blocks.name(random);
        for (int i = 0; i < 20_000; i++) {
            BlockName name = Blocks.name(random);
            ann.keeps(name);
            bob.keeps(name);
        }
        BlockRange all = BlockRange.of(new Arc(new RingPosition(0), new RingPosition(0)));
        compare(all);
        assertThat(summaries).isEqualTo(1);
        assertThat(names).isZero();
        ann.keeps(lost);
        compare(all);
        // 20,000 / 16^3 are less than 64: three levels of 16 digests, then the names of one part.
        assertThat(summaries).isLessThanOrEqualTo(2 + 3 * 16);
        assertThat(names).isLessThanOrEqualTo(Shelf.LARGEST_UNCUT);
        List<BlockName> found = new ArrayList<>(ann.toGive);
        found.addAll(bob.toWant);
        assertThat(found).containsExactly(lost);
    }
}
