package primelb.core.health;

/**
 * The ejections of one backend by traffic that are not forgotten yet.
 *
 * @param ejections how many, 0 or more
 * @param lastNanos when the last one was, in the monotonic clock's time; of no meaning without any
 */
record Flaps(int ejections, long lastNanos) {
    /** Of a backend that was never ejected. */
    static final Flaps NONE = new Flaps(0, 0);

    /**
     * Returns the same with one more ejection.
     *
     * @param answered how many requests the backend has answered since it was readmitted
     * @param nowNanos the monotonic time
     */
    Flaps ejected(long answered, long nowNanos, Damping damping) {
        long kept = 0;
        if (ejections > 0 && answered < damping.steady()) {
            kept = Math.max(0, ejections - (nowNanos - lastNanos) / damping.forgiveAfter().toNanos());
        }
        // Beyond the longest hold more would only take longer to be forgotten.
        boolean most = damping.holdNanos((int) kept) >= damping.longest().toNanos();
        return new Flaps((int) kept + (most ? 0 : 1), nowNanos);
    }

    /** Returns for how many nanoseconds from now the backend is to be held back; 0 or less if it is not. */
    long heldForNanos(long nowNanos, Damping damping) {
        long hold = damping.holdNanos(ejections);
        return hold == 0 ? 0 : lastNanos + hold - nowNanos;
    }
}
