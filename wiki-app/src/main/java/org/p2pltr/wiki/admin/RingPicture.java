package org.p2pltr.wiki.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.LookupView;

/**
 * The ring as it is drawn: numbers as the picture's attributes take them.
 *
 * @param arcs what each answering peer is responsible for
 * @param ticks positions of the looked-up page
 * @param hops the way of the lookup
 * @param nodes the peers
 */
record RingPicture(List<Arc> arcs, List<Tick> ticks, List<Hop> hops, List<Node> nodes) {
    RingPicture {
        arcs = List.copyOf(arcs);
        ticks = List.copyOf(ticks);
        hops = List.copyOf(hops);
        nodes = List.copyOf(nodes);
    }

    /** The part of the circle that a peer answers for. */
    record Arc(String path, String kind) {}

    /** A position with its name. */
    record Tick(String path, String x, String y, String label) {}

    /** One step of a lookup. */
    record Hop(String path) {}

    /** A peer with its label and its marks. */
    record Node(
            int number,
            String kind,
            String x,
            String y,
            String numberY,
            String name,
            String shown,
            String nameX,
            String nameY,
            String anchor,
            List<Mark> marks) {
        Node {
            marks = List.copyOf(marks);
        }
    }

    /** A sign beside a peer: a diamond for masters, a square for Log-Peers. */
    record Mark(String path, boolean full, String x, String textY, String text) {}

    /** Draws the peers, in ring order, and the lookup if there is one. */
    static RingPicture of(List<RingRow> rows, List<LookupView> lookups) {
        List<RingRow> answering = rows.stream().filter(RingRow::isAnswering).toList();
        List<Arc> arcs = new ArrayList<>();
        for (int i = 0; i < answering.size(); i++) {
            RingRow row = answering.get(i);
            double from = answering.get((i + answering.size() - 1) % answering.size()).turn();
            boolean held =
                    lookups.stream().anyMatch(look -> holds(from, row.turn(), look.cellPosition()));
            String kind = held ? "arc held" : i % 2 == 0 ? "arc" : "arc alt";
            arcs.add(new Arc(Circle.arc(from, row.turn()), kind));
        }
        List<Tick> ticks = new ArrayList<>();
        List<Hop> hops = new ArrayList<>();
        for (LookupView look : lookups) {
            ticks.add(tick(look.cellPosition(), "cell " + look.cell()));
            look.logPlaces()
                    .forEach(place ->
                            ticks.add(tick(place.position(), "h" + index(place.function()))));
            hops(rows, look.path(), hops);
        }
        return new RingPicture(
                arcs, ticks, hops, rows.stream().map(row -> node(row, rows)).toList());
    }

    private static boolean holds(double from, double to, String position) {
        return Circle.span(from, Circle.turn(position)) <= Circle.span(from, to);
    }

    private static Tick tick(String position, String label) {
        double turn = Circle.turn(position);
        // The cell stands outside the circle, the log's places inside, so that they do not meet.
        double inside = Circle.RADIUS + (label.length() > 2 ? 44 : -32);
        return new Tick(
                Circle.tick(turn),
                Circle.number(Circle.x(turn, inside)),
                Circle.number(Circle.y(turn, inside) + 4),
                label);
    }

    private static void hops(List<RingRow> rows, List<String> path, List<Hop> hops) {
        Map<String, Double> turns =
                rows.stream().collect(Collectors.toMap(row -> row.peer().id(), RingRow::turn));
        for (int i = 1; i < path.size(); i++) {
            Double from = turns.get(path.get(i - 1));
            Double to = turns.get(path.get(i));
            if (from != null && to != null) hops.add(new Hop(Circle.bow(from, to)));
        }
    }

    /** True if the place below a peer's label is another peer's. */
    private static boolean isCrowdedBelow(RingRow row, List<RingRow> rows) {
        double x = Circle.x(row.turn(), Circle.RADIUS);
        double y = Circle.y(row.turn(), Circle.RADIUS);
        return rows.stream()
                .filter(other -> other.number() != row.number())
                .anyMatch(other -> {
                    double below = Circle.y(other.turn(), Circle.RADIUS) - y;
                    double beside = Math.abs(Circle.x(other.turn(), Circle.RADIUS) - x);
                    return below >= 0 && below < 60 && beside < 60;
                });
    }

    /** Where the label of a peer at the top or bottom begins, so that its neighbour has room. */
    private static String anchorBeside(RingRow row, List<RingRow> rows) {
        double x = Circle.x(row.turn(), Circle.RADIUS);
        double y = Circle.y(row.turn(), Circle.RADIUS);
        return rows.stream()
                .filter(other -> other.number() != row.number())
                .filter(other -> Math.abs(Circle.y(other.turn(), Circle.RADIUS) - y) < 60)
                .map(other -> Circle.x(other.turn(), Circle.RADIUS) - x)
                .filter(beside -> Math.abs(beside) < 90)
                .min(Comparator.comparingDouble(Math::abs))
                .map(beside -> beside > 0 ? "end" : "start")
                .orElse("middle");
    }

    private static Node node(RingRow row, List<RingRow> rows) {
        double x = Circle.x(row.turn(), Circle.RADIUS);
        double y = Circle.y(row.turn(), Circle.RADIUS);
        double side = Math.sin(2 * Math.PI * row.turn());
        String anchor = Math.abs(side) < 0.35 ? "middle" : side > 0 ? "start" : "end";
        boolean middle = anchor.equals("middle");
        if (middle) anchor = anchorBeside(row, rows);
        double nameX = x;
        // Beside the peer's circle, however near the top or bottom it is.
        if (!middle) nameX = anchor.equals("start") ? x + 22 : x - 22;
        double nameY = y + 5;
        if (middle) nameY = y < 0 ? y - (row.marks().isEmpty() ? 20 : 40) : y + 30;
        boolean crowdedBelow = !middle && isCrowdedBelow(row, rows);
        String kind =
                row.peer().state() == KnownPeerView.State.SELF
                        ? "peer me"
                        : row.isAnswering() ? "peer" : "peer gone";
        return new Node(
                row.number(),
                kind,
                Circle.number(x),
                Circle.number(y),
                Circle.number(y + 4.5),
                row.name(),
                row.name().length() > 16 ? row.name().substring(0, 15) + "…" : row.name(),
                Circle.number(nameX),
                Circle.number(nameY),
                anchor,
                marks(row, nameX, crowdedBelow ? nameY - 22 : nameY + 17, anchor));
    }

    private static List<Mark> marks(RingRow row, double nameX, double y, String anchor) {
        int count = row.marks().size();
        double first =
                switch (anchor) {
                    case "start" -> nameX + 10;
                    case "end" -> nameX - 10 - 22.0 * (count - 1);
                    default -> nameX - 11.0 * (count - 1);
                };
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RingRow.Sign sign = row.marks().get(i);
            double x = first + 22.0 * i;
            String from = Circle.number(x) + " " + Circle.number(y);
            String path =
                    sign.isMaster()
                            ? "M" + from + "m0-10.5l10.5 10.5-10.5 10.5-10.5-10.5Z"
                            : "M" + from + "m-8.5-8.5h17v17h-17Z";
            marks.add(
                    new Mark(
                            path,
                            sign.isFirst(),
                            Circle.number(x),
                            Circle.number(y + 3.6),
                            sign.text()));
        }
        return marks;
    }

    /** A number as a small one below the line. */
    static String index(int number) {
        return String.valueOf((char) ('₀' + number));
    }
}
