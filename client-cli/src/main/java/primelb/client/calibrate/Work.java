package primelb.client.calibrate;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import primelb.core.prime.Primes;

/** How a server finds out whether a number is prime, and how the number must grow for the work to grow. */
public enum Work {
    /** Every divisor is tried: the work grows as the number does. */
    SCAN(BigInteger.valueOf(1_000_003)) {
        @Override
        Optional<BigInteger> atLeast(BigInteger number, double factor) {
            return machineWord(number.doubleValue() * factor);
        }
    },
    /** Divisors up to the square root are tried: the work grows as the root does. */
    SQRT(BigInteger.valueOf(1_000_000_000_039L)) {
        @Override
        Optional<BigInteger> atLeast(BigInteger number, double factor) {
            return machineWord(number.doubleValue() * factor * factor);
        }
    },
    /** Modular powers: the work grows as the third power of the number's length does. */
    FAST(Primes.nextPrime(randomOf(256))) {
        @Override
        Optional<BigInteger> atLeast(BigInteger number, double factor) {
            long bits = Math.round(number.bitLength() * Math.cbrt(factor));
            return bits > MAX_BITS ? Optional.empty() : Optional.of(randomOf((int) Math.max(16, bits)));
        }
    };

    /** The longest number that a server takes for it. */
    private static final int MAX_BITS = 4096;

    /** From here on, doubles and the search for the next prime could leave the numbers below 2^63 that are taken. */
    private static final double MAX_WORD = 0x1p63 - 0x1p20;

    private final BigInteger first;

    Work(BigInteger first) {
        this.first = first;
    }

    /** Returns the word for it, as it stands in a request. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns a prime to begin with: it costs so little that any server computes it. */
    BigInteger first() {
        return first;
    }

    /** Returns a prime whose work is about that of the number times the factor; empty where none is taken. */
    Optional<BigInteger> prime(BigInteger number, double factor) {
        return atLeast(number, factor).map(least -> Primes.nextPrime(least.subtract(BigInteger.ONE)));
    }

    abstract Optional<BigInteger> atLeast(BigInteger number, double factor);

    private static Optional<BigInteger> machineWord(double least) {
        return least > MAX_WORD ? Optional.empty() : Optional.of(BigInteger.valueOf(Math.max(3, (long) least)));
    }

    /** Always the same for a length, so that a calibration can be repeated. */
    private static BigInteger randomOf(int bits) {
        return new BigInteger(bits, new Random(bits)).setBit(bits - 1).setBit(0);
    }
}
