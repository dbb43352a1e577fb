package org.p2pltr.text;

import java.util.stream.LongStream;

/** Seeds for the laws: 2,000 each in the test run; {@code -Dltr.laws=100000} for more. */
public final class Laws {
    private Laws() {}

    public static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ltr.laws", 2_000));
    }

    /** For laws whose one case costs as much as many others': a tenth. */
    public static LongStream fewerSeeds() {
        return LongStream.range(0, Math.max(1, Long.getLong("ltr.laws", 2_000) / 10));
    }
}
