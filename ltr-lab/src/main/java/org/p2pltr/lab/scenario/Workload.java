package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the people of a run do. */
enum Workload {
    /** Everybody edits the same page. */
    HOT(1, 2),
    /** Many pages, each edited now and then. */
    MANY(24, 2),
    /** Authors that do not wait for an answer but ask again and again. */
    RETRYING(3, 40),
    /** People work offline for a while and come back with what they saved. */
    OFFLINE(3, 2),
    /** Some of everything. */
    MIXED(5, 8);

    private static final int SAVES = 280;
    private static final int READS = 30;
    private static final int MOST_SAVES_OFFLINE = 12;
    private static final int SECOND_THOUGHTS = 10;
    private static final int MOST_UNDONE_BEFORE = 4;

    private final int pages;
    private final int impatience;

    Workload(int pages, int impatience) {
        this.pages = pages;
        this.impatience = impatience;
    }

    /** The pages, by number from 0. */
    int pages() {
        return pages;
    }

    /** At least 200 saves and some other things within a time, in order. */
    List<Operation> draw(RandomGenerator random, int peers, Duration time) {
        List<Operation> all = new ArrayList<>();
        int saves = 0;
        while (saves < SAVES) {
            Duration at = Duration.ofMillis(random.nextLong(time.toMillis()));
            int peer = random.nextInt(peers);
            if (goesOffline(random)) {
                int batch = 1 + random.nextInt(MOST_SAVES_OFFLINE);
                offline(at, peer, batch, random, all);
                saves += batch;
            } else {
                all.add(save(at, peer, random));
                saves++;
            }
            if (random.nextInt(100) < impatience)
                all.add(new Operation(at, peer, new Operation.Act.Sync()));
        }
        for (int i = 0; i < READS; i++)
            all.add(
                    new Operation(
                            Duration.ofMillis(random.nextLong(time.toMillis())),
                            random.nextInt(peers),
                            new Operation.Act.AskLast(
                                    random.nextInt(pages), random.nextInt(peers))));
        secondThoughts(random, peers, time, all);
        all.sort(Comparator.comparing(Operation::at));
        return all;
    }

    /** Now and then somebody takes back what was saved; most saves wait just before the return. */
    private void secondThoughts(
            RandomGenerator random, int peers, Duration time, List<Operation> all) {
        for (Operation each : List.copyOf(all)) {
            boolean returns = each.act().equals(new Operation.Act.Online(true));
            if (!returns || random.nextBoolean()) continue;
            int page = random.nextInt(pages);
            all.add(
                    new Operation(
                            each.at().minusMillis(1),
                            each.peer(),
                            random.nextBoolean()
                                    ? new Operation.Act.Squash(page)
                                    : new Operation.Act.Discard(page)));
        }
        for (int i = 0; i < SECOND_THOUGHTS; i++) {
            Duration at = Duration.ofMillis(random.nextLong(time.toMillis()));
            int page = random.nextInt(pages);
            Operation.Act act =
                    switch (random.nextInt(4)) {
                        case 0 -> new Operation.Act.Squash(page);
                        case 1 -> new Operation.Act.Discard(page);
                        default -> new Operation.Act.Undo(page, random.nextInt(MOST_UNDONE_BEFORE));
                    };
            all.add(new Operation(at, random.nextInt(peers), act));
        }
    }

    private boolean goesOffline(RandomGenerator random) {
        return switch (this) {
            case OFFLINE -> random.nextInt(4) == 0;
            case MIXED -> random.nextInt(30) == 0;
            case HOT, MANY, RETRYING -> false;
        };
    }

    private void offline(
            Duration at, int peer, int saves, RandomGenerator random, List<Operation> all) {
        all.add(new Operation(at, peer, new Operation.Act.Online(false)));
        Duration next = at;
        for (int i = 0; i < saves; i++) {
            next = next.plusMillis(random.nextLong(200));
            all.add(save(next, peer, random));
        }
        all.add(
                new Operation(
                        next.plusMillis(random.nextLong(3000)),
                        peer,
                        new Operation.Act.Online(true)));
    }

    private Operation save(Duration at, int peer, RandomGenerator random) {
        return new Operation(at, peer, new Operation.Act.Save(random.nextInt(pages)));
    }
}
