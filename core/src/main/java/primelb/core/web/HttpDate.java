package primelb.core.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The value of the Date field (RFC 9110 §5.6.7), made once a second. Not by a formatter of the JDK, which would look for
 * the names of days in its locale data: that is a good part of what a server's first answer would cost. Safe for many
 * threads.
 */
final class HttpDate {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS =
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

    private final InstantSource clock;
    private volatile Shown shown = new Shown(Long.MIN_VALUE, "");

    HttpDate(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns now, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    String now() {
        Instant now = clock.instant();
        Shown last = shown;
        if (last.second != now.getEpochSecond()) {
            last = new Shown(now.getEpochSecond(), format(now));
            shown = last;
        }
        return last.text;
    }

    private static String format(Instant instant) {
        OffsetDateTime at = instant.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(32);
        text.append(DAYS[at.getDayOfWeek().ordinal()]).append(", ");
        twoDigits(text, at.getDayOfMonth()).append(' ').append(MONTHS[at.getMonthValue() - 1]).append(' ');
        text.append(at.getYear()).append(' ');
        twoDigits(text, at.getHour()).append(':');
        twoDigits(text, at.getMinute()).append(':');
        return twoDigits(text, at.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private record Shown(long second, String text) {
    }
}
