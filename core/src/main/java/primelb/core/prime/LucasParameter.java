package primelb.core.prime;

import java.math.BigInteger;

/**
 * Chooses the Lucas sequence (P, 1) for a number: the smallest P from 3 for which P<sup>2</sup>-4 is no square modulo
 * it, if it is prime (R. Baillie's "method C", which PARI and Perl's ntheory use too).
 */
final class LucasParameter {
    /** Returned for a number that is plainly composite. */
    static final int NONE = 0;

    private LucasParameter() {
    }

    /**
     * Returns P, or {@link #NONE} for a square or where P would share a factor with n.
     *
     * @param n unsigned, not below 223<sup>2</sup>, and no prime below 223 divides it
     */
    static int of(long n) {
        // 2^24-1 = 3*3*5*7*13*17*241: the sum of the digits in base 2^24 has the same remainders modulo 3, 5 and 7.
        int sum = (int) ((n & 0xffffff) + (n >>> 24 & 0xffffff) + (n >>> 48));
        int by3 = sum % 3;
        // The symbols, by reciprocity, for P = 3, 4, 5 and 6: a bit is 1 where P*P-4 = 5, 3*4, 21, 2*16 is no square.
        int no5 = 0b01100 >>> sum % 5 & 1;
        int no3 = (by3 == 2 ? 1 : 0) ^ (int) (n >>> 1) & 1;
        int no21 = (by3 == 2 ? 1 : 0) ^ 0b1101000 >>> sum % 7 & 1;
        int no2 = 0b101000 >>> (int) (n & 7) & 1;
        int found = no5 | no3 << 1 | no21 << 2 | no2 << 3;
        return found != 0 ? 3 + Integer.numberOfTrailingZeros(found) : search(n);
    }

    /** Returns P for an odd n from 2<sup>64</sup>, or {@link #NONE}. */
    static int of(BigInteger n) {
        BigInteger root = n.sqrt();
        if (root.multiply(root).equals(n)) {
            return NONE;
        }
        for (int p = 3; ; p++) {
            int discriminant = p * p - 4;
            int symbol = jacobi(discriminant, n.mod(BigInteger.valueOf(4 * discriminant)).intValueExact());
            if (symbol <= 0) {
                return symbol < 0 ? p : NONE;
            }
        }
    }

    private static int search(long n) {
        long root = (long) Math.sqrt(n < 0 ? (double) n + 0x1p64 : (double) n);
        for (long r = root - 1; r <= root + 1; r++) {
            if (r * r == n) {
                return NONE;
            }
        }
        for (int p = 3; ; p++) {
            int discriminant = p * p - 4;
            int symbol = jacobi(discriminant, (int) Long.remainderUnsigned(n, 4L * discriminant));
            if (symbol <= 0) {
                return symbol < 0 ? p : NONE;
            }
        }
    }

    /**
     * Returns the Jacobi symbol (a/n), which depends on n modulo 4a only.
     *
     * @param a above 0
     * @param n odd, above 0, or its remainder modulo 4a
     */
    static int jacobi(int a, int n) {
        int top = a;
        int bottom = n;
        int sign = 1;
        // Invariant: the symbol that is asked for is sign * (top/bottom), bottom odd.
        while (top != 0) {
            int twos = Integer.numberOfTrailingZeros(top);
            top >>>= twos;
            if (twos % 2 != 0 && (bottom % 8 == 3 || bottom % 8 == 5)) {
                sign = -sign;
            }
            if (top % 4 == 3 && bottom % 4 == 3) {
                sign = -sign;
            }
            int rest = bottom % top;
            bottom = top;
            top = rest;
        }
        return bottom == 1 ? sign : 0;
    }
}
