package primelb.core.stats;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts by name, for names of a small fixed set such as the causes of failures. Safe for any thread. Bounded: what comes
 * under more names than there may be is counted as {@value #OTHER}.
 */
public final class Counts {
    /** The most names: several times the causes that there are. */
    static final int MOST = 64;
    /** The name of the rest. */
    static final String OTHER = "other";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>(4);

    /** Begins without any. */
    public Counts() {
    }

    /** Counts one. */
    public void add(String name) {
        LongAdder count = counts.get(name);
        if (count == null) {
            // May be a few too many where several threads come with new names at once; that is bounded, too.
            count = counts.computeIfAbsent(counts.size() < MOST ? name : OTHER, added -> new LongAdder());
        }
        count.increment();
    }

    /** Returns the count of a name; 0 for one that was never counted. */
    public long of(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    /** Returns the names and their counts, in the order of the names; a copy. */
    public SortedMap<String, Long> byName() {
        SortedMap<String, Long> copy = new TreeMap<>();
        counts.forEach((name, count) -> copy.put(name, count.sum()));
        return copy;
    }

    /** Returns all counts together. */
    public long total() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
