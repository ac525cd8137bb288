package primelb.core.balance;

/** Compares loads. */
final class Load {
    private Load() {
    }

    /** Compares (in flight + 1) / weight without dividing: what the load would be with one more. */
    static boolean less(Candidate a, Candidate b) {
        return (a.inFlight() + 1L) * b.weight() < (b.inFlight() + 1L) * a.weight();
    }
}
