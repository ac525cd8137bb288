package primelb.core.prime;

/** Finds the smallest factor: small ones by division, others by the rho method (Pollard, 1975; Brent, 1980). */
final class Factors {
    /** Differences that are multiplied before a common divisor is looked for. */
    private static final int BATCH = 64;

    private Factors() {
    }

    /** Returns the smallest prime factor of n, which is unsigned and above 1. */
    static long smallest(long n) {
        if ((n & 1) == 0) {
            return 2;
        }
        int divisor = SmallPrimes.divisorOf(n);
        return divisor != 0 ? divisor : smallestOfUndivided(n);
    }

    private static long smallestOfUndivided(long n) {
        if (Primes.isPrimeUnsigned(n)) {
            return n;
        }
        long factor = 1;
        // A sequence that finds nothing but n itself is followed by another one; squares of primes need several.
        for (long step = 1; factor == 1; step++) {
            factor = rho(n, step);
        }
        long one = smallestOfUndivided(factor);
        long other = smallestOfUndivided(Long.divideUnsigned(n, factor));
        return Math.min(one, other);
    }

    /** Returns a factor between 1 and n, or 1 where x*x+step leads to none. */
    private static long rho(long n, long step) {
        long inverse = Montgomery.inverse(n);
        long minusStep = n - step;
        long ahead = 2;
        long product = Montgomery.one(n);
        for (long length = 1; ; length *= 2) {
            long fixed = ahead;
            for (long done = 0; done < length; ) {
                long before = ahead;
                int batch = (int) Math.min(BATCH, length - done);
                for (int i = 0; i < batch; i++) {
                    ahead = Montgomery.multiplyMinus(ahead, ahead, minusStep, n, inverse);
                    product = Montgomery.multiply(product, Montgomery.subtract(ahead, fixed, n), n, inverse);
                }
                long divisor = gcd(product, n);
                if (divisor != 1) {
                    return divisor != n ? divisor : oneByOne(fixed, before, batch, minusStep, n, inverse);
                }
                done += batch;
            }
        }
    }

    /** Goes through a batch again whose differences together have all of n in common. */
    private static long oneByOne(long fixed, long before, int batch, long minusStep, long n, long inverse) {
        long ahead = before;
        long divisor = 1;
        for (int i = 0; i < batch && divisor == 1; i++) {
            ahead = Montgomery.multiplyMinus(ahead, ahead, minusStep, n, inverse);
            divisor = gcd(Montgomery.subtract(ahead, fixed, n), n);
        }
        return divisor == n ? 1 : divisor;
    }

    private static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (x != 0) {
            long rest = Long.remainderUnsigned(y, x);
            y = x;
            x = rest;
        }
        return y;
    }
}
