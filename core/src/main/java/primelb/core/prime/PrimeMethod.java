package primelb.core.prime;

import java.math.BigInteger;
import java.util.Optional;

/** How to find out whether n is prime; the methods differ in how much work they make of it. */
public enum PrimeMethod {
    /** Divides by every number from 2 to n-1 until one divides: linear in n, the work of the original. */
    SCAN("scan", Long.SIZE - 1),
    /** Divides by 2, 3, 5 and what they leave of the numbers up to the square root of n, until one divides. */
    SQRT("sqrt", Long.SIZE - 1),
    /** Asks {@link Primes}: proven below 2<sup>64</sup>, probable above. */
    FAST("fast", NaturalNumber.MAX_BITS);

    private final String word;
    private final int maxBits;

    PrimeMethod(String word, int maxBits) {
        this.word = word;
        this.maxBits = maxBits;
    }

    /** Returns the method of this name, exactly as written in a request. */
    public static Optional<PrimeMethod> of(String word) {
        for (PrimeMethod method : values()) {
            if (method.word.equals(word)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /** Returns the name as it stands in requests and answers. */
    public String word() {
        return word;
    }

    /** Returns whether this method takes a number of this size. */
    public boolean takes(BigInteger n) {
        return n.bitLength() <= maxBits;
    }
}
