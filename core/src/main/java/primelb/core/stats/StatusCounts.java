package primelb.core.stats;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Counts HTTP statuses by class. Safe for any thread. */
public final class StatusCounts {
    /** From 1xx to 5xx. */
    private static final int CLASSES = 5;

    private final LongAdder[] counts = IntStream.range(0, CLASSES).mapToObj(i -> new LongAdder()).toArray(LongAdder[]::new);

    /** Begins at zero. */
    public StatusCounts() {
    }

    /** Counts a status of 100 to 599; any other, which HTTP has no word for, counts as 5xx. */
    public void add(int status) {
        int family = status / 100;
        counts[family >= 1 && family <= CLASSES ? family - 1 : CLASSES - 1].increment();
    }

    /** Returns how many there were of a class: 2 for 2xx, from 1 to 5. */
    public long of(int family) {
        return counts[family - 1].sum();
    }

    /** Returns how many there were. */
    public long total() {
        return IntStream.rangeClosed(1, CLASSES).mapToLong(this::of).sum();
    }

    /** Appends a sample for each class to the family of counters begun last, with the label {@code code} behind the others. */
    public void write(MetricsText out, String... labels) {
        for (int family = 1; family <= CLASSES; family++) {
            out.sample(of(family), MetricsText.with(labels, "code", family + "xx"));
        }
    }
}
