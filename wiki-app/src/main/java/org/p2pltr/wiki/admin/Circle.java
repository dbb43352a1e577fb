package org.p2pltr.wiki.admin;

import java.util.Locale;

/** The identifier circle on paper: position 0 at the top, clockwise, the middle at 0, 0. */
final class Circle {
    /** Its radius in units of the picture. */
    static final double RADIUS = 146;

    private Circle() {}

    /** Where a position of 16 hexadecimal digits lies, as a part of a turn: 0 to 1. */
    static double turn(String position) {
        long bits = Long.parseUnsignedLong(position, 16);
        // 53 bits are enough for a picture and fit a double.
        return (bits >>> 11) / 0x1p53;
    }

    /**
     * The part of a turn from one place to another, clockwise; a whole turn from itself to itself.
     */
    static double span(double from, double to) {
        double span = to - from;
        return span > 0 ? span : span + 1;
    }

    static double x(double turn, double radius) {
        return radius * Math.sin(2 * Math.PI * turn);
    }

    static double y(double turn, double radius) {
        return -radius * Math.cos(2 * Math.PI * turn);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String point(double turn, double radius) {
        return number(x(turn, radius)) + " " + number(y(turn, radius));
    }

    /** An arc, clockwise, with a little air at both ends for the peers that stand there. */
    static String arc(double from, double to) {
        double span = span(from, to);
        double air = Math.min(0.016, span / 4);
        double middle = from + span / 2;
        return "M" + point(from + air, RADIUS) + piece(middle) + piece(from + span - air);
    }

    private static String piece(double to) {
        // Each piece is half a turn at most, so the short way is the right one.
        return "A" + number(RADIUS) + " " + number(RADIUS) + " 0 0 1 " + point(to, RADIUS);
    }

    /** A line across the circle's edge. */
    static String tick(double turn) {
        return "M" + point(turn, RADIUS - 14) + "L" + point(turn, RADIUS + 14);
    }

    /** A bow from one peer to another, bent towards the middle. */
    static String bow(double from, double to) {
        double radius = RADIUS - 14;
        double midX = (x(from, radius) + x(to, radius)) / 4;
        double midY = (y(from, radius) + y(to, radius)) / 4;
        return "M"
                + point(from, radius)
                + "Q"
                + number(midX)
                + " "
                + number(midY)
                + " "
                + point(to, radius);
    }
}
