package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.p2pltr.group.GroupSettings;
import org.p2pltr.lab.fault.FaultSchedule;
import org.p2pltr.sim.NetworkFaults;

/**
 * All that happens in a run, as values drawn from its seed: the network, its faults and what the
 * people do. A part of it is named by which faults and operations are kept, so that a smaller run
 * that fails can be told in one line.
 *
 * @param keptFaults the numbers of the faults that are left of the drawn ones
 * @param keptOperations the numbers of the operations that are left
 */
public record SeedPlan(
        long seed,
        LabSettings settings,
        NetworkFaults usual,
        Workload workload,
        FaultSchedule drawn,
        List<Operation> allOperations,
        Part keptFaults,
        Part keptOperations) {
    private static final Duration FAULTS = Duration.ofSeconds(25);
    private static final List<Workload> WORKLOADS =
            List.of(
                    Workload.HOT,
                    Workload.MANY,
                    Workload.RETRYING,
                    Workload.OFFLINE,
                    Workload.MIXED);

    /** One seed of so many, of those in which a disk is lost. */
    private static final long MAJORITY_LOST = 12;

    private static final int CELLS_LEAST = 2;
    private static final int CELLS_MOST = 8;

    public SeedPlan {
        allOperations = List.copyOf(allOperations);
    }

    /** The whole run of a seed. */
    public static SeedPlan of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int peers = 3 + random.nextInt(4);
        // The number of cells is a power of two.
        int cells = CELLS_LEAST << random.nextInt(Integer.numberOfTrailingZeros(CELLS_MOST));
        LabSettings settings = LabSettings.of(peers).cells(cells).throughBytes(seed % 5 == 0);
        if (random.nextInt(2) == 0)
            settings =
                    settings.groups(
                            GroupSettings.DEFAULT
                                    .withStableRing(Duration.ofSeconds(1))
                                    .withReplaceAfter(Duration.ofSeconds(6)));
        // Every seventh, so that leases meet each workload.
        if (seed % 7 == 3) settings = settings.groups(settings.groups().withLeases(true));
        NetworkFaults usual =
                random.nextInt(3) == 0
                        ? NetworkFaults.NONE.withLoss(0.02).withDuplication(0.02)
                        : NetworkFaults.NONE;
        Workload workload = WORKLOADS.get((int) Math.floorMod(seed, (long) WORKLOADS.size()));
        FaultSchedule faults = FaultSchedule.random(random, peers, FAULTS);
        if (Math.floorMod(seed, MAJORITY_LOST) == MAJORITY_LOST - 1)
            faults = faults.withMajorityLost(peers);
        List<Operation> operations = workload.draw(random, peers, FAULTS);
        return new SeedPlan(
                seed,
                settings,
                usual,
                workload,
                faults,
                operations,
                Part.all(faults.faults().size()),
                Part.all(operations.size()));
    }

    /** The same with these faults and operations only. */
    public SeedPlan keeping(Part faults, Part operations) {
        return new SeedPlan(
                seed, settings, usual, workload, drawn, allOperations, faults, operations);
    }

    /** The faults that are left. */
    FaultSchedule faults() {
        return new FaultSchedule(
                keptFaults.numbers().stream().map(drawn.faults()::get).toList(), drawn.end());
    }

    /** The operations that are left. */
    List<Operation> operations() {
        return keptOperations.numbers().stream().map(allOperations::get).toList();
    }

    /** The one command that repeats it. */
    public String command() {
        StringBuilder command =
                new StringBuilder("./ltr lab run --seeds 1 --first-seed ").append(seed);
        if (!keptFaults.equals(Part.all(drawn.faults().size())))
            command.append(" --keep-faults ").append(keptFaults);
        if (!keptOperations.equals(Part.all(allOperations.size())))
            command.append(" --keep-operations ").append(keptOperations);
        return command.toString();
    }

    /** Some numbers of a list, as {@code 0-4,7}; {@code none} for none of them. */
    public record Part(List<Integer> numbers) {
        private static final String NONE = "none";

        public Part {
            numbers = List.copyOf(new TreeSet<>(numbers));
        }

        static Part all(int size) {
            return new Part(IntStream.range(0, size).boxed().toList());
        }

        /** Reads {@link #toString}. Throws IllegalArgumentException that says what is allowed. */
        public static Part of(String text, int size) {
            TreeSet<Integer> numbers = new TreeSet<>();
            if (text.equals(NONE)) return new Part(List.of());
            for (String range : text.split(",", -1)) {
                String[] ends = range.split("-", 2);
                try {
                    int first = Integer.parseInt(ends[0]);
                    int last = Integer.parseInt(ends[ends.length - 1]);
                    if (first < 0 || last < first || last >= size)
                        throw new NumberFormatException(range);
                    IntStream.rangeClosed(first, last).forEach(numbers::add);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "'%s' in '%s', allowed are numbers from 0 to %d, as 0-4,7, or none"
                                    .formatted(range, text, size - 1),
                            e);
                }
            }
            return new Part(List.copyOf(numbers));
        }

        /** Without the numbers from one place to another of this part. */
        Part without(int from, int to) {
            List<Integer> rest = new ArrayList<>(numbers.subList(0, from));
            rest.addAll(numbers.subList(to, numbers.size()));
            return new Part(rest);
        }

        @Override
        public String toString() {
            if (numbers.isEmpty()) return NONE;
            StringBuilder text = new StringBuilder();
            int first = numbers.getFirst();
            for (int i = 1; i <= numbers.size(); i++) {
                if (i < numbers.size() && numbers.get(i) == numbers.get(i - 1) + 1) continue;
                int last = numbers.get(i - 1);
                if (!text.isEmpty()) text.append(',');
                text.append(first == last ? "" + first : first + "-" + last);
                if (i < numbers.size()) first = numbers.get(i);
            }
            return text.toString();
        }
    }
}
