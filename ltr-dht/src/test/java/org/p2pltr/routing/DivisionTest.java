package org.p2pltr.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.id.RingPosition;

class DivisionTest {

    @Test
    void sixteenPartsCutTheCircleAndThenTheFirstOfThem() {
        Division division = new Division(new RingPosition(0x1000000000000000L), new Arity(4));
        var far = division.partOf(new RingPosition(0xf123456789abcdefL));
        assertThat(far).isEqualTo(new Division.Part(1, 14, 0xe000000000000000L, 1L << 60));
        var across = division.partOf(new RingPosition(0x0abcdef012345678L));
        assertThat(across).isEqualTo(new Division.Part(1, 15, 0xf000000000000000L, 1L << 60));
        var second = division.partOf(new RingPosition(0x1300000000000001L));
        assertThat(second).isEqualTo(new Division.Part(2, 3, 0x0300000000000000L, 1L << 56));
        var next = division.partOf(new RingPosition(0x1000000000000001L));
        assertThat(next).isEqualTo(new Division.Part(16, 1, 1, 1));
    }

    @Test
    void theLastLevelIsNarrowerWhereTheBitsDoNotDivide64() {
        Division division = new Division(new RingPosition(0), new Arity(5));
        assertThat(division.arity().levels()).isEqualTo(13);
        // 12 levels of 5 bits; 4 bits are left.
        assertThat(division.parts()).hasSize(12 * 31 + 15);
        assertThat(division.partOf(new RingPosition(15)))
                .isEqualTo(new Division.Part(13, 15, 15, 1));
        assertThat(division.partOf(new RingPosition(16)))
                .isEqualTo(new Division.Part(12, 1, 16, 16));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void thePartsLieSideBySideAndCoverAllButTheRoot(int bits) {
        SplittableRandom random = new SplittableRandom(bits);
        Arity arity = new Arity(bits);
        RingPosition root = new RingPosition(random.nextLong());
        Division division = new Division(root, arity);
        List<Division.Part> parts = division.parts();
        long next = 1;
        for (Division.Part part : parts) {
            assertThat(part.start()).isEqualTo(next);
            assertThat(part.digit()).isBetween(1, arity.k() - 1);
            next = part.last() + 1;
        }
        assertThat(next).as("2^64").isZero();
        assertThat(parts.getFirst().level()).isEqualTo(arity.levels());
        for (int round = 0; round < 1000; round++) {
            RingPosition position =
                    new RingPosition(root.value() + (random.nextLong() >>> random.nextInt(64)));
            if (position.equals(root)) continue;
            Division.Part part = division.partOf(position);
            assertThat(parts).contains(part);
            long into = root.distanceTo(position) - part.start();
            assertThat(Long.compareUnsigned(into, part.size())).isNegative();
        }
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> new Arity(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> new Arity(9)).hasMessageContaining("1 to 8");
        assertThatThrownBy(() -> Arity.of(12)).hasMessageContaining("12");
        assertThat(Arity.of(16)).isEqualTo(Arity.DEFAULT);
        Division division = new Division(new RingPosition(7), Arity.DEFAULT);
        assertThatThrownBy(() -> division.partOf(new RingPosition(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
