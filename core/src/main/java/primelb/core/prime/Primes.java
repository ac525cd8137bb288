package primelb.core.prime;

import java.math.BigInteger;

/** Tells primes from other numbers, as fast as it can. */
public final class Primes {
    /** A composite number passes with a probability below 2<sup>-100</sup>; below 2<sup>64</sup> none is known to. */
    private static final int CERTAINTY = 100;

    private Primes() {
    }

    /** Returns whether n is prime; false for 0, 1 and negative numbers. */
    public static boolean isPrime(long n) {
        return isPrime(BigInteger.valueOf(n));
    }

    /** Returns whether n is prime; false for 0, 1 and negative numbers. 4,096 bits take a second or so. */
    public static boolean isPrime(BigInteger n) {
        // BigInteger looks at the absolute value.
        return n.signum() > 0 && n.isProbablePrime(CERTAINTY);
    }
}
