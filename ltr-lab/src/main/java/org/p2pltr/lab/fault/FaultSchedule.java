package org.p2pltr.lab.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which faults come when. All are over at {@code end}, counted from the beginning of the schedule.
 */
public record FaultSchedule(List<Planned> faults, Duration end) {
    private static final int LEAST = 5;

    /** A fault with its beginning and its end, counted from the beginning of the schedule. */
    public record Planned(Duration from, Duration to, Fault fault) {
        public Planned {
            if (from.isNegative() || to.compareTo(from) < 0)
                throw new IllegalArgumentException("not 0 <= from <= to: " + from + ", " + to);
        }
    }

    public FaultSchedule {
        faults = List.copyOf(faults);
        for (Planned each : faults)
            if (each.to().compareTo(end) > 0)
                throw new IllegalArgumentException(each + " ends after " + end);
    }

    /** No fault at all. */
    public static FaultSchedule calm(Duration end) {
        return new FaultSchedule(List.of(), end);
    }

    /** The same, but where one of so many peers loses its disk, a second one does. */
    public FaultSchedule withMajorityLost(int peers) {
        return new FaultSchedule(
                faults.stream()
                        .map(each ->
                                each.fault() instanceof Fault.LostDisk(int one)
                                        ? new Planned(
                                                each.from(),
                                                each.to(),
                                                new Fault.MajorityLost(one, (one + 1) % peers))
                                        : each)
                        .toList(),
                end);
    }

    /**
     * Faults of all kinds for so many peers, 0.3 to 12 s each, some at the same time, one beginning
     * every three seconds on average, five at least.
     */
    public static FaultSchedule random(RandomGenerator random, int peers, Duration end) {
        FaultDice dice = new FaultDice(random, peers);
        List<Planned> faults = new ArrayList<>();
        long last = end.toMillis() - FaultDice.SHORTEST.toMillis();
        long at = random.nextLong(3000);
        while (at < last) {
            Duration from = Duration.ofMillis(at);
            Duration to = from.plus(dice.length());
            faults.add(new Planned(from, to.compareTo(end) > 0 ? end : to, dice.fault()));
            at += (long) (3000 * random.nextExponential());
        }
        List<Fault> more = new ArrayList<>(dice.once());
        while (faults.size() + more.size() < LEAST) more.add(dice.fault());
        for (Fault each : more) {
            Duration from = Duration.ofMillis(random.nextLong(last));
            Duration to = from.plus(dice.length());
            faults.add(new Planned(from, to.compareTo(end) > 0 ? end : to, each));
        }
        return new FaultSchedule(faults, end);
    }
}
