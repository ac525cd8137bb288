package primelb.core.prime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Composite numbers that pass one test or another. */
class PseudoprimesTest {
    /** The smallest strong pseudoprimes to the first 1, 2, ... 13 prime bases, 2 to 41 (OEIS A014233). */
    @ParameterizedTest
    @ValueSource(strings = {"2047", "1373653", "25326001", "3215031751", "2152302898747", "3474749660383",
        "341550071728321", "3825123056546413051", "318665857834031151167461", "3317044064679887385961981"})
    void theSmallestStrongPseudoprimesToAllFirstBases(String n) {
        assertFalse(Primes.isPrime(new BigInteger(n)));
    }

    /** OEIS A002997, A217120 (Lucas), A217255 (strong Lucas) and A217719 (extra strong Lucas): how they begin. */
    @ParameterizedTest
    @ValueSource(longs = {
        561, 1105, 1729, 2465, 2821, 6601, 8911, 10585, 15841, 29341, 41041, 46657, 52633, 62745, 63973, 75361,
        323, 377, 1159, 1829, 3827, 5459, 5777, 9071, 9179, 10877, 11419, 11663, 13919, 14839, 16109, 16211, 18407,
        18971, 19043, 22499, 24569, 25199, 40309, 58519, 75077, 97439,
        989, 3239, 27971, 29681, 30739, 31631, 39059, 72389, 73919})
    void carmichaelNumbersAndLucasPseudoprimes(long n) {
        assertFalse(Primes.isPrime(n));
        assertFalse(n % Primes.smallestFactor(n) != 0 || Primes.smallestFactor(n) == n);
    }

    /** (6k+1)(12k+1)(18k+1) of three primes (Chernick, 1939), below and above 2^64. */
    @Test
    void carmichaelNumbersOfChernicksForm() {
        int found = 0;
        for (long k = 100_000; k < 300_000 || found < 20; k++) {
            if (Primes.isPrime(6 * k + 1) && Primes.isPrime(12 * k + 1) && Primes.isPrime(18 * k + 1)) {
                BigInteger n = product(product(6 * k + 1, 12 * k + 1), BigInteger.valueOf(18 * k + 1));
                assertEquals(BigInteger.TWO, BigInteger.TWO.modPow(n, n), "a pseudoprime");
                assertFalse(Primes.isPrime(n), n::toString);
                found++;
            }
        }
        assertTrue(found >= 20, "found " + found);
    }

    /** Many p(2p-1) of primes pass a strong test to base 2: here only the Lucas test can tell. */
    @Test
    void strongPseudoprimesToBaseTwoOfTwoPrimes() {
        int strong = 0;
        for (long p = 1_500_000_001L; strong < 300; p += 2) {
            strong += caught(p, 2) ? 1 : 0;
        }
        strong = 0;
        // (p)(3p-2), of another shape; and above 2^64.
        for (long p = 1_000_000_001L; strong < 100; p += 2) {
            strong += caught(p, 3) ? 1 : 0;
        }
        strong = 0;
        for (long p = 1L << 40 | 1; strong < 100; p += 2) {
            strong += caught(p, 2) ? 1 : 0;
        }
    }

    /** Returns whether p and factor*(p-1)+1 are primes whose product passes a strong test to base 2. */
    private static boolean caught(long p, int factor) {
        long other = factor * (p - 1) + 1;
        if (!Primes.isPrime(p) || !Primes.isPrime(other)) {
            return false;
        }
        BigInteger n = product(p, other);
        assertFalse(Primes.isPrime(n), n::toString);
        return passesStrongTest(n);
    }

    @Test
    void squaresAndProductsOfNeighbouringPrimes() {
        for (long p : new long[] {3, 211, 223, 227, 1_093, 3_511, 65_537, 1_194_649, 2_147_483_647, 4_294_967_291L}) {
            BigInteger square = product(p, p);
            assertFalse(Primes.isPrime(square), square::toString);
            assertFalse(Primes.isPrime(product(p, Primes.nextPrime(p))), "p=" + p);
        }
        for (long p = 223; p < 60_000; p = Primes.nextPrime(p)) {
            assertFalse(Primes.isPrime(p * p), "p=" + p);
        }
        for (long p = 4_294_900_000L; p < 4_294_967_291L; p = Primes.nextPrime(p)) {
            assertFalse(Primes.isPrimeUnsigned(p * p), "p=" + p);
        }
        // Squares of the only known Wieferich primes pass the strong test to base 2.
        assertTrue(passesStrongTest(product(1_093, 1_093)) && passesStrongTest(product(3_511, 3_511)));
    }

    private static boolean passesStrongTest(BigInteger n) {
        BigInteger minusOne = n.subtract(BigInteger.ONE);
        int twos = minusOne.getLowestSetBit();
        BigInteger power = BigInteger.TWO.modPow(minusOne.shiftRight(twos), n);
        boolean passes = power.equals(BigInteger.ONE) || power.equals(minusOne);
        for (int i = 1; i < twos; i++) {
            power = power.multiply(power).mod(n);
            passes |= power.equals(minusOne);
        }
        return passes;
    }

    private static BigInteger product(long a, long b) {
        return product(BigInteger.valueOf(a), BigInteger.valueOf(b));
    }

    private static BigInteger product(BigInteger a, BigInteger b) {
        return a.multiply(b);
    }
}
