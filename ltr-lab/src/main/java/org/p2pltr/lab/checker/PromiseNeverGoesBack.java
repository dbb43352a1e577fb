package org.p2pltr.lab.checker;

import java.util.Comparator;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.group.Ballot;

/**
 * A member never answers at a lower ballot than one that it answered at before; a crash may forget
 * only answers that reached nobody. Source: master-group.md §15 (7).
 */
public final class PromiseNeverGoesBack implements Check {
    private final TreeMap<Member, Ballot> heard = new TreeMap<>();
    private final TreeMap<Member, Made> made = new TreeMap<>();

    private record Made(int life, Ballot ballot) {}

    private record Member(String peer, Cell cell) implements Comparable<Member> {
        private static final Comparator<Member> ORDER =
                Comparator.comparing(Member::peer).thenComparing(Member::cell);

        @Override
        public int compareTo(Member other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void sees(Sighting sighting) {
        switch (sighting) {
            case Sighting.PromiseMade(String by, int life, Cell cell, Ballot ballot) -> {
                Member member = new Member(by, cell);
                Made before = made.put(member, new Made(life, ballot));
                if (before != null && before.life() == life)
                    notBelow(member, before.ballot(), ballot);
                Ballot out = heard.get(member);
                if (out != null) notBelow(member, out, ballot);
            }
            case Sighting.PromiseHeard(String by, Cell cell, Ballot ballot) ->
                    heard.merge(new Member(by, cell), ballot, (a, b) -> a.isBefore(b) ? b : a);
            case Sighting.HistoryCut _,
                    Sighting.PublishAsked _,
                    Sighting.ValidatedTold _,
                    Sighting.DiskLost _,
                    Sighting.GroupActs _,
                    Sighting.HeadStated _,
                    Sighting.EntryPassed _,
                    Sighting.HeadChosen _,
                    Sighting.EntryPut _,
                    Sighting.SaveKept _,
                    Sighting.SaveTakenBack _,
                    Sighting.SavesValidated _,
                    Sighting.WordsTyped _,
                    Sighting.LastAsked _,
                    Sighting.LastTold _,
                    Sighting.ConfigNamed _ -> {}
        }
    }

    private static void notBelow(Member member, Ballot before, Ballot now) {
        Broken.unless(
                !now.isBefore(before),
                "cell %s: %s answers at ballot %s after %s",
                member.cell(),
                member.peer(),
                now,
                before);
    }
}
