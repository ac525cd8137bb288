package primelb.client.simulate;

import java.util.Arrays;

/**
 * Counts times in classes that are at most 1/1,024 of their time wide, so that a percentile is off by less than 0.1 %; the
 * mean, the least and the greatest are exact. For one thread.
 */
final class Histogram {
    private static final int BITS = 10;
    private static final int CLASSES = 1 << BITS;

    private final long[] counts = new long[(Long.SIZE - BITS) * CLASSES];
    private long count;
    private double sum;
    private long least = Long.MAX_VALUE;
    private long most;

    void add(long value) {
        counts[index(value)]++;
        count++;
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
    }

    /** Values below 2,048 have a class each; above, the ten bits behind the first one tell the class. */
    private static int index(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - BITS - 1);
        return shift * CLASSES + (int) (value >>> shift);
    }

    /** Returns the middle of a class. */
    private static long value(int index) {
        int shift = Math.max(0, index / CLASSES - 1);
        long from = (long) (index - shift * CLASSES) << shift;
        return from + (1L << shift >> 1);
    }

    long count() {
        return count;
    }

    /** Returns the mean; 0 without any. */
    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    long min() {
        return count == 0 ? 0 : least;
    }

    long max() {
        return most;
    }

    /** Returns the least value that this share of all does not exceed; 0 without any. */
    long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count - 1e-9));
        long seen = 0;
        for (int index = 0; index < counts.length && count > 0; index++) {
            seen += counts[index];
            if (seen >= rank) {
                return Math.clamp(value(index), least, most);
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return count + " values, " + Arrays.stream(counts).filter(each -> each > 0).count() + " classes";
    }
}
