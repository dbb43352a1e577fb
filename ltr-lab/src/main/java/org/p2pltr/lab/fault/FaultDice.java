package org.p2pltr.lab.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.p2pltr.sim.DiskSpeed;
import org.p2pltr.sim.Latency;
import org.p2pltr.sim.NetworkFaults;

/** Draws faults. */
final class FaultDice {
    static final Duration SHORTEST = Duration.ofMillis(300);

    private static final int MOST_MILLIS = 12_000;
    private static final int KINDS = 13;
    private static final int RESTORED_ONE_IN = 3;
    private static final long HOUR = 3600;

    private final RandomGenerator random;
    private final int peers;
    private final boolean goes;

    FaultDice(RandomGenerator random, int peers) {
        this.random = random;
        this.peers = peers;
        // A group must not lose a majority of its disks: whoever shrinks it by leaving and then
        // loses
        // the disk of who is left has lost the cell.
        this.goes = random.nextBoolean();
    }

    /** Mostly short ones, as the longest time-outs are seconds. */
    Duration length() {
        double part = random.nextDouble() * random.nextDouble();
        return SHORTEST.plusMillis((long) (part * (MOST_MILLIS - SHORTEST.toMillis())));
    }

    Fault fault() {
        return switch (random.nextInt(KINDS)) {
            case 0, 1, 2 -> new Fault.Crash(peer());
            case 3, 4 -> partition();
            case 5 -> random.nextBoolean() ? oneWay() : clog();
            case 6 -> badNetwork();
            case 7 -> slowLink();
            case 8 -> new Fault.SlowDisk(peer(), DiskSpeed.SLOW);
            case 9 -> new Fault.Pause(peer());
            case 10 -> clockJump();
            case 11 -> new Fault.Join();
            default -> goes ? new Fault.Leave(peer()) : new Fault.Crash(peer());
        };
    }

    /** One peer loses its disk, or what it wrote last, at most, where none leaves. */
    List<Fault> once() {
        if (goes) return List.of();
        return List.of(
                random.nextInt(RESTORED_ONE_IN) == 0
                        ? new Fault.RestoredDisk(peer())
                        : new Fault.LostDisk(peer()));
    }

    private Fault clockJump() {
        return new Fault.ClockJump(peer(), Duration.ofSeconds(random.nextLong(-HOUR, HOUR)));
    }

    private Fault partition() {
        List<Integer> side = new ArrayList<>();
        for (int peer = 0; peer < peers; peer++) if (random.nextBoolean()) side.add(peer);
        return new Fault.Partition(side);
    }

    private Fault oneWay() {
        int from = peer();
        return new Fault.OneWay(from, otherThan(from));
    }

    private Fault clog() {
        int from = peer();
        return new Fault.Clog(from, otherThan(from));
    }

    private Fault badNetwork() {
        return new Fault.BadNetwork(
                NetworkFaults.BAD
                        .withLoss(random.nextDouble() * 0.3)
                        .withDuplication(random.nextDouble() * 0.3)
                        .withReordering(random.nextBoolean()));
    }

    private Fault slowLink() {
        int one = peer();
        Duration mean = Duration.ofMillis(50 + random.nextInt(1000));
        return new Fault.SlowLink(
                one, otherThan(one), Latency.exponential(Duration.ofMillis(10), mean));
    }

    private int peer() {
        return random.nextInt(peers);
    }

    private int otherThan(int peer) {
        return peers == 1 ? peer : (peer + 1 + random.nextInt(peers - 1)) % peers;
    }
}
