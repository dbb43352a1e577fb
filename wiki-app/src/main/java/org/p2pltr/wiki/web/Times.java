package org.p2pltr.wiki.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people say them, in this computer's zone. */
public final class Times {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private Times() {}

    /** Such as "today 14:02" or "19 November 2026, 20:44". */
    public static String of(Instant time) {
        ZonedDateTime there = time.atZone(ZoneId.systemDefault());
        String clock = CLOCK.format(there);
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        if (there.toLocalDate().equals(today)) return "today " + clock;
        if (there.toLocalDate().equals(today.minusDays(1))) return "yesterday " + clock;
        return DATE.format(there) + ", " + clock;
    }

    /** Such as "14:02". */
    public static String clock(Instant time) {
        return CLOCK.format(time.atZone(ZoneId.systemDefault()));
    }

    /** Such as "Today", "Yesterday", "Thursday 19 November", "19 November 2018". */
    public static String day(Instant time) {
        LocalDate day = time.atZone(ZoneId.systemDefault()).toLocalDate();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        if (day.equals(today)) return "Today";
        if (day.equals(today.minusDays(1))) return "Yesterday";
        return (day.getYear() == today.getYear() ? DAY : DATE).format(day);
    }

    /** Such as "61 ms", "1.4 s" or "3 min". */
    public static String took(Duration time) {
        if (time.toMillis() < 1_000) return time.toMillis() + " ms";
        if (time.toSeconds() < 100)
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
        return time.toMinutes() < 100 ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    /** Such as "20 s ago" or "3 h ago". */
    public static String ago(Instant time) {
        long seconds = Math.max(0, Duration.between(time, Instant.now()).toSeconds());
        if (seconds < 100) return seconds + " s ago";
        if (seconds < 6000) return seconds / 60 + " min ago";
        return seconds < 172_800 ? seconds / 3600 + " h ago" : seconds / 86_400 + " days ago";
    }
}
