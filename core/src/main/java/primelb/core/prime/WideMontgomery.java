package primelb.core.prime;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Arithmetic modulo one odd number n of any length in Montgomery's form. A number is an array of digits of
 * {@code width} bits, lowest first, and below 4n: it is not reduced further until it is read.
 *
 * <p>Digits are narrower than a word, so that a word takes the sum of a whole column of products: there are no carries
 * to wait for until the end. With full words and carries a multiplication took about twice as long.
 */
final class WideMontgomery {
    /** The widest digit that {@link Math#unsignedMultiplyHigh} and the sums leave room for. */
    private static final int WIDEST = 56;
    /** R, the power of two that stands for 1, is at least so many bits longer than n: hence "below 4n". */
    private static final int SPARE_BITS = 6;

    private final BigInteger modulus;
    private final int width;
    private final long mask;
    private final long[] digits;
    /** -1/n modulo 2<sup>width</sup>. */
    private final long inverse;
    private final long[] sums;

    /** Takes an odd number above 1. An instance is for one thread. */
    WideMontgomery(BigInteger modulus) {
        this.modulus = modulus;
        int bits = modulus.bitLength() + SPARE_BITS;
        int chosen = WIDEST;
        // A column is the sum of four parts of products for each digit, and of a carry and a summand.
        while (4 * (bits / chosen + 1) + 4 > 1 << Long.SIZE - chosen) {
            chosen--;
        }
        this.width = chosen;
        this.mask = (1L << width) - 1;
        this.digits = split(modulus, bits / width + 1);
        this.inverse = -Montgomery.inverse(digits[0]) & mask;
        this.sums = new long[digits.length];
    }

    /** Returns what represents x, for any x. */
    long[] represent(BigInteger x) {
        return split(x.shiftLeft(width * digits.length).mod(modulus), digits.length);
    }

    /** Returns the number below n that is represented. */
    BigInteger read(long[] represented) {
        BigInteger value = BigInteger.ZERO;
        for (int i = represented.length - 1; i >= 0; i--) {
            value = value.shiftLeft(width).add(BigInteger.valueOf(represented[i]));
        }
        BigInteger power = BigInteger.ONE.shiftLeft(width * digits.length);
        return value.multiply(power.modInverse(modulus)).mod(modulus);
    }

    /** Puts what represents a*b+c into the result, which may be any of the three. */
    void multiplyAdd(long[] a, long[] b, long[] c, long[] result) {
        int length = digits.length;
        int shift = Long.SIZE - width;
        long[] n = digits;
        long[] sum = sums;
        Arrays.fill(sum, 0);
        for (int i = 0; i < length; i++) {
            long x = a[i];
            long xHigh = x << shift;
            long lowest = sum[0] + (x * b[0] & mask);
            // The multiple of n that makes the lowest digit zero.
            long m = lowest * inverse & mask;
            long mHigh = m << shift;
            // Shifted left by 64-width bits, the high word of a product begins where the digit ends.
            long carry = Math.unsignedMultiplyHigh(xHigh, b[0]) + Math.unsignedMultiplyHigh(mHigh, n[0])
                + (lowest + (m * n[0] & mask) >>> width);
            for (int j = 1; j < length; j++) {
                long y = b[j];
                long d = n[j];
                sum[j - 1] = sum[j] + (x * y & mask) + (m * d & mask) + carry;
                carry = Math.unsignedMultiplyHigh(xHigh, y) + Math.unsignedMultiplyHigh(mHigh, d);
            }
            sum[length - 1] = carry;
        }
        long carry = 0;
        for (int j = 0; j < length; j++) {
            long total = sum[j] + c[j] + carry;
            result[j] = total & mask;
            carry = total >>> width;
        }
    }

    private long[] split(BigInteger x, int length) {
        long[] parts = new long[length];
        BigInteger rest = x;
        for (int i = 0; i < length; i++) {
            parts[i] = rest.longValue() & mask;
            rest = rest.shiftRight(width);
        }
        return parts;
    }
}
