package primelb.core.prime;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** The test of Baillie, Pomerance, Selfridge and Wagstaff for numbers from 2<sup>64</sup>, and more rounds to random bases. */
final class WideBpsw {
    /**
     * So many strong tests to random bases follow. Each is passed by at most a quarter of the bases of a composite number
     * (Rabin, 1980), and by far fewer of most; none is known that gets so far as to be asked.
     */
    static final int ROUNDS = 2;

    private WideBpsw() {
    }

    /** Returns whether n, of more than 64 bits, passes; each prime does. */
    static boolean passes(BigInteger n, RandomGenerator random) {
        return n.testBit(0) && !SmallPrimes.anyDivides(n, trialLimit(n.bitLength())) && passesUndivided(n, random);
    }

    /** Returns the same for a number of which it is known that no small prime divides it. */
    static boolean passesUndivided(BigInteger n, RandomGenerator random) {
        if (!passesStrong(n, BigInteger.TWO) || !StrongLucas.passes(n)) {
            return false;
        }
        for (int round = 0; round < ROUNDS; round++) {
            if (!passesStrong(n, base(n, random))) {
                return false;
            }
        }
        return true;
    }

    /** Returns up to where dividing is worth while: a test costs as the cube of the length, dividing once as the length. */
    static int trialLimit(int bits) {
        return Math.clamp(2L * bits, SmallPrimes.NEXT, SmallPrimes.LIMIT);
    }

    /** The strong test (Miller, 1976). */
    private static boolean passesStrong(BigInteger n, BigInteger base) {
        BigInteger minusOne = n.subtract(BigInteger.ONE);
        int twos = minusOne.getLowestSetBit();
        // modPow multiplies in Montgomery's form in code that the JVM brings along; it is as fast as GMP's.
        BigInteger power = base.modPow(minusOne.shiftRight(twos), n);
        if (power.equals(BigInteger.ONE)) {
            return true;
        }
        for (int i = 1; i < twos && !power.equals(minusOne); i++) {
            power = power.multiply(power).mod(n);
        }
        return power.equals(minusOne);
    }

    /** Returns a number from 3 to n-2. 64 bits more than n has make all of them equally likely, nearly. */
    private static BigInteger base(BigInteger n, RandomGenerator random) {
        byte[] bytes = new byte[n.bitLength() / Byte.SIZE + 9];
        random.nextBytes(bytes);
        return new BigInteger(1, bytes).mod(n.subtract(BigInteger.valueOf(4))).add(BigInteger.valueOf(3));
    }
}
