package primelb.core.http;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets other connections go first where a thread would have to wait for what it has only just asked for: when there are
 * others, the bytes have mostly come by the time they are done, and reading them then costs one system call instead of
 * four. Where nobody else has come since the caller did, there is nobody to let go first, and nothing is done.
 *
 * <p>The scheduler of virtual threads takes who gave way before who was woken from outside: new connections, and those
 * whose bytes the poller has seen. While everybody gives way to everybody, that can be for ever. So every 2 ms there is
 * a pause, in which who would give way is parked until the others have had their turn. A pause ends in three steps: a
 * task submitted by a carrier runs only when that carrier has nothing left of its own; it asks a thread outside for the
 * last step; and until that one is submitted, the carrier looks at all queues and not only at the one that it took the
 * first task from. Safe for any thread.
 */
public final class Turns {
    static final long BETWEEN_PAUSES = 2_000_000L;

    private final Executor threads;
    private final Executor outside;
    private final AtomicReference<Pause> current = new AtomicReference<>();
    /** Written by whoever pauses; a value that another thread sees late moves a pause by a little. */
    private long nextPause;
    /** Who came here last: if it comes again, there is nobody to let go first. */
    private volatile Thread last;

    /**
     * Nobody has given way yet.
     *
     * @param threads starts a virtual thread for a task
     * @param outside runs a task, soon, by a thread that is not virtual
     * @param nowNanos the time
     */
    public Turns(Executor threads, Executor outside, long nowNanos) {
        this.threads = Objects.requireNonNull(threads, "threads");
        this.outside = Objects.requireNonNull(outside, "outside");
        this.nextPause = nowNanos + BETWEEN_PAUSES;
    }

    /** Gives way; to be called by a virtual thread before a read of what will take a moment to come. */
    public void giveWay(long nowNanos) {
        Thread me = Thread.currentThread();
        if (last != me) {
            last = me;
            letOthersGo(nowNanos);
        }
    }

    private void letOthersGo(long nowNanos) {
        Pause pause = current.get();
        if (pause == null && nowNanos - nextPause >= 0) {
            pause = begin(nowNanos);
        }
        if (pause == null) {
            Thread.yield();
        } else {
            pause.await();
        }
    }

    private Pause begin(long nowNanos) {
        Pause pause = new Pause();
        Pause other = current.compareAndExchange(null, pause);
        if (other != null) {
            return other;
        }
        nextPause = nowNanos + BETWEEN_PAUSES;
        submit(threads, pause, () -> submit(outside, pause, () -> submit(threads, pause, () -> end(pause))));
        return pause;
    }

    private void submit(Executor executor, Pause pause, Runnable step) {
        try {
            executor.execute(step);
        } catch (RejectedExecutionException e) {
            // The owner stops, and what is in work goes on.
            end(pause);
        } catch (OutOfMemoryError e) {
            // No thread can be started for the step. All traffic would be parked for ever, in a pause that nothing ends.
            end(pause);
            throw e;
        }
    }

    private void end(Pause pause) {
        current.compareAndSet(pause, null);
        pause.end();
    }

    /** One pause, and who waits for its end. */
    private static final class Pause {
        private final Queue<Thread> parked = new ConcurrentLinkedQueue<>();
        private volatile boolean over;

        void await() {
            Thread me = Thread.currentThread();
            parked.add(me);
            while (!over && !me.isInterrupted()) {
                LockSupport.park(this);
            }
        }

        void end() {
            over = true;
            for (Thread each = parked.poll(); each != null; each = parked.poll()) {
                LockSupport.unpark(each);
            }
        }
    }
}
