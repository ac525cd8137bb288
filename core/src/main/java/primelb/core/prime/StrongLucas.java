package primelb.core.prime;

import java.math.BigInteger;

/**
 * The extra strong Lucas test (J. Grantham, "Frobenius pseudoprimes", 2001) of long numbers. Whatever passes it passes the
 * strong Lucas test (Baillie and Wagstaff, 1980) with the same parameters too.
 */
final class StrongLucas {
    private StrongLucas() {
    }

    /**
     * Returns whether n passes; each prime does.
     *
     * @param n odd, from 2<sup>64</sup>
     */
    static boolean passes(BigInteger n) {
        int parameter = LucasParameter.of(n);
        return parameter != LucasParameter.NONE && passes(n, BigInteger.valueOf(parameter));
    }

    private static boolean passes(BigInteger n, BigInteger parameter) {
        var modulo = new WideMontgomery(n);
        long[] minusTwo = modulo.represent(BigInteger.TWO.negate());
        long[] minusP = modulo.represent(parameter.negate());
        BigInteger above = n.add(BigInteger.ONE);
        int twos = above.getLowestSetBit();

        // V(k) and V(k+1), from k=1; where the bit is 1, k becomes 2k+1.
        long[] v = modulo.represent(parameter);
        long[] next = modulo.represent(parameter.multiply(parameter).subtract(BigInteger.TWO));
        for (int bit = above.bitLength() - 2; bit >= twos; bit--) {
            long[] squared = above.testBit(bit) ? next : v;
            long[] multiplied = above.testBit(bit) ? v : next;
            modulo.multiplyAdd(v, next, minusP, multiplied);
            modulo.multiplyAdd(squared, squared, minusTwo, squared);
        }
        BigInteger vk = modulo.read(v);
        if (vk.equals(BigInteger.TWO) || vk.equals(n.subtract(BigInteger.TWO))) {
            // (P*P-4)*U(k) = 2*V(k+1) - P*V(k), and the first factor has an inverse: so U(k)=0.
            return modulo.read(next).shiftLeft(1).subtract(vk.multiply(parameter)).mod(n).signum() == 0;
        }
        for (int i = 1; i < twos - 1 && vk.signum() != 0; i++) {
            vk = vk.multiply(vk).subtract(BigInteger.TWO).mod(n);
        }
        return twos > 1 && vk.signum() == 0;
    }
}
