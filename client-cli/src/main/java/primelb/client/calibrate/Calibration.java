package primelb.client.calibrate;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import primelb.client.text.Format;

/** Searches for the prime that costs a time. Used by one thread. */
public final class Calibration {
    /** What counts as found: the cost of one and the same number varies more than that from minute to minute. */
    public static final double TOLERANCE = 0.10;

    /** When the search stops looking for something nearer. */
    private static final double NEAR = 0.03;

    private static final int ROUNDS = 12;

    /** From a cost the next one is foretold, less well the farther it is. */
    private static final double LONGEST_STEP = 40;

    private static final int FEWEST_ANSWERS = 5;
    private static final int MOST_ANSWERS = 40;

    /** Long enough for a processor limit, which is kept by the tenth of a second, to show in the mean. */
    private static final long LEAST_NANOS = 1_000_000_000L;

    private static final int WARM_UP_BATCH = 20;
    private static final int WARM_UP_BATCHES = 25;

    private final Asker asker;
    private final Consumer<String> notes;
    private final BooleanSupplier isCancelled;

    /**
     * Searches with these.
     *
     * @param notes is told in one line what was seen
     * @param isCancelled whether the end was asked for
     */
    public Calibration(Asker asker, Consumer<String> notes, BooleanSupplier isCancelled) {
        this.asker = asker;
        this.notes = notes;
        this.isCancelled = isCancelled;
    }

    /**
     * What was found for one wish.
     *
     * @param work how the number is computed
     * @param wanted what it should cost
     * @param prime the number
     * @param cost what it was seen to cost
     */
    public record Found(Work work, Duration wanted, BigInteger prime, Cost cost) {
        /** Returns whether the cost is about the one that was wanted. */
        public boolean isNear() {
            return distance() <= TOLERANCE;
        }

        private double distance() {
            return Math.abs((double) cost.meanNanos() / wanted.toNanos() - 1);
        }
    }

    /**
     * Returns the nearest that was found for each time.
     *
     * @throws CalibrationException where the server does not answer, or no number that it takes costs so much
     * @throws InterruptedException when the end was asked for
     */
    public List<Found> find(Work work, List<Duration> wanted) throws CalibrationException, InterruptedException {
        warmUp(work);
        var found = new ArrayList<Found>();
        for (Duration time : wanted) {
            found.add(find(work, time));
        }
        return found;
    }

    private Found find(Work work, Duration wanted) throws CalibrationException, InterruptedException {
        BigInteger number = work.first();
        Optional<Found> nearest = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            var seen = new Found(work, wanted, number, measured(work, number, LEAST_NANOS));
            notes.accept("%s: %s costs %s".formatted(work.label(), shown(number),
                    Format.nanos(seen.cost().meanNanos())));
            if (nearest.isEmpty() || seen.distance() < nearest.get().distance()) {
                nearest = Optional.of(seen);
            }
            if (seen.distance() <= NEAR) {
                break;
            }
            double factor = (double) wanted.toNanos() / Math.max(1, seen.cost().meanNanos());
            BigInteger tried = number;
            number = work.prime(number, Math.clamp(factor, 1 / LONGEST_STEP, LONGEST_STEP)).orElseThrow(() ->
                    new CalibrationException("no number that a server takes for %s costs %s: %s costs %s".formatted(
                            work.label(), Format.nanos(wanted.toNanos()), shown(tried),
                            Format.nanos(seen.cost().meanNanos())), null));
        }
        // Looked at once more and longer: the nearest of several is partly so by chance.
        Found chosen = nearest.orElseThrow();
        return new Found(work, wanted, chosen.prime(), measured(work, chosen.prime(), 2 * LEAST_NANOS));
    }

    /** The first requests are slow, since the server is still compiling. */
    private void warmUp(Work work) throws CalibrationException, InterruptedException {
        long best = Long.MAX_VALUE;
        for (int batch = 0; batch < WARM_UP_BATCHES; batch++) {
            var told = new ArrayList<Cost.Told>();
            for (int request = 0; request < WARM_UP_BATCH; request++) {
                told.add(ask(work, work.first()));
            }
            long mean = Cost.of(told).meanNanos();
            if (batch > 1 && mean > best * (1 - NEAR)) {
                return;
            }
            best = Math.min(best, mean);
        }
    }

    private Cost measured(Work work, BigInteger number, long leastNanos)
            throws CalibrationException, InterruptedException {
        var told = new ArrayList<Cost.Told>();
        long sum = 0;
        while (told.size() < FEWEST_ANSWERS || sum < leastNanos && told.size() < MOST_ANSWERS) {
            Cost.Told answer = ask(work, number);
            told.add(answer);
            sum += answer.nanos();
        }
        return Cost.of(told);
    }

    private Cost.Told ask(Work work, BigInteger number) throws CalibrationException, InterruptedException {
        if (isCancelled.getAsBoolean()) {
            throw new InterruptedException("cancelled");
        }
        return asker.ask(work, number);
    }

    /** A number of a thousand digits is told by its length. */
    static String shown(BigInteger number) {
        return number.bitLength() < 64 ? number.toString() : "a number of " + number.bitLength() + " bits";
    }
}
