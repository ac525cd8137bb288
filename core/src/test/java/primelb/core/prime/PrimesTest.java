package primelb.core.prime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers against a sieve, against BigInteger's, and against published counts and primes. */
class PrimesTest {
    /** Random numbers that are compared with BigInteger; ten million at length. */
    private static final int ROUNDS = Integer.getInteger("primelb.primes.rounds", 30_000);
    /** Up to where primes are counted, as a power of ten; 8 at length. */
    private static final int COUNTED = Integer.getInteger("primelb.primes.counted", 6);
    /** Primes below 10<sup>0</sup>, 10<sup>1</sup>, ... (OEIS A006880). */
    private static final int[] PI = {0, 4, 25, 168, 1_229, 9_592, 78_498, 664_579, 5_761_455, 50_847_534};

    @Test
    void agreesWithASieveOnAllNumbersUpToTenMillion() {
        int end = 10_000_001;
        BitSet composite = Sieve.compositesBelow(end);
        int primes = 0;
        for (int n = 0; n < end; n++) {
            boolean expected = n > 1 && !composite.get(n);
            if (Primes.isPrime(n) != expected) {
                assertEquals(expected, !expected, "n=" + n);
            }
            primes += expected ? 1 : 0;
        }
        assertEquals(PI[7], primes);
    }

    @Test
    void countsThePrimesBelowAPowerOfTen() {
        int end = (int) Math.pow(10, COUNTED);
        int primes = 0;
        for (int n = 0; n < end; n++) {
            primes += Primes.isPrime(n) ? 1 : 0;
        }
        assertEquals(PI[COUNTED], primes);
    }

    /** All lengths of numbers; half of them without small factors, so that the tests themselves are what is compared. */
    @Test
    void agreesWithBigIntegerOnRandomNumbers() {
        var random = new Random(64);
        for (int round = 0; round < ROUNDS; round++) {
            long n = random.nextLong() >>> random.nextInt(48);
            if (round % 2 == 0) {
                for (n |= 1; SmallPrimes.divisorOf(n) != 0; n += 2) {
                    // On to the next.
                }
            }
            boolean expected = big(n).isProbablePrime(40);
            if (Primes.isPrimeUnsigned(n) != expected) {
                assertEquals(expected, !expected, Long.toUnsignedString(n));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -7, -2, -1, 0, 1})
    void nothingBelowTwoIsPrime(long n) {
        assertFalse(Primes.isPrime(n));
        assertFalse(Primes.isPrime(BigInteger.valueOf(n)));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 211, 223, 65537, 524287, 6700417, 2147483647, 2305843009213693951L, 9223372036854775783L})
    void knowsLargePrimes(long n) {
        assertTrue(Primes.isPrime(n));
        assertTrue(Primes.isPrime(BigInteger.valueOf(n)));
    }

    /** The primes nearest to powers of two, as 2^k-c (OEIS A013603 and lists of C. Caldwell's prime pages). */
    @ParameterizedTest
    @CsvSource({"16,15", "31,1", "32,5", "53,111", "61,1", "62,57", "63,25", "64,59"})
    void knowsTheLargestPrimesBelowPowersOfTwo(int power, int less) {
        BigInteger edge = BigInteger.ONE.shiftLeft(power);
        for (int i = 1; i < less; i++) {
            assertFalse(Primes.isPrime(edge.subtract(BigInteger.valueOf(i))), "2^" + power + "-" + i);
        }
        assertTrue(Primes.isPrime(edge.subtract(BigInteger.valueOf(less))));
    }

    @Test
    void readsUnsignedNumbersToTheEdge() {
        for (long n = -1; n >= -5_000; n--) {
            assertEquals(big(n).isProbablePrime(50), Primes.isPrimeUnsigned(n), Long.toUnsignedString(n));
            assertEquals(Primes.isPrimeUnsigned(n), Primes.isPrime(big(n)));
        }
        for (long n = Long.MAX_VALUE - 2_000; n > 0 || n < Long.MIN_VALUE + 2_000; n++) {
            assertEquals(big(n).isProbablePrime(50), Primes.isPrimeUnsigned(n), Long.toUnsignedString(n));
        }
    }

    @Test
    void agreesWithBigIntegerOnBothSidesOf2To64() {
        BigInteger edge = BigInteger.ONE.shiftLeft(64);
        for (int i = -2_000; i < 2_000; i++) {
            BigInteger n = edge.add(BigInteger.valueOf(i));
            assertEquals(n.isProbablePrime(50), Primes.isPrime(n), n::toString);
        }
        // 2^64+13 is the first prime above.
        assertEquals(edge.add(BigInteger.valueOf(13)), Primes.nextPrime(edge.subtract(BigInteger.valueOf(59))));
    }

    @Test
    void theNextPrimeIsTheNextOne() {
        assertEquals(2, Primes.nextPrime(-5));
        assertEquals(2, Primes.nextPrime(1));
        assertEquals(3, Primes.nextPrime(2));
        assertEquals(524_287, Primes.nextPrime(524_269));
        assertEquals(9223372036854775783L, Primes.nextPrime(9223372036854775643L));
        assertEquals("2", Primes.nextPrime(BigInteger.TEN.pow(30).negate()).toString());
        var random = new Random(5);
        for (int bits : new int[] {8, 20, 40, 61, 62, 63, 64, 65, 80, 128, 300, 512}) {
            BigInteger n = new BigInteger(bits, random);
            assertEquals(n.nextProbablePrime(), Primes.nextPrime(n), n::toString);
        }
    }

    @Test
    void theNextPrimeOfALongIsALong() {
        assertEquals(9223372036854775783L, Primes.nextPrime(9223372036854775782L));
        assertThrows(ArithmeticException.class, () -> Primes.nextPrime(9223372036854775783L));
        assertThrows(ArithmeticException.class, () -> Primes.nextPrime(Long.MAX_VALUE));
        assertEquals("9223372036854775837", Primes.nextPrime(BigInteger.valueOf(Long.MAX_VALUE)).toString());
    }

    @Test
    void theSmallestFactorIsThatOfASieve() {
        int end = 300_000;
        int[] factors = Sieve.smallestFactorsBelow(end);
        for (int n = 2; n < end; n++) {
            assertEquals(factors[n], Primes.smallestFactor(n), "n=" + n);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807,7", "9223372036854775783,9223372036854775783", "9223372036854775806,2",
        "9223371994482243049,3037000493", "4294967297,641", "1152921470247108503,1073741789",
        "3825123056546413051,149491", "7156857700403137441,11", "8634844876463,13"})
    void findsTheSmallestFactorOfLargeNumbers(long n, long factor) {
        assertEquals(factor, Primes.smallestFactor(n));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 0, -1, Long.MIN_VALUE})
    void numbersBelowTwoHaveNoSmallestFactor(long n) {
        String message = assertThrows(IllegalArgumentException.class, () -> Primes.smallestFactor(n)).getMessage();
        assertTrue(message.contains("got " + n), message);
    }

    @Test
    void theSmallestFactorOfARandomNumberIsAPrimeThatDividesIt() {
        var random = new Random(9);
        for (int round = 0; round < 300; round++) {
            long n = random.nextLong() >>> 1 + random.nextInt(40) | 2;
            long factor = Primes.smallestFactor(n);
            assertTrue(n % factor == 0 && Primes.isPrime(factor), n + " " + factor);
            for (int smaller = 2; smaller < Math.min(factor, 3_000); smaller++) {
                assertTrue(n % smaller != 0, n + " " + smaller);
            }
        }
    }

    private static BigInteger big(long unsigned) {
        return new BigInteger(Long.toUnsignedString(unsigned));
    }
}
