package primelb.core.prime;

import java.util.OptionalLong;

/** How a computation ended. */
public sealed interface PrimeResult {
    /**
     * It is known.
     *
     * @param prime whether the number is prime
     * @param certainty how sure that is
     * @param smallestFactor the smallest prime that divides the number, where the method finds it and it is not the number
     */
    record Decided(boolean prime, Certainty certainty, OptionalLong smallestFactor) implements PrimeResult {
        /** Returns an answer that is proven, without a factor. */
        public static Decided proven(boolean prime) {
            return new Decided(prime, Certainty.PROVEN, OptionalLong.empty());
        }

        /** Returns that it is not prime, since this number is its smallest factor. */
        public static Decided composite(long smallestFactor) {
            return new Decided(false, Certainty.PROVEN, OptionalLong.of(smallestFactor));
        }
    }

    /** The stop signal came first. */
    record Stopped() implements PrimeResult {
    }
}
