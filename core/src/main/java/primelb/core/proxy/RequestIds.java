package primelb.core.proxy;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes the names of requests that came without one: a few random letters of this process, the number of the connection
 * and the number of the request on it. Safe for any thread.
 */
final class RequestIds {
    private static final int RADIX = 36;
    /** 36^8 processes: a repeat among all that anyone runs is unlikely. */
    private static final long PROCESSES = 2_821_109_907_456L;

    private final String process;
    private final SplittableRandom traces;
    private final AtomicLong connections = new AtomicLong();

    RequestIds(RandomGenerator random) {
        this.traces = new SplittableRandom(random.nextLong());
        this.process = Long.toString(PROCESSES + random.nextLong(PROCESSES), RADIX).substring(1) + "-";
    }

    /** Returns what makes the names of the traces of one more connection: unlikely to repeat, and not secret. */
    RandomGenerator nextTraces() {
        synchronized (traces) {
            return traces.split();
        }
    }

    /** Returns what the names of the requests of one more connection begin with. */
    String nextConnection() {
        return process + Long.toString(connections.incrementAndGet(), RADIX) + "-";
    }
}
