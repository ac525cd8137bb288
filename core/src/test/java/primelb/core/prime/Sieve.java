package primelb.core.prime;

import java.util.BitSet;

/** The sieve of Eratosthenes: what all else is compared with. */
final class Sieve {
    private Sieve() {
    }

    /** Returns which numbers from 2 are composite. */
    static BitSet compositesBelow(int end) {
        BitSet composite = new BitSet(end);
        for (int p = 2; (long) p * p < end; p = composite.nextClearBit(p + 1)) {
            for (int multiple = p * p; multiple < end; multiple += p) {
                composite.set(multiple);
            }
        }
        return composite;
    }

    /** Returns the smallest prime factor of each number from 2. */
    static int[] smallestFactorsBelow(int end) {
        int[] factors = new int[end];
        for (int p = 2; p < end; p++) {
            if (factors[p] == 0) {
                for (int multiple = p; multiple < end; multiple += p) {
                    factors[multiple] = factors[multiple] == 0 ? p : factors[multiple];
                }
            }
        }
        return factors;
    }
}
