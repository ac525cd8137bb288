package primelb.core.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number with one unit of {@code ms}, {@code s}, {@code m} or {@code h}. */
public final class Durations {

    /** Digits enough for 30,000 years in milliseconds; no unit can overflow from here. */
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})(ms|s|m|h)");

    private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]{1,15}");

    private Durations() {}

    /**
     * Returns the duration of a text such as {@code 1500ms} or {@code 2s}; a unit is required, even for zero.
     *
     * @throws IllegalArgumentException if it is anything else; the message gives an example of what would do
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
        if (BARE_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("needs a unit: " + text + "ms, " + text + "s, " + text + "m or "
                    + text + "h");
        }
        throw new IllegalArgumentException("must be a whole number and a unit of ms, s, m or h, such as 1500ms or 2s");
    }

    /**
     * Returns a text that {@link #parse} reads back as the same duration, in the largest unit that divides it: 90 s is
     * {@code 90s} and 120 s is {@code 2m}. What is finer than a millisecond is cut off.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a duration must not be negative, got " + duration);
        }
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
    }
}
