package primelb.client.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

import primelb.core.backend.Backend;
import primelb.core.pool.Lease;
import primelb.core.pool.Place;

/** The requests that are under way, in columns; the number of a request is used again once it is over. For one thread. */
final class Requests {
    /** Where a request is. */
    enum Stage {
        /** Nowhere: the number is free. */
        FREE,
        /** In the line of its balancer. */
        WAITING,
        /** On its way to a server, or its answer on the way back. */
        TRAVELLING,
        /** In the queue of a server. */
        QUEUED,
        /** A server works on it. */
        SERVED
    }

    /** No request: the end of a queue. */
    static final int NONE = -1;

    Stage[] stage = new Stage[0];
    /** When the client sent it. */
    long[] arrived = {};
    /** Its place among all, from 0. */
    long[] number = {};
    /** How long a server of speed 1 works on it. */
    double[] work = {};
    int[] balancer = {};
    int[] server = {};
    long[] key = {};
    /** When its balancer gives up on what it waits for. */
    long[] deadline = {};
    /** The number of the one event that counts for it; others of the same request are of former attempts. */
    long[] event = {};
    int[] next = {};
    boolean[] failedOver = {};
    Lease[] lease = {};
    Place[] place = {};
    /** The backends that were tried and failed; null before the first failure. */
    List<Backend>[] tried = newLists(0);
    private int[] free = {};
    private int freeCount;
    private int used;

    @SuppressWarnings("unchecked")
    private static List<Backend>[] newLists(int length) {
        return (List<Backend>[]) new List<?>[length];
    }

    /** Returns the number of a new request. */
    int begin(long now, long place, double nanos, int at, long keyOfIt) {
        if (freeCount == 0 && used == stage.length) {
            grow();
        }
        int request = freeCount > 0 ? free[--freeCount] : used++;
        arrived[request] = now;
        number[request] = place;
        work[request] = nanos;
        balancer[request] = at;
        key[request] = keyOfIt;
        failedOver[request] = false;
        return request;
    }

    /** Frees the number. */
    void end(int request) {
        stage[request] = Stage.FREE;
        event[request] = 0;
        lease[request] = null;
        place[request] = null;
        tried[request] = null;
        free[freeCount++] = request;
    }

    private void grow() {
        int length = Math.max(1024, 2 * stage.length);
        if (length > EventQueue.SUBJECTS) {
            throw new IllegalStateException("more than " + EventQueue.SUBJECTS / 2 + " requests are under way at once");
        }
        int before = stage.length;
        stage = Arrays.copyOf(stage, length);
        Arrays.fill(stage, before, length, Stage.FREE);
        arrived = Arrays.copyOf(arrived, length);
        number = Arrays.copyOf(number, length);
        work = Arrays.copyOf(work, length);
        balancer = Arrays.copyOf(balancer, length);
        server = Arrays.copyOf(server, length);
        key = Arrays.copyOf(key, length);
        deadline = Arrays.copyOf(deadline, length);
        event = Arrays.copyOf(event, length);
        next = Arrays.copyOf(next, length);
        failedOver = Arrays.copyOf(failedOver, length);
        lease = Arrays.copyOf(lease, length);
        place = Arrays.copyOf(place, length);
        List<Backend>[] lists = newLists(length);
        System.arraycopy(tried, 0, lists, 0, before);
        tried = lists;
        free = Arrays.copyOf(free, length);
    }

    /** Returns how many numbers are in use or free; all requests under way are below. */
    int bound() {
        return used;
    }

    /** Returns how many requests are under way. */
    int underWay() {
        return used - freeCount;
    }

    List<Backend> tried(int request) {
        return tried[request] == null ? List.of() : tried[request];
    }

    OptionalLong key(int request, boolean matters) {
        return matters ? OptionalLong.of(key[request]) : OptionalLong.empty();
    }
}
