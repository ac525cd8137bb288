package primelb.core.prime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimesTest {
    @Test
    void agreesWithASieve() {
        int end = 20_000;
        BitSet composite = new BitSet(end);
        for (int n = 2; n < end; n++) {
            assertEquals(!composite.get(n), Primes.isPrime(n), "n=" + n);
            for (int multiple = 2 * n; multiple < end; multiple += n) {
                composite.set(multiple);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-7, -2, -1, 0, 1})
    void nothingBelowTwoIsPrime(long n) {
        assertFalse(Primes.isPrime(n));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 524287, 6700417, 2147483647, 2305843009213693951L, 9223372036854775783L})
    void knowsLargePrimes(long n) {
        assertTrue(Primes.isPrime(n));
    }

    /** Numbers that pass weaker tests: Carmichael numbers and strong pseudoprimes to the first bases. */
    @ParameterizedTest
    @ValueSource(longs = {561, 1729, 2047, 3215031751L, 3474749660383L, 3825123056546413051L, Long.MAX_VALUE})
    void isNotFooledByPseudoprimes(long n) {
        assertFalse(Primes.isPrime(n));
    }

    @Test
    void knowsTheMersennePrimeOf1279Bits() {
        assertTrue(Primes.isPrime(BigInteger.TWO.pow(1279).subtract(BigInteger.ONE)));
        assertFalse(Primes.isPrime(BigInteger.TWO.pow(1277).subtract(BigInteger.ONE)));
    }
}
