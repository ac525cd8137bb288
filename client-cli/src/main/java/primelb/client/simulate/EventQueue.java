package primelb.client.simulate;

import java.util.Arrays;

/**
 * Events in the order of their time; those of one time in the order in which they were added. A heap with four children a
 * node in two columns: no objects, and half the depth of a binary one. For one thread.
 */
final class EventQueue {
    /** What stands in the lower bits of a tag: the kind of the event and whom it concerns. */
    private static final int KIND_BITS = 4;
    private static final int SUBJECT_BITS = 26;
    private static final int LOW_BITS = KIND_BITS + SUBJECT_BITS;

    /** The most subjects that events can be about. */
    static final int SUBJECTS = 1 << SUBJECT_BITS;

    private long[] times = new long[1024];
    private long[] tags = new long[1024];
    private int size;
    private long added;
    private long time;
    private long tag;

    /**
     * Adds an event.
     *
     * @param kind 0 to 15
     * @param subject whom it concerns, 0 to {@link #SUBJECTS} - 1
     * @return the number of this event, from 1 on, which no other one has
     */
    long add(long at, int kind, int subject) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            tags = Arrays.copyOf(tags, 2 * size);
        }
        long newTag = ++added << LOW_BITS | (long) kind << SUBJECT_BITS | subject;
        int hole = size++;
        while (hole > 0) {
            int parent = hole - 1 >> 2;
            if (times[parent] <= at) {
                break;
            }
            times[hole] = times[parent];
            tags[hole] = tags[parent];
            hole = parent;
        }
        times[hole] = at;
        tags[hole] = newTag;
        return added;
    }

    /** Makes the next event the current one and returns true, or false if there is none. */
    boolean next() {
        if (size == 0) {
            return false;
        }
        time = times[0];
        tag = tags[0];
        size--;
        sink(times[size], tags[size]);
        return true;
    }

    private void sink(long lastTime, long lastTag) {
        int hole = 0;
        while (true) {
            int first = (hole << 2) + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + 4, size);
            for (int child = first + 1; child < end; child++) {
                if (times[child] < times[least] || times[child] == times[least] && tags[child] < tags[least]) {
                    least = child;
                }
            }
            if (times[least] > lastTime || times[least] == lastTime && tags[least] > lastTag) {
                break;
            }
            times[hole] = times[least];
            tags[hole] = tags[least];
            hole = least;
        }
        times[hole] = lastTime;
        tags[hole] = lastTag;
    }

    /** Returns when the next event is, or {@link Long#MAX_VALUE}. */
    long nextTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** Returns when the current event is. */
    long time() {
        return time;
    }

    /** Returns the number of the current event. */
    long number() {
        return tag >>> LOW_BITS;
    }

    int kind() {
        return (int) (tag >>> SUBJECT_BITS) & (1 << KIND_BITS) - 1;
    }

    int subject() {
        return (int) tag & SUBJECTS - 1;
    }

    int size() {
        return size;
    }
}
