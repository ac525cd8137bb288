package primelb.core.prime;

import primelb.core.prime.PrimeResult.Decided;
import primelb.core.prime.PrimeResult.Stopped;

/**
 * Finds out by dividing, one divisor after another: the divisions are the point. Each is a remainder taken by the
 * processor, unsigned since Java's signed one looks for -1 first; numbers below 2<sup>32</sup> are divided as ints, which
 * is faster.
 */
final class TrialDivision {
    /** Divisors between two looks at the stop signal: below 3 ms at 40 ns each, the slowest seen (interpreted). */
    static final int BLOCK = 1 << 16;

    private TrialDivision() {
    }

    /** Tries the divisors that lie from first to last, in ascending order. */
    @FunctionalInterface
    private interface Block {
        /** Returns the first that divides n, or 0. */
        long divisor(long n, long first, long last);
    }

    /** Divides by 2 to n-1. */
    static PrimeResult scan(long n, StopSignal stop) {
        return divide(n, 2, n - 1, BLOCK, isInt(n) ? TrialDivision::everyInt : TrialDivision::everyLong, stop);
    }

    /** Divides by 2, 3, 5 and those numbers up to the square root of n that none of them divides. */
    static PrimeResult sqrt(long n, StopSignal stop) {
        long root = floorSqrt(n);
        for (int divisor : Wheel.HUB) {
            if (divisor <= root && n % divisor == 0) {
                return stop.stopped() ? new Stopped() : Decided.composite(divisor);
            }
        }
        // Turns, each from its multiple of 30; the last turn goes beyond the root, but never to n, which is over 48 then.
        long last = root < Wheel.FIRST_SPOKE ? -1 : root - Wheel.FIRST_SPOKE;
        return divide(n, 0, last, BLOCK / Wheel.SPOKES * Wheel.TURN, isInt(n) ? Wheel::ofInt : Wheel::ofLong, stop);
    }

    /** Returns how many divisions {@link #sqrt} takes for a prime, or a few less. */
    static long sqrtDivisions(long n) {
        return floorSqrt(n) / Wheel.TURN * Wheel.SPOKES;
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

    private static PrimeResult divide(long n, long first, long last, int span, Block block, StopSignal stop) {
        if (n < 2) {
            return Decided.proven(false);
        }
        if (first > last && stop.stopped()) {
            return new Stopped();
        }
        for (long from = first; from <= last; from += span) {
            if (stop.stopped()) {
                return new Stopped();
            }
            long divisor = block.divisor(n, from, Math.min(last, from - 1 + span));
            if (divisor != 0) {
                return Decided.composite(divisor);
            }
        }
        return Decided.proven(true);
    }

    private static boolean isInt(long n) {
        return n >>> Integer.SIZE == 0;
    }

    private static long everyInt(long n, long first, long last) {
        int number = (int) n;
        int start = (int) first;
        int count = (int) (last - first + 1);
        for (int i = 0; i < count; i++) {
            if (Integer.remainderUnsigned(number, start + i) == 0) {
                return first + i;
            }
        }
        return 0;
    }

    private static long everyLong(long n, long first, long last) {
        for (long divisor = first; divisor <= last; divisor++) {
            if (Long.remainderUnsigned(n, divisor) == 0) {
                return divisor;
            }
        }
        return 0;
    }
}
