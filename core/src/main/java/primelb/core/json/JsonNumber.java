package primelb.core.json;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A JSON number that keeps the digits it was written with.
 *
 * @param literal a number in the grammar of RFC 8259, section 6
 */
public record JsonNumber(String literal) implements JsonValue {

    /**
     * More digits than {@code Long.MIN_VALUE} has, in any reasonable spelling. A longer literal is not worth the
     * quadratic conversion that it would ask for.
     */
    private static final int LONGEST_INTEGER = 64;

    private static final Pattern GRAMMAR =
            Pattern.compile("-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+");

    /** Refuses a literal that is not a JSON number. */
    public JsonNumber {
        if (!GRAMMAR.matcher(literal).matches()) {
            throw new IllegalArgumentException("not a JSON number: " + shortened(literal));
        }
    }

    /** Returns the number with that value. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /**
     * Returns the number with that value, in the fewest digits that give the same double back.
     *
     * @throws IllegalArgumentException for NaN and the infinities, which JSON cannot say
     */
    public static JsonNumber of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        return new JsonNumber(Double.toString(value));
    }

    /**
     * Returns the value as a long; {@code 1e3} and {@code 1.0} are integers too.
     *
     * @throws JsonTypeException if it is not an integer, or outside the range of long
     */
    public long asLong() {
        try {
            if (literal.length() <= LONGEST_INTEGER) {
                return new BigDecimal(literal).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new JsonTypeException("expected an integer of 64 bits, got " + literal, e);
        }
        throw new JsonTypeException("expected an integer of 64 bits, got " + shortened(literal));
    }

    /** Returns the nearest double; infinite where the number is beyond the range of double. */
    public double asDouble() {
        return Double.parseDouble(literal);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_INTEGER
                ? text
                : text.substring(0, LONGEST_INTEGER) + "... (" + text.length() + " characters)";
    }
}
