package primelb.core.prime;

import java.math.BigInteger;

/** Reads natural numbers: decimal ASCII digits and nothing else. */
public final class NaturalNumber {
    /** The largest numbers taken. */
    public static final int MAX_BITS = 4096;
    /** 2<sup>4096</sup> has this many digits. Leading zeros are allowed and count. */
    public static final int MAX_DIGITS = 1234;
    /** How much of a wrong text is repeated in the error. */
    private static final int SHOWN = 24;

    private NaturalNumber() {
    }

    /**
     * Returns the number. What is too long is refused before it is converted, since that takes quadratic time.
     *
     * @throws NotANaturalNumberException if the text is empty, has a character other than 0 to 9 (so no sign, space
     *                                    or underscore), more than 1,234 digits or more than 4,096 bits
     */
    public static BigInteger parse(String text) throws NotANaturalNumberException {
        if (text.isEmpty()) {
            throw new NotANaturalNumberException("the number is empty; it must be decimal digits, as 524287");
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NotANaturalNumberException("the number must be decimal digits only, got '" + shorten(text) + "'");
        }
        if (text.length() > MAX_DIGITS) {
            throw new NotANaturalNumberException(
                "the number must have at most " + MAX_DIGITS + " digits, got " + text.length());
        }
        BigInteger number = new BigInteger(text);
        if (number.bitLength() > MAX_BITS) {
            throw new NotANaturalNumberException(
                "the number must have at most " + MAX_BITS + " bits, got " + number.bitLength());
        }
        return number;
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
