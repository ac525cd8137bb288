package primelb.core.prime;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The odd primes below 2<sup>15</sup>, and which numbers they divide. */
final class SmallPrimes {
    static final int LIMIT = 1 << 15;
    /** So many are tried on numbers below 2<sup>64</sup>: 3 to 211. One costs a nanosecond and spares 1/p of a test. */
    static final int TRIED = 46;
    /** The prime after those: a number below its square that none of them divides is prime. */
    static final int NEXT = 223;

    private static final int[] PRIMES = sieve();
    /** Of each tried prime p, the inverse modulo 2<sup>64</sup> and floor((2<sup>64</sup>-1)/p). */
    private static final long[] INVERSES = IntStream.of(PRIMES).limit(TRIED).mapToLong(Montgomery::inverse).toArray();
    private static final long[] QUOTIENTS =
        IntStream.of(PRIMES).limit(TRIED).mapToLong(p -> Long.divideUnsigned(-1, p)).toArray();

    private SmallPrimes() {
    }

    /**
     * Returns the smallest of the primes 3 to 211 that divides n, or 0.
     *
     * @param n odd, unsigned
     */
    static int divisorOf(long n) {
        for (int i = 0; i < TRIED; i++) {
            // p divides n just when n times p's inverse, which is then n/p, is no more than the largest quotient.
            if (Long.compareUnsigned(n * INVERSES[i], QUOTIENTS[i]) <= 0) {
                return PRIMES[i];
            }
        }
        return 0;
    }

    /** Returns whether an odd prime below the limit divides n, which must be larger than the limit. */
    static boolean anyDivides(BigInteger n, int limit) {
        for (int from = 0; from < PRIMES.length && PRIMES[from] < limit; ) {
            long product = productFrom(from);
            long remainder = n.mod(BigInteger.valueOf(product)).longValueExact();
            for (; from < PRIMES.length && product % PRIMES[from] == 0; from++) {
                if (remainder % PRIMES[from] == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns the numbers i in 0..length-1 for which start+2i has an odd divisor below the limit.
     *
     * @param start odd, at least 2<sup>15</sup>
     */
    static BitSet composites(BigInteger start, int length, int limit) {
        BitSet composite = new BitSet(length);
        for (int from = 0; from < PRIMES.length && PRIMES[from] < limit; ) {
            long product = productFrom(from);
            long remainder = start.mod(BigInteger.valueOf(product)).longValueExact();
            for (; from < PRIMES.length && product % PRIMES[from] == 0; from++) {
                int p = PRIMES[from];
                int missing = (int) (p - remainder % p) % p;
                // start+2i is divisible where 2i = missing modulo p.
                for (int i = (missing % 2 == 0 ? missing : missing + p) / 2; i < length; i += p) {
                    composite.set(i);
                }
            }
        }
        return composite;
    }

    /** Returns the product of as many primes as a long holds: a long number is divided once for all of them. */
    private static long productFrom(int from) {
        long product = PRIMES[from];
        for (int i = from + 1; i < PRIMES.length && product < Long.MAX_VALUE / PRIMES[i]; i++) {
            product *= PRIMES[i];
        }
        return product;
    }

    private static int[] sieve() {
        BitSet composite = new BitSet(LIMIT);
        for (int p = 3; p * p < LIMIT; p += 2) {
            for (int multiple = p * p; !composite.get(p) && multiple < LIMIT; multiple += p) {
                composite.set(multiple);
            }
        }
        return IntStream.range(3, LIMIT).filter(p -> p % 2 != 0 && !composite.get(p)).toArray();
    }
}
