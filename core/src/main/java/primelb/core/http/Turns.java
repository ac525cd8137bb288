package primelb.core.http;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets other connections go first where a thread would have to wait for what it has only just asked for: when there are
 * others, the bytes have mostly come by the time they are done, and reading them then costs one system call instead of
 * four.
 *
 * <p>The scheduler of virtual threads takes who gave way before who was woken from outside: new connections, and those
 * whose bytes the poller has seen. While everybody gives way to everybody that can be hundreds of milliseconds. So each
 * 10 ms nobody gives way any more, and waits instead, until a task submitted from outside has run: then the others have
 * had their turn. Safe for any thread.
 */
public final class Turns {
    private static final long BETWEEN_PAUSES = 10_000_000L;

    private final Executor threads;
    private final AtomicBoolean paused = new AtomicBoolean();
    /** Written by whoever pauses; a value that another thread sees late moves a pause by a little. */
    private long nextPause;

    /**
     * Nobody has given way yet.
     *
     * @param threads starts a virtual thread for a task, by which the pause ends
     * @param nowNanos the time
     */
    public Turns(Executor threads, long nowNanos) {
        this.threads = Objects.requireNonNull(threads, "threads");
        this.nextPause = nowNanos + BETWEEN_PAUSES;
    }

    /** Gives way, unless it is time to wait; to be called before a read of what will take a moment to come. */
    public void giveWay(long nowNanos) {
        if (paused.get()) {
            return;
        }
        if (nowNanos - nextPause >= 0 && paused.compareAndSet(false, true)) {
            nextPause = nowNanos + BETWEEN_PAUSES;
            try {
                threads.execute(this::resume);
            } catch (RejectedExecutionException e) {
                // The owner stops: from here on nobody gives way, and what is in work goes on.
            }
            return;
        }
        Thread.yield();
    }

    private void resume() {
        paused.set(false);
    }
}
