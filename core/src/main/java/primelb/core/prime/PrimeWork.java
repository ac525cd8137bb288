package primelb.core.prime;

import java.math.BigInteger;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The work of finding out whether a number is prime by one method.
 *
 * @param method how
 * @param number 0 or more, of a size that the method takes
 */
public record PrimeWork(PrimeMethod method, BigInteger number) {
    /**
     * More remainders than any processor takes in a second: at 5 GHz one would have a cycle each, and the fastest
     * dividers known need two. Work beyond it need not be tried.
     */
    public static final long MAX_DIVISIONS_PER_SECOND = 5_000_000_000L;

    /** Checks the number against the method. */
    public PrimeWork {
        if (number.signum() < 0 || !method.takes(number)) {
            throw new IllegalArgumentException(method.word() + " does not take a number of " + number.bitLength()
                + " bits and sign " + number.signum());
        }
    }

    /**
     * Does the work.
     *
     * @param stop ends it early; {@code fast} asks only before it begins
     */
    public PrimeResult run(StopSignal stop) {
        return switch (method) {
            case SCAN -> TrialDivision.scan(number.longValueExact(), stop);
            case SQRT -> TrialDivision.sqrt(number.longValueExact(), stop);
            case FAST -> stop.stopped() ? new PrimeResult.Stopped() : fast();
        };
    }

    private PrimeResult fast() {
        boolean prime = Primes.isPrime(number);
        return new PrimeResult.Decided(prime, Certainty.of(number, prime), OptionalLong.empty());
    }

    /**
     * Returns whether no processor could finish within the limit, so that beginning would be a waste. False says
     * nothing: a composite number is never refused, since its smallest divisor ends the work.
     */
    public boolean hopelessWithin(Duration limit) {
        long divisions = divisionsForPrime();
        // In double: 2^63 divisions or a limit of years overflow nothing, and the constant is no exact figure.
        double possible = (double) MAX_DIVISIONS_PER_SECOND * limit.toNanos() / 1e9;
        return divisions > possible && Primes.isPrime(number);
    }

    /** Returns how many divisions it takes at least if the number is prime; 0 where the method does not divide. */
    public long divisionsForPrime() {
        return switch (method) {
            case SCAN -> Math.max(0, number.longValueExact() - 2);
            case SQRT -> TrialDivision.sqrtDivisions(number.longValueExact());
            case FAST -> 0;
        };
    }
}
