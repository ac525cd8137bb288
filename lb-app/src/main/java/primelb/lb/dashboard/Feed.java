package primelb.lb.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import primelb.core.time.Ticker;

/**
 * Tells viewers what is new, as server-sent events (HTML standard, section 9.2). Safe for any thread.
 *
 * <p>A viewer has no queue. Its thread sleeps until there is anything new, asks for the text of all that is newer than what
 * it sent last, and writes it; so a slow viewer gets fewer and larger events, and the latest state always.
 */
final class Feed implements AutoCloseable {
    private static final String RETRY = "retry: 1000\n\n";
    private static final String HEARTBEAT = ": still here\n\n";

    /** Makes the next event. */
    @FunctionalInterface
    interface Source {
        /**
         * Returns the event that brings a viewer from where it is to now.
         *
         * @param seen where it is; empty for one that knows nothing, or what a viewer of another process says
         */
        Event next(String seen);
    }

    /**
     * An event.
     *
     * @param id where the viewer is once it has it; visible ASCII
     * @param data one line
     */
    record Event(String id, String data) {
    }

    /**
     * How many viewers, and how often they hear something.
     *
     * @param viewers at most so many at once
     * @param apart the least time between two events
     * @param heartbeat the longest silence
     * @param life after which a viewer is sent away, and comes again by itself
     * @param stalled how long a write may take: a viewer that does not read is cut off
     */
    record Limits(int viewers, Duration apart, Duration heartbeat, Duration life, Duration stalled) {
        /**
         * 64 pages are more than anybody looks at; a tenth of a second is quick for the eye; proxies close what is silent
         * for 15 s or more; and HttpServer ends an answer after 15 min, which is to be no surprise.
         */
        static final Limits STANDARD = new Limits(64, Duration.ofMillis(100), Duration.ofSeconds(5),
                Duration.ofMinutes(10), Duration.ofSeconds(10));
    }

    private final Source source;
    private final Limits limits;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Viewer> viewers = new HashSet<>();
    private long version;
    private boolean closed;

    /** The thread of one viewer, and since when it writes. */
    private static final class Viewer {
        private final Thread thread = Thread.currentThread();
        private boolean writing;
        private long since;
    }

    Feed(Source source, Limits limits, Ticker ticker) {
        this.source = source;
        this.limits = limits;
        this.ticker = ticker;
    }

    /** Returns whether there is room for one more viewer. */
    boolean hasRoom() {
        lock.lock();
        try {
            return !closed && viewers.size() < limits.viewers;
        } finally {
            lock.unlock();
        }
    }

    /** Says that there is something new. Quick, whatever the viewers do. */
    void changed() {
        lock.lock();
        try {
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Cuts off the viewers that have not taken their event for too long; to be called about once a second. */
    void cutOffStalled() {
        long now = ticker.nanos();
        lock.lock();
        try {
            for (Viewer viewer : viewers) {
                if (viewer.writing && now - viewer.since > limits.stalled.toNanos()) {
                    // Its connection is closed by that.
                    viewer.thread.interrupt();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes events until the viewer goes, its time is over, or the feed is closed; at once where there is no room.
     *
     * @param seen the id of the last event that the viewer got, or empty
     */
    void serve(String seen, OutputStream out) throws IOException, InterruptedException {
        Viewer viewer = new Viewer();
        long end = ticker.nanos() + limits.life.toNanos();
        if (!enter(viewer)) {
            return;
        }
        try {
            write(viewer, out, RETRY);
            String last = seen;
            long told = -1;
            while (end - ticker.nanos() > 0) {
                long news = awaitNews(told);
                if (news < 0) {
                    return;
                }
                if (news == told) {
                    write(viewer, out, HEARTBEAT);
                } else {
                    Event event = source.next(last);
                    write(viewer, out, "id: " + event.id + "\ndata: " + event.data + "\n\n");
                    last = event.id;
                    told = news;
                }
                pause();
            }
        } finally {
            leave(viewer);
        }
    }

    private boolean enter(Viewer viewer) {
        lock.lock();
        try {
            return !closed && viewers.size() < limits.viewers && viewers.add(viewer);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Viewer viewer) {
        lock.lock();
        try {
            viewers.remove(viewer);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the version there is as soon as it is another, the same after the time for a heartbeat, or -1 at the end. */
    private long awaitNews(long told) throws InterruptedException {
        long left = limits.heartbeat.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && version == told && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed ? -1 : version;
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        long left = limits.apart.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(Viewer viewer, OutputStream out, String text) throws IOException {
        note(viewer, true);
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            note(viewer, false);
        }
    }

    private void note(Viewer viewer, boolean writing) {
        long now = ticker.nanos();
        lock.lock();
        try {
            viewer.writing = writing;
            viewer.since = now;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many viewers there are. */
    int viewers() {
        lock.lock();
        try {
            return viewers.size();
        } finally {
            lock.unlock();
        }
    }

    /** Ends every stream: their threads see it at once, and new ones end at once. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
