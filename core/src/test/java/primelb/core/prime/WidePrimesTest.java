package primelb.core.prime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of more than 64 bits. */
class WidePrimesTest {
    /** Exponents of Mersenne primes (OEIS A000043); the largest number that a server takes has 4,096 bits. */
    @ParameterizedTest
    @ValueSource(ints = {89, 107, 127, 521, 607, 1279, 2203, 2281, 3217})
    void mersennePrimes(int exponent) {
        BigInteger n = BigInteger.ONE.shiftLeft(exponent).subtract(BigInteger.ONE);
        assertTrue(Primes.isPrime(n));
        assertFalse(Primes.isPrime(n.subtract(BigInteger.TWO)));
    }

    @ParameterizedTest
    @ValueSource(ints = {67, 101, 257, 1277, 2137})
    void compositeMersenneNumbersOfPrimeExponents(int exponent) {
        assertFalse(Primes.isPrime(BigInteger.ONE.shiftLeft(exponent).subtract(BigInteger.ONE)));
    }

    /** Proth primes k*2^n+1: for k=3 OEIS A002253, for 5 A002254, for 7 A032353. */
    @ParameterizedTest
    @CsvSource({"3,189", "3,408", "3,2208", "5,127", "5,1947", "7,120", "7,2256"})
    void prothPrimes(int k, int power) {
        BigInteger n = BigInteger.valueOf(k).shiftLeft(power).add(BigInteger.ONE);
        assertTrue(Primes.isPrime(n));
        assertEquals(Certainty.PROBABLE, Certainty.of(n, true));
    }

    @Test
    void fermatNumbers() {
        for (int i = 0; i < 12; i++) {
            assertEquals(i < 5, Primes.isPrime(BigInteger.ONE.shiftLeft(1 << i).add(BigInteger.ONE)), "F" + i);
        }
    }

    @Test
    void productsOfTwoBigPrimesAreNot() {
        var random = new Random(77);
        for (int bits : new int[] {33, 40, 64, 65, 100, 200, 400, 800}) {
            BigInteger p = Primes.nextPrime(new BigInteger(bits, random).setBit(bits - 1));
            BigInteger q = Primes.nextPrime(p);
            assertFalse(Primes.isPrime(p.multiply(q)), "p=" + p);
            assertFalse(Primes.isPrime(p.multiply(p)), "p=" + p);
        }
    }

    @Test
    void agreesWithBigIntegerOnRandomNumbersOfAllLengths() {
        var random = new Random(64);
        for (int bits = 60; bits < 300; bits++) {
            BigInteger n = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
            for (int i = 0; i < 20; i++) {
                BigInteger candidate = n.add(BigInteger.valueOf(2L * i));
                assertEquals(candidate.isProbablePrime(60), Primes.isPrime(candidate), candidate::toString);
            }
            BigInteger prime = n.nextProbablePrime();
            assertTrue(Primes.isPrime(prime), prime::toString);
            assertTrue(Primes.isPrime(prime, new Random(3)), "bases from a generator that is given");
        }
    }

    /** The Lucas test alone: primes pass, and what passes the other test to base 2 does not pass this one. */
    @Test
    void theLucasTestIsPassedByPrimesOnly() {
        var random = new Random(8);
        for (int bits = 65; bits < 200; bits++) {
            BigInteger prime = new BigInteger(bits, random).setBit(bits - 1).nextProbablePrime();
            assertTrue(StrongLucas.passes(prime), prime::toString);
            assertFalse(StrongLucas.passes(prime.multiply(prime.nextProbablePrime())), prime::toString);
        }
    }

    /** Extra strong Lucas pseudoprimes above 2^64 (trizen's lists of pseudoprimes): only the powers can tell. */
    @ParameterizedTest
    @ValueSource(strings = {"18535627161040627067", "18663879459398649467", "18677450689252551197",
        "18685239092291851463", "18712889870502559547", "18713136524626622473"})
    void extraStrongLucasPseudoprimesAreNotPrime(String digits) {
        BigInteger n = new BigInteger(digits);
        assertTrue(StrongLucas.passes(n));
        assertFalse(Primes.isPrime(n));
    }

    /** Sums of columns are fullest where all digits are ones: at every width of a digit. */
    @ParameterizedTest
    @ValueSource(ints = {65, 100, 1023, 3500, 3529, 4096, 7000, 14000})
    void multipliesExactly(int bits) {
        var random = new Random(bits);
        for (BigInteger n : new BigInteger[] {BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE),
            new BigInteger(bits, random).setBit(bits - 1).setBit(0)}) {
            var modulo = new WideMontgomery(n);
            BigInteger a = n.subtract(BigInteger.ONE);
            BigInteger b = new BigInteger(bits, random).mod(n);
            long[] x = modulo.represent(a);
            long[] y = modulo.represent(b);
            assertEquals(b, modulo.read(y));
            for (int i = 0; i < 5; i++) {
                modulo.multiplyAdd(x, y, x, x);
                a = a.multiply(b).add(a).mod(n);
                assertEquals(a, modulo.read(x));
                modulo.multiplyAdd(x, x, y, y);
                b = a.multiply(a).add(b).mod(n);
                assertEquals(b, modulo.read(y));
            }
        }
    }

    @Test
    void certaintyIsProvenWhereItIs() {
        BigInteger edge = BigInteger.ONE.shiftLeft(64);
        assertEquals(Certainty.PROVEN, Certainty.of(edge.subtract(BigInteger.valueOf(59)), true));
        assertEquals(Certainty.PROBABLE, Certainty.of(edge.add(BigInteger.valueOf(13)), true));
        assertEquals(Certainty.PROVEN, Certainty.of(edge.add(BigInteger.ONE), false));
    }
}
