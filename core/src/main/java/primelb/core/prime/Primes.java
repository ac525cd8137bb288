package primelb.core.prime;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Tells primes from other numbers, as fast as it can. Below 2<sup>64</sup> every answer is proven; above, "not prime" is,
 * and a number called prime has passed tests that no composite number is known to pass: see {@link Certainty#of}. How
 * it is done, and by whose results, is in docs/primes.md. Safe for many threads.
 */
public final class Primes {
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);
    /** Below, steps of 2 from odd number to odd number, each tested, do not leave the numbers that a long holds. */
    private static final BigInteger STEPPED = BigInteger.ONE.shiftLeft(62);

    private Primes() {
    }

    /** Returns whether n is prime; false for 0, 1 and negative numbers. Takes up to half a microsecond or so. */
    public static boolean isPrime(long n) {
        return n > 1 && isPrimeUnsigned(n);
    }

    /** Returns whether n is prime, read as a number from 0 to 2<sup>64</sup>-1 ({@link Long#toUnsignedString(long)}). */
    public static boolean isPrimeUnsigned(long n) {
        if ((n & 1) == 0) {
            return n == 2;
        }
        int divisor = SmallPrimes.divisorOf(n);
        if (divisor != 0) {
            return n == divisor;
        }
        if (Long.compareUnsigned(n, SmallPrimes.NEXT * SmallPrimes.NEXT) < 0) {
            return n != 1;
        }
        return WordBpsw.isPrime(n);
    }

    /**
     * Returns whether n is prime; false for 0, 1 and negative numbers. Numbers of more than 64 bits are tested to random
     * bases too, which {@link ThreadLocalRandom} chooses. 4,096 bits take a tenth of a second or so.
     */
    public static boolean isPrime(BigInteger n) {
        return isPrime(n, ThreadLocalRandom.current());
    }

    /** Returns whether n is prime, as {@link #isPrime(BigInteger)} does, with random bases from this generator. */
    public static boolean isPrime(BigInteger n, RandomGenerator random) {
        if (n.signum() <= 0) {
            return false;
        }
        return n.bitLength() <= Long.SIZE ? isPrimeUnsigned(n.longValue()) : WideBpsw.passes(n, random);
    }

    /**
     * Returns the smallest prime above n; 2 for negative numbers.
     *
     * @throws ArithmeticException if it is above {@link Long#MAX_VALUE}: from 2<sup>63</sup>-25 on
     */
    public static long nextPrime(long n) {
        if (n < 2) {
            return 2;
        }
        for (long candidate = n + 1 | 1; candidate > 0; candidate += 2) {
            if (isPrimeUnsigned(candidate)) {
                return candidate;
            }
        }
        throw new ArithmeticException("the next prime after " + n + " is above 2^63-1");
    }

    /** Returns the smallest prime above n; 2 for negative numbers. Above 2<sup>64</sup> it is as probable as isPrime says. */
    public static BigInteger nextPrime(BigInteger n) {
        if (n.compareTo(STEPPED) < 0) {
            return BigInteger.valueOf(nextPrime(n.signum() < 0 ? 0 : n.longValueExact()));
        }
        BigInteger start = n.add(BigInteger.ONE).setBit(0);
        // Primes are as far apart as the number is long; this many odd numbers hold some, nearly always.
        int length = 4 * n.bitLength();
        while (true) {
            BitSet composite = SmallPrimes.composites(start, length, WideBpsw.trialLimit(8 * n.bitLength()));
            for (int i = composite.nextClearBit(0); i < length; i = composite.nextClearBit(i + 1)) {
                BigInteger candidate = start.add(BigInteger.valueOf(2L * i));
                if (candidate.compareTo(WORD) < 0 ? isPrimeUnsigned(candidate.longValue())
                        : WideBpsw.passesUndivided(candidate, ThreadLocalRandom.current())) {
                    return candidate;
                }
            }
            start = start.add(BigInteger.valueOf(2L * length));
        }
    }

    /**
     * Returns the smallest prime that divides n: n itself just when it is prime. Takes up to some milliseconds.
     *
     * @throws IllegalArgumentException if n is below 2
     */
    public static long smallestFactor(long n) {
        if (n < 2) {
            throw new IllegalArgumentException("numbers below 2 have no prime factor, got " + n);
        }
        return Factors.smallest(n);
    }
}
