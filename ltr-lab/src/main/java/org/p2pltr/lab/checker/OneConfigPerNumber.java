package org.p2pltr.lab.checker;

import java.util.Comparator;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.group.Config;
import org.p2pltr.group.ConfigNumber;

/**
 * A cell's configuration of one number is one set of members, for all peers and for ever. Source:
 * master-group.md §15 (6), I0.
 */
public final class OneConfigPerNumber implements Check {
    private final TreeMap<Place, Named> known = new TreeMap<>();

    private record Named(Config config, String where) {}

    private record Place(Cell cell, ConfigNumber number) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::cell).thenComparing(Place::number);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void sees(Sighting sighting) {
        if (sighting instanceof Sighting.ConfigNamed(String where, Config config)) {
            Named before =
                    known.putIfAbsent(
                            new Place(config.cell(), config.number()), new Named(config, where));
            Broken.unless(
                    before == null || before.config().equals(config),
                    "%s (%s) and %s (%s)",
                    before == null ? "" : before.config(),
                    before == null ? "" : before.where(),
                    config,
                    where);
        }
    }
}
