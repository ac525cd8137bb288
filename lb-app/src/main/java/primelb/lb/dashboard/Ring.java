package primelb.lb.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * The latest values, numbered from 1 on in the order in which they came. Safe for any thread.
 *
 * @param <T> the values
 */
final class Ring<T> {
    private final List<T> values;
    private final int size;
    private long last;

    /** Makes an empty ring that keeps so many values, 1 or more. */
    Ring(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a ring must keep 1 value or more, got " + size);
        }
        this.size = size;
        this.values = new ArrayList<>(size);
    }

    /** Adds a value; the oldest goes if there are too many. */
    synchronized void add(T value) {
        int slot = (int) (last % size);
        if (slot == values.size()) {
            values.add(value);
        } else {
            values.set(slot, value);
        }
        last++;
    }

    /** Returns the number of the latest value; 0 while there is none. */
    synchronized long last() {
        return last;
    }

    /**
     * Returns what is newer than the value of that number, the oldest first, as far as it is still there.
     *
     * @param number 0 for all
     */
    synchronized Part<T> after(long number) {
        long first = Math.max(Math.max(number, last - values.size()), 0);
        List<T> newer = new ArrayList<>();
        for (long each = first; each < last; each++) {
            newer.add(values.get((int) (each % size)));
        }
        return new Part<>(first + 1, List.copyOf(newer));
    }

    /**
     * Some values that follow each other.
     *
     * @param first the number of the first
     * @param values the values; possibly none
     * @param <T> the values
     */
    record Part<T>(long first, List<T> values) {
        /** Returns the number of the last value; that before the first where there is none. */
        long last() {
            return first + values.size() - 1;
        }
    }
}
