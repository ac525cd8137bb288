package primelb.client.text;

import java.util.Locale;

/** Writes quantities with three or four digits and a unit. */
public final class Format {
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private Format() {
    }

    /** Returns a time such as {@code 840 us}, {@code 4.2 ms}, {@code 51 ms}, {@code 1.30 s} or {@code 112.5 s}. */
    public static String nanos(long nanos) {
        return inUnitOf(nanos, nanos) + " " + unit(nanos);
    }

    /** Returns both ends of an interval around a time, in the unit that {@link #nanos} gives that time. */
    public static String interval(long low, long around, long high) {
        return "[" + inUnitOf(low, around) + "-" + inUnitOf(high, around) + "]";
    }

    /** Returns a number with so many decimals. */
    public static String decimals(double number, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** Returns a part of one as a percentage, such as {@code 50.2 %}. */
    public static String percent(double part, int decimals) {
        return decimals(part * 100, decimals) + " %";
    }

    /** Returns a rate such as {@code 37.7 req/s}. */
    public static String rate(double perSecond) {
        return decimals(perSecond, perSecond < 1000 ? 1 : 0) + " req/s";
    }

    private static String unit(long nanos) {
        return nanos < MILLI ? "us" : nanos < SECOND ? "ms" : "s";
    }

    /** Rounds the whole microseconds that the JSON has, so that no output differs from another in its last digit. */
    private static String inUnitOf(long exactNanos, long model) {
        long nanos = exactNanos / MICRO * MICRO;
        if (model < MILLI) {
            return decimals((double) nanos / MICRO, 0);
        }
        if (model < SECOND) {
            return decimals((double) nanos / MILLI, model < 10 * MILLI ? 1 : 0);
        }
        return decimals((double) nanos / SECOND, model < 100 * SECOND ? 2 : 1);
    }
}
