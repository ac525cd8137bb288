package primelb.core.prime;

import java.math.BigInteger;
import java.util.Locale;

/** How sure an answer is. */
public enum Certainty {
    /** It cannot be otherwise: by division, by a witness against primality, or by a test that is exact for this size. */
    PROVEN,
    /** It passed tests that no composite number is known to pass, but some may. */
    PROBABLE;

    /** Returns the name as it stands in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns how sure {@link Primes} is when it says this about n; "not prime" is always proven. */
    public static Certainty of(BigInteger n, boolean prime) {
        return prime && n.bitLength() > Long.SIZE ? PROBABLE : PROVEN;
    }
}
