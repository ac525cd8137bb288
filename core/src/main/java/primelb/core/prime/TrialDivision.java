package primelb.core.prime;

/** Finds out by dividing, one divisor after another, without any short cut: the divisions are the point. */
final class TrialDivision {
    /** Divisions between two looks at the stop signal: below 3 ms at 40 ns each, the slowest seen (interpreted). */
    static final int BLOCK = 1 << 16;

    private TrialDivision() {
    }

    /** Divides by 2 to n-1. */
    static PrimeResult scan(long n, StopSignal stop) {
        return divide(n, n - 1, stop);
    }

    /** Divides by 2 to the square root of n. */
    static PrimeResult sqrt(long n, StopSignal stop) {
        return divide(n, floorSqrt(n), stop);
    }

    /** Returns the largest r with r*r at most n, for n from 0. */
    static long floorSqrt(long n) {
        if (n == 0) {
            return 0;
        }
        // The double may be off by one either way; dividing cannot overflow where squaring would.
        long root = (long) Math.sqrt((double) n);
        while (root > n / root) {
            root--;
        }
        while (root + 1 <= n / (root + 1)) {
            root++;
        }
        return root;
    }

    private static PrimeResult divide(long n, long last, StopSignal stop) {
        if (n < 2) {
            return new PrimeResult.Decided(false);
        }
        long first = 2;
        while (first <= last) {
            if (stop.stopped()) {
                return new PrimeResult.Stopped();
            }
            long end = last - first < BLOCK ? last : first + BLOCK - 1;
            if (anyDivides(n, first, end)) {
                return new PrimeResult.Decided(false);
            }
            first = end + 1;
        }
        return new PrimeResult.Decided(true);
    }

    private static boolean anyDivides(long n, long first, long last) {
        for (long divisor = first; divisor <= last; divisor++) {
            if (n % divisor == 0) {
                return true;
            }
        }
        return false;
    }
}
