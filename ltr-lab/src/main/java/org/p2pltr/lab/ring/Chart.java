package org.p2pltr.lab.ring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines over an axis as one SVG picture: light, with a grid and a name at the top for each line.
 */
final class Chart {
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 72;
    private static final int RIGHT = 24;
    private static final int TOP = 76;
    private static final int BOTTOM = 56;
    private static final int TICKS = 6;

    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Line> lines;

    /** What an axis tells, and from where to where it goes. */
    record Axis(String name, double from, double to) {
        Axis {
            if (!(from < to))
                throw new IllegalArgumentException("an axis from " + from + " to " + to);
        }

        /** A whole step of 1, 2 or 5 times a power of ten, for about six marks. */
        double step() {
            double rough = (to - from) / TICKS;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            for (int times : List.of(1, 2, 5)) if (times * power >= rough) return times * power;
            return 10 * power;
        }

        String mark(double value) {
            int digits = (int) Math.max(0, -Math.floor(Math.log10(step())));
            // Zero, where adding up steps came only near it, and from below.
            double whole = Math.abs(value) < step() / 1000 ? 0 : value;
            return String.format(Locale.ROOT, "%,." + digits + "f", whole);
        }
    }

    /** A named line. */
    record Line(String name, List<Timeline.Point> points) {
        Line {
            points = List.copyOf(points);
        }
    }

    Chart(String title, Axis x, Axis y, List<Line> lines) {
        if (lines.size() > COLOURS.size())
            throw new IllegalArgumentException(
                    "a chart has at most " + COLOURS.size() + " lines, not " + lines.size());
        this.title = title;
        this.x = x;
        this.y = y;
        this.lines = List.copyOf(lines);
    }

    /** Writes the picture. */
    void write(Path file) {
        try {
            Files.writeString(file, svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String svg() {
        StringBuilder out = new StringBuilder();
        out.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d"
                     font-family="sans-serif" font-size="13" fill="#333333">
                <rect width="%d" height="%d" fill="#ffffff"/>
                <text x="%d" y="26" font-size="17" fill="#111111">%s</text>
                """
                        .formatted(
                                WIDTH, HEIGHT, WIDTH, HEIGHT, WIDTH, HEIGHT, LEFT, escaped(title)));
        grid(out);
        for (int i = 0; i < lines.size(); i++) line(out, lines.get(i), COLOURS.get(i));
        names(out);
        return out.append("</svg>\n").toString();
    }

    private void grid(StringBuilder out) {
        for (double at = Math.ceil(x.from / x.step()) * x.step();
                at <= x.to + x.step() / 1000;
                at += x.step()) {
            rule(out, across(at), TOP, across(at), HEIGHT - BOTTOM);
            text(out, across(at), HEIGHT - BOTTOM + 20, "middle", x.mark(at));
        }
        for (double at = Math.ceil(y.from / y.step()) * y.step();
                at <= y.to + y.step() / 1000;
                at += y.step()) {
            rule(out, LEFT, up(at), WIDTH - RIGHT, up(at));
            text(out, LEFT - 8, up(at) + 4, "end", y.mark(at));
        }
        text(out, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", x.name);
        out.append(
                "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n"
                        .formatted((TOP + HEIGHT - BOTTOM) / 2, escaped(y.name)));
    }

    private static void rule(
            StringBuilder out, double fromX, double fromY, double toX, double toY) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e3e3e3\"/>%n",
                        fromX,
                        fromY,
                        toX,
                        toY));
    }

    private static void text(
            StringBuilder out, double atX, double atY, String anchor, String text) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                        atX,
                        atY,
                        anchor,
                        escaped(text)));
    }

    private void line(StringBuilder out, Line line, String colour) {
        String points =
                line.points.stream()
                        .filter(p -> p.at() >= x.from && p.at() <= x.to)
                        .map(p ->
                                String.format(
                                        Locale.ROOT,
                                        "%.1f,%.1f",
                                        across(p.at()),
                                        up(Math.clamp(p.value(), y.from, y.to))))
                        .collect(Collectors.joining(" "));
        out.append(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\"/>%n"
                        .formatted(points, colour));
    }

    /** The names of the lines side by side, under the title. */
    private void names(StringBuilder out) {
        int at = LEFT;
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).name();
            out.append(
                    "<rect x=\"%d\" y=\"46\" width=\"18\" height=\"4\" fill=\"%s\"/>%n"
                            .formatted(at, COLOURS.get(i)));
            text(out, at + 24, 53, "start", name);
            at += 48 + 8 * name.length();
        }
    }

    private double across(double value) {
        return LEFT + (value - x.from) / (x.to - x.from) * (WIDTH - LEFT - RIGHT);
    }

    private double up(double value) {
        return HEIGHT - BOTTOM - (value - y.from) / (y.to - y.from) * (HEIGHT - TOP - BOTTOM);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
