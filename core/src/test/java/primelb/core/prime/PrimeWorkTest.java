package primelb.core.prime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimeWorkTest {
    private static final StopSignal NEVER = () -> false;
    /** 2<sup>63</sup>-25, the largest prime that fits. */
    private static final long LARGEST_PRIME = 9223372036854775783L;

    @ParameterizedTest
    @EnumSource(PrimeMethod.class)
    void everyMethodGivesTheSameAnswer(PrimeMethod method) {
        for (int n = 0; n < 3_000; n++) {
            PrimeResult.Decided result = (PrimeResult.Decided) work(method, n).run(NEVER);
            assertEquals(Primes.isPrime(n), result.prime(), method + " " + n);
            assertEquals(Certainty.PROVEN, result.certainty());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PrimeMethod.class, names = {"SCAN", "SQRT"})
    void divisionFindsTheSmallestFactorOfACompositeNumber(PrimeMethod method) {
        int[] factors = Sieve.smallestFactorsBelow(5_000);
        for (int n = 0; n < factors.length; n++) {
            OptionalLong expected = n < 2 || factors[n] == n ? OptionalLong.empty() : OptionalLong.of(factors[n]);
            assertEquals(expected, ((PrimeResult.Decided) work(method, n).run(NEVER)).smallestFactor(), "n=" + n);
        }
    }

    /** Ints, unsigned ints and longs are divided in loops of their own. */
    @ParameterizedTest
    @CsvSource({"2147117569,46337", "2147483646,2", "4293001441,65521", "4295098369,65537", "9223372036854775807,7",
        "10967535067,104723", "1000036000099,1000003"})
    void divisionFindsFactorsAtTheEdgesOfItsLoops(long n, long factor) {
        for (PrimeMethod method : List.of(PrimeMethod.SCAN, PrimeMethod.SQRT)) {
            assertEquals(PrimeResult.Decided.composite(factor), work(method, n).run(NEVER), method + " " + n);
        }
    }

    @Test
    void fastSaysHowSureItIs() {
        BigInteger mersenne = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
        assertEquals(new PrimeResult.Decided(true, Certainty.PROBABLE, OptionalLong.empty()),
            new PrimeWork(PrimeMethod.FAST, mersenne).run(NEVER));
        assertEquals(PrimeResult.Decided.proven(false),
            new PrimeWork(PrimeMethod.FAST, mersenne.subtract(BigInteger.TWO)).run(NEVER));
        assertEquals(PrimeResult.Decided.proven(true), work(PrimeMethod.FAST, LARGEST_PRIME).run(NEVER));
    }

    /** Processor time, which other work on the machine does not change. */
    @ParameterizedTest
    @EnumSource(value = PrimeMethod.class, names = {"SCAN", "SQRT"})
    void asksForTheStopSignalMoreOftenThanEveryTenMilliseconds(PrimeMethod method) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] gaps = new long[1_000];
        AtomicInteger asked = new AtomicInteger();
        long[] last = {threads.getCurrentThreadCpuTime()};
        work(method, LARGEST_PRIME).run(() -> {
            long now = threads.getCurrentThreadCpuTime();
            gaps[asked.get()] = now - last[0];
            last[0] = now;
            return asked.incrementAndGet() == gaps.length;
        });
        assertEquals(gaps.length, asked.get());
        assertTrue(LongStream.of(gaps).max().getAsLong() < 10_000_000, () -> LongStream.of(gaps).max() + " ns");
    }

    @ParameterizedTest
    @CsvSource({"SCAN,524287", "SCAN,6700417", "SQRT,6700417", "SQRT,1000000000039", "FAST,9223372036854775783"})
    void findsLargerPrimes(PrimeMethod method, long n) {
        assertEquals(PrimeResult.Decided.proven(true), work(method, n).run(NEVER));
    }

    @Test
    void sqrtFindsTheDivisorOfTheSquareOfAPrime() {
        assertEquals(PrimeResult.Decided.composite(65_537), work(PrimeMethod.SQRT, 65_537L * 65_537).run(NEVER));
    }

    @Test
    void aCompositeNumberEndsAtItsFirstDivisor() {
        AtomicInteger asked = new AtomicInteger();
        PrimeResult result = work(PrimeMethod.SCAN, Long.MAX_VALUE).run(() -> asked.incrementAndGet() > 1);
        assertEquals(PrimeResult.Decided.composite(7), result);
    }

    @ParameterizedTest
    @EnumSource(PrimeMethod.class)
    void stopsBeforeItBegins(PrimeMethod method) {
        assertEquals(new PrimeResult.Stopped(), work(method, LARGEST_PRIME).run(() -> true));
    }

    @ParameterizedTest
    @EnumSource(value = PrimeMethod.class, names = {"SCAN", "SQRT"})
    void asksForTheStopSignalInEveryBlockOfDivisions(PrimeMethod method) {
        AtomicInteger asked = new AtomicInteger();
        PrimeResult result = work(method, LARGEST_PRIME).run(() -> asked.incrementAndGet() == 5);
        assertEquals(new PrimeResult.Stopped(), result);
        assertEquals(5, asked.get());
    }

    @Test
    void scanDividesByEveryNumberOfTheBlocks() {
        AtomicInteger asked = new AtomicInteger();
        work(PrimeMethod.SCAN, 524_287).run(() -> asked.incrementAndGet() < 0);
        assertEquals((524_287 - 2 + TrialDivision.BLOCK - 1) / TrialDivision.BLOCK, asked.get());
    }

    @Test
    void refusesWhatNoProcessorCanDo() {
        assertTrue(work(PrimeMethod.SCAN, LARGEST_PRIME).hopelessWithin(Duration.ofSeconds(30)));
        assertTrue(work(PrimeMethod.SQRT, LARGEST_PRIME).hopelessWithin(Duration.ofMillis(100)));
    }

    @Test
    void triesWhatMayBePossible() {
        assertFalse(work(PrimeMethod.SCAN, 6_700_417).hopelessWithin(Duration.ofSeconds(30)));
        assertFalse(work(PrimeMethod.SQRT, LARGEST_PRIME).hopelessWithin(Duration.ofSeconds(30)));
        assertFalse(work(PrimeMethod.SCAN, LARGEST_PRIME - 1).hopelessWithin(Duration.ofSeconds(30)), "even");
        assertFalse(work(PrimeMethod.FAST, LARGEST_PRIME).hopelessWithin(Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @EnumSource(value = PrimeMethod.class, names = {"SCAN", "SQRT"})
    void divisionTakesNumbersBelow2To63(PrimeMethod method) {
        BigInteger limit = BigInteger.TWO.pow(63);
        assertTrue(method.takes(limit.subtract(BigInteger.ONE)));
        assertFalse(method.takes(limit));
        assertThrows(IllegalArgumentException.class, () -> new PrimeWork(method, limit));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 8, 9, 15, 16, 4503599761588223L, 4503599761588224L, Long.MAX_VALUE})
    void takesSquareRootsExactly(long n) {
        BigInteger expected = BigInteger.valueOf(n).sqrt();
        assertEquals(expected.longValueExact(), TrialDivision.floorSqrt(n));
    }

    private static PrimeWork work(PrimeMethod method, long n) {
        return new PrimeWork(method, BigInteger.valueOf(n));
    }
}
