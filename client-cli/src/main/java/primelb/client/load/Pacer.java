package primelb.client.load;

import java.time.Duration;
import primelb.client.text.Format;

/** When requests are due. */
public sealed interface Pacer {
    /** Returns what every output calls this way of sending. */
    String label();

    /** Returns how long it takes until the load is whole; zero where it is whole at once. */
    Duration ramp();

    /** Returns the same without a ramp. */
    Pacer withoutRamp();

    /**
     * Each client sends its next request when the former is answered, so a slow system is asked less: its
     * latencies say what these clients saw, and not what arrivals at a fixed rate would have seen.
     *
     * @param ramp the clients begin one after the other in equal steps over this time
     */
    record ClosedLoop(Duration ramp) implements Pacer {
        /** All clients begin at once. */
        public ClosedLoop() {
            this(Duration.ZERO);
        }

        /** Refuses a ramp of less than nothing. */
        public ClosedLoop {
            notNegative(ramp);
        }

        @Override
        public String label() {
            return "closed loop";
        }

        @Override
        public Pacer withoutRamp() {
            return new ClosedLoop();
        }

        /** Returns how long after the release a client begins. */
        long beginAfter(int client, int clients) {
            return (long) ((double) ramp.toNanos() * client / clients);
        }
    }

    /**
     * Requests are due at a rate, whatever becomes of those before: one that no client is free to send in time is
     * sent late, and its response time counts from when it was due.
     *
     * @param perSecond requests a second, once the load is whole
     * @param ramp the time in which the rate rises evenly from 0
     * @param spacing what is between two of them
     */
    record OpenLoop(double perSecond, Duration ramp, Spacing spacing) implements Pacer {
        private static final double NANOS = 1e9;

        /** Requests are due at equal distances. */
        public OpenLoop(double perSecond, Duration ramp) {
            this(perSecond, ramp, Spacing.EVEN);
        }

        /** Refuses a rate of nothing. */
        public OpenLoop {
            if (!(perSecond > 0 && perSecond <= NANOS)) {
                throw new IllegalArgumentException("a rate must be above 0, got " + perSecond);
            }
            notNegative(ramp);
        }

        @Override
        public String label() {
            return "open loop at " + Format.rate(perSecond) + (spacing == Spacing.RANDOM ? ", at random times" : "");
        }

        @Override
        public Pacer withoutRamp() {
            return new OpenLoop(perSecond, Duration.ZERO, spacing);
        }

        /** Returns when a request is due, in nanoseconds after the release; the first one has number 0. */
        public long dueAfter(long number) {
            double seconds = ramp.toNanos() / NANOS;
            double inRamp = perSecond * seconds / 2;
            double place = spacing.place(number);
            double due = place < inRamp ? Math.sqrt(2 * seconds * place / perSecond)
                    : seconds + (place - inRamp) / perSecond;
            return (long) (due * NANOS);
        }

        /** Returns how many requests are due before so many nanoseconds after the release. */
        public long dueWithin(long nanos) {
            if (nanos <= 0) {
                return 0;
            }
            double seconds = ramp.toNanos() / NANOS;
            double until = nanos / NANOS;
            double due = until < seconds ? perSecond * until * until / (2 * seconds)
                    : perSecond * (until - seconds / 2);
            long count = Math.max(0, (long) due - 2 - Spacing.BLOCK);
            // The formula's rounding aside: as many as dueAfter says.
            while (dueAfter(count) < nanos) {
                count++;
            }
            return count;
        }
    }

    private static void notNegative(Duration ramp) {
        if (ramp.isNegative()) {
            throw new IllegalArgumentException("a ramp takes no less than nothing, got " + ramp);
        }
    }
}
