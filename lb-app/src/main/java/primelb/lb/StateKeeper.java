package primelb.lb;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendStatus;
import primelb.core.backend.StateChange;
import primelb.core.pool.PoolListener;

/**
 * Writes the registered servers down when they have changed, in a thread of its own: whoever registers or forwards never
 * waits for a disk that is slow, full or gone. Changes that come while one is written are written together.
 *
 * <p>Safe for any thread. It runs from {@link #start} until {@link #close}.
 */
final class StateKeeper implements PoolListener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("primelb.lb");
    private static final Duration LAST_WRITE = Duration.ofSeconds(1);

    /** Where the text goes. */
    @FunctionalInterface
    interface Store {
        /** Replaces what was written before. */
        void write(byte[] text) throws IOException;
    }

    /**
     * How often it writes.
     *
     * @param apart the least time between two writes
     * @param retry the time after which a failed write is tried again
     */
    record Pace(Duration apart, Duration retry) {
        /** Twenty writes a second are no load for a disk, and a fault that repairs itself is found after 5 s. */
        static final Pace DEFAULT = new Pace(Duration.ofMillis(50), Duration.ofSeconds(5));
    }

    private final Store store;
    private final Supplier<List<Backend>> members;
    private final Pace pace;
    private final Thread thread = Thread.ofPlatform().daemon().name("lb-state").unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long changes;
    private long handled;
    private boolean stopping;
    /** Used by the thread alone. */
    private byte[] written;
    private String failing;

    /**
     * Makes a keeper.
     *
     * @param store where the text goes; its {@code toString} names it in the log
     * @param members who is registered at a moment
     * @param written what is written already; empty if that is unknown
     * @param pace how often it writes
     */
    StateKeeper(Store store, Supplier<List<Backend>> members, byte[] written, Pace pace) {
        this.store = Objects.requireNonNull(store, "store");
        this.members = Objects.requireNonNull(members, "members");
        this.written = written.clone();
        this.pace = Objects.requireNonNull(pace, "pace");
    }

    /** Begins to write; the members there are by now count as changed. */
    void start() {
        thread.start();
        membersChanged();
    }

    @Override
    public void stateChanged(StateChange change) {
        // Most changes are of health and not written; whether there is anything to write is seen by comparing.
        membersChanged();
    }

    @Override
    public void membersChanged() {
        lock.lock();
        try {
            changes++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every change so far is written, or could not be, but no longer than so; returns whether it is over. */
    boolean awaitWritten(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            long wanted = changes;
            while (handled < wanted) {
                if (left <= 0) {
                    return false;
                }
                left = news.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            long seen = awaitChange();
            write();
            more = handled(seen);
        }
    }

    /** Returns how many changes there are once there is a new one, a failed write is to be tried again, or at the end. */
    private long awaitChange() {
        lock.lock();
        try {
            long left = pace.retry().toNanos();
            while (changes == handled && !stopping && left > 0) {
                if (failing == null) {
                    awaitNews();
                } else {
                    left = awaitNews(left);
                }
            }
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the changes so far were looked at, waits so that writes keep their distance, and returns whether to go on. */
    private boolean handled(long seen) {
        lock.lock();
        try {
            handled = seen;
            news.signalAll();
            long left = pace.apart().toNanos();
            while (left > 0 && !stopping) {
                left = awaitNews(left);
            }
            return !(stopping && changes == handled);
        } finally {
            lock.unlock();
        }
    }

    private void awaitNews() {
        try {
            news.await();
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private long awaitNews(long nanos) {
        try {
            return news.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread to stop it: an interrupt would close the file within a write.
            stopping = true;
            return 0;
        }
    }

    private void write() {
        byte[] text = StateJson.write(kept(members.get()));
        if (failing == null && Arrays.equals(text, written)) {
            return;
        }
        try {
            store.write(text);
            written = text;
            if (failing != null) {
                failing = null;
                LOG.log(Level.INFO, "LB_STATE_FILE {0}: written again", store);
            }
        } catch (IOException | RuntimeException e) {
            String reason = e instanceof IOException io ? StateFile.reason(io) : e.toString();
            if (!reason.equals(failing)) {
                failing = reason;
                LOG.log(Level.WARNING, "LB_STATE_FILE {0}: not written: {1}. Traffic goes on; until it can be written, a "
                        + "crash of the balancer loses the servers that came last", store, reason);
            }
        }
    }

    /** Returns those that stay, and those that an operator keeps out: that must outlive the balancer, too. */
    private static List<StateJson.Kept> kept(List<Backend> members) {
        List<StateJson.Kept> kept = new ArrayList<>();
        for (Backend member : members) {
            BackendStatus status = member.status();
            if (!status.deregistered() || status.held()) {
                kept.add(new StateJson.Kept(member.announcement(), status.held()));
            }
        }
        return kept;
    }

    /** Writes what is not written yet and ends, within a second or so even if the disk hangs. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(LAST_WRITE.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
