package primelb.core.prime;

/** How a computation ended. */
public sealed interface PrimeResult {
    /**
     * It is known.
     *
     * @param prime whether the number is prime
     */
    record Decided(boolean prime) implements PrimeResult {
    }

    /** The stop signal came first. */
    record Stopped() implements PrimeResult {
    }
}
