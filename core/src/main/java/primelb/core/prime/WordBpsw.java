package primelb.core.prime;

/**
 * The test of Baillie, Pomerance, Selfridge and Wagstaff for numbers below 2<sup>64</sup>: a strong test to base 2 and an
 * extra strong Lucas test. No composite number below 2<sup>64</sup> passes: none of Feitsma's list of all base-2
 * pseudoprimes up to there is a Lucas pseudoprime (docs/primes.md has the sources).
 *
 * <p>Each test is a chain of multiplications that wait for each other. The two chains go side by side, so that the
 * processor has something to do meanwhile: both together take little longer than the longer one.
 */
final class WordBpsw {
    /** So many bits of the exponent of 2 are taken at once. */
    private static final int WINDOW = 6;
    /** 64 + 64<sup>2</sup> + ... of so many terms; the last but one is the largest that fits. */
    private static final long[] OFFSETS = offsets();

    private WordBpsw() {
    }

    /**
     * Returns whether n is prime.
     *
     * @param n unsigned, not below 223<sup>2</sup>, and no prime below 223 divides it
     */
    static boolean isPrime(long n) {
        int parameter = LucasParameter.of(n);
        if (parameter == LucasParameter.NONE) {
            return false;
        }
        long inverse = Montgomery.inverse(n);
        long one = Montgomery.one(n);
        long two = Montgomery.add(one, one, n);

        // The power of 2. A left shift by w counts as 2^(w-64) here, so the exponent -(n-1)/2^s is written to base 64
        // with the digits -64 to -1: each digit plus 64 is a digit of the sum of the exponent and 64+64^2+...
        // The inverse of 2^((n-1)/2^s) does as well as itself: it becomes 1 or -1 when that does.
        int twosBelow = Long.numberOfTrailingZeros(n - 1);
        long exponent = n - 1 >>> twosBelow;
        int digits = digitsOf(exponent);
        long shifts = OFFSETS[digits] - exponent;
        int window = WINDOW * (digits - 1);
        // With eleven digits the sum lies between 2^66-2^63 and 2^66: the first digit has two bits that a long lacks.
        long first = 1L << (digits == 11 ? 48 | shifts >>> 60 : shifts >>> window);
        long power = Long.compareUnsigned(first, n) < 0 ? first : Long.remainderUnsigned(first, n);

        // The Lucas sequence V(k) with V(k+1), from k=1 to (n+1)/2^t. One of the two is a square, the other a product;
        // where the next bit of k differs from the last, the product is squared next.
        int twosAbove = Long.numberOfTrailingZeros(n + 1);
        long turns = n + 1 ^ n + 1 >>> 1;
        int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(n + 1);
        long v1 = times(parameter, one, n);
        long product = v1;
        long square = Montgomery.multiplyMinus(v1, v1, two, n, inverse);

        while (window > 0 && bit >= twosAbove + WINDOW) {
            // Only i changes with the turns of the loop: with `bit--` in it, it took half as long again.
            for (int i = 1; i <= WINDOW; i++) {
                power = Montgomery.multiply(power, power, n, inverse);
                long next = square ^ (product ^ square) & -(turns >>> bit - i & 1);
                product = Montgomery.multiplyMinus(product, square, v1, n, inverse);
                square = Montgomery.multiplyMinus(next, next, two, n, inverse);
            }
            bit -= WINDOW;
            window -= WINDOW;
            power = Montgomery.shift(power, (int) (shifts >>> window) & 63, n, inverse);
        }
        if (!becomesMinusOne(power, window, shifts, twosBelow, one, n, inverse)) {
            return false;
        }
        for (int i = bit - 1; i >= twosAbove; i--) {
            long next = square ^ (product ^ square) & -(turns >>> i & 1);
            product = Montgomery.multiplyMinus(product, square, v1, n, inverse);
            square = Montgomery.multiplyMinus(next, next, two, n, inverse);
        }
        // The last bit was 1, so that the product is V(k) and the square is V(k+1).
        return vanishes(product, square, v1, twosAbove, two, n, inverse);
    }

    /** The strong test, from what is left of the power: it is 1, or -1 after up to twos-1 more squarings. */
    private static boolean becomesMinusOne(
            long begun, int windowLeft, long shifts, int twos, long one, long n, long inverse) {
        long power = begun;
        for (int window = windowLeft; window > 0; ) {
            for (int i = 0; i < WINDOW; i++) {
                power = Montgomery.multiply(power, power, n, inverse);
            }
            window -= WINDOW;
            power = Montgomery.shift(power, (int) (shifts >>> window) & 63, n, inverse);
        }
        if (power == one) {
            return true;
        }
        for (int i = 1; i < twos && power != n - one; i++) {
            power = Montgomery.multiply(power, power, n, inverse);
        }
        return power == n - one;
    }

    /** The extra strong test: U(k)=0 and V(k)=2 or -2, or V(k*2^i)=0 for some i below twos-1. */
    private static boolean vanishes(long vk, long vk1, long v1, int twos, long two, long n, long inverse) {
        if (vk == two || vk == n - two) {
            // (P*P-4)*U(k) = 2*V(k+1) - P*V(k), and the first factor has an inverse.
            return Montgomery.add(vk1, vk1, n) == Montgomery.multiply(v1, vk, n, inverse);
        }
        long v = vk;
        for (int i = 1; i < twos - 1 && v != 0; i++) {
            v = Montgomery.multiplyMinus(v, v, two, n, inverse);
        }
        return twos > 1 && v == 0;
    }

    /** Returns what represents a small factor, without a branch for the usual ones. */
    private static long times(int factor, long one, long n) {
        long sum = 0;
        long doubled = one;
        for (int bits = factor; bits != 0; bits >>>= 1) {
            sum = Montgomery.add(sum, doubled & -(bits & 1), n);
            doubled = Montgomery.add(doubled, doubled, n);
        }
        return sum;
    }

    /** Returns how many digits from -64 to -1 the negative of an exponent from 1 to 2<sup>63</sup>-1 has. */
    private static int digitsOf(long exponent) {
        int fewest = Math.max(1, (Long.SIZE - 1 - Long.numberOfLeadingZeros(exponent)) / WINDOW);
        return exponent > OFFSETS[fewest] ? fewest + 1 : fewest;
    }

    private static long[] offsets() {
        long[] offsets = new long[12];
        for (int terms = 1; terms < offsets.length; terms++) {
            offsets[terms] = 64 * offsets[terms - 1] + 64;
        }
        return offsets;
    }
}
