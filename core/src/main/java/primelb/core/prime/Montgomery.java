package primelb.core.prime;

/**
 * Arithmetic modulo one odd number n below 2<sup>64</sup> without a division: x is represented by x*2<sup>64</sup> mod
 * n (P. L. Montgomery, "Modular multiplication without trial division", 1985). All numbers are unsigned, and below n
 * unless it says otherwise. Nothing branches on them: C2 makes conditional moves of the sums {@code + (less ? n : 0)},
 * and of no other form that was tried; with branches a multiplication takes four times as long.
 */
final class Montgomery {
    private static final long FLIP = Long.MIN_VALUE;

    private Montgomery() {
    }

    /** Returns the inverse of an odd n modulo 2<sup>64</sup>. */
    static long inverse(long n) {
        // Right in 5 bits; each step of Newton's doubles them.
        long inverse = 3 * n ^ 2;
        inverse *= 2 - n * inverse;
        inverse *= 2 - n * inverse;
        inverse *= 2 - n * inverse;
        return inverse * (2 - n * inverse);
    }

    /** Returns what represents 1. */
    static long one(long n) {
        return n < 0 ? -n : Long.remainderUnsigned(-n, n);
    }

    /** Returns what represents the product; one factor may be any number below 2<sup>64</sup>. */
    static long multiply(long a, long b, long n, long inverse) {
        return reduce(Math.unsignedMultiplyHigh(a, b), a * b, n, inverse);
    }

    /** Returns what represents the product less c; the subtraction takes no time, beside the reduction. */
    static long multiplyMinus(long a, long b, long c, long n, long inverse) {
        return reduce(subtract(Math.unsignedMultiplyHigh(a, b), c, n), a * b, n, inverse);
    }

    /** Returns what represents a times 2<sup>bits-64</sup>, for 0 to 63 bits. */
    static long shift(long a, int bits, long n, long inverse) {
        return reduce(a >>> 1 >>> 63 - bits, a << bits, n, inverse);
    }

    /** Returns a-b modulo n. */
    static long subtract(long a, long b, long n) {
        return a - b + (a + FLIP < b + FLIP ? n : 0);
    }

    /** Returns a+b modulo n. */
    static long add(long a, long b, long n) {
        return subtract(a, n - b, n);
    }

    /** Returns (high*2<sup>64</sup>+low)/2<sup>64</sup> modulo n, for high below n. */
    private static long reduce(long high, long low, long n, long inverse) {
        return subtract(high, Math.unsignedMultiplyHigh(low * inverse, n), n);
    }
}
