package primelb.client.load;

import java.util.HashSet;
import java.util.Set;

/**
 * The wish to end early, as Ctrl-C expresses it. It can be asked for at any time and by any thread, once.
 *
 * <p>Only work that was handed to {@link #interruptibly} is interrupted: writing a result and starting a stopped
 * server again are not, since they are what an interruption asks for.
 */
public final class Cancellation {
    private final Set<Thread> interruptible = new HashSet<>();
    private volatile boolean requested;

    /** Work that waits, and that an interruption ends. */
    public interface Work<T, E extends Exception> {
        /** Returns what came of it. */
        T run() throws E, InterruptedException;
    }

    /** Asks for the end: interrupts what may be interrupted, now and later. */
    public synchronized void request() {
        requested = true;
        interruptible.forEach(Thread::interrupt);
    }

    /** Returns whether the end was asked for. */
    public boolean isRequested() {
        return requested;
    }

    /**
     * Returns what the work returns.
     *
     * @throws InterruptedException when the end was asked for before or while it ran
     */
    public <T, E extends Exception> T interruptibly(Work<T, E> work) throws E, InterruptedException {
        Thread thread = Thread.currentThread();
        synchronized (this) {
            if (requested) {
                throw new InterruptedException("cancelled");
            }
            interruptible.add(thread);
        }
        try {
            return work.run();
        } finally {
            synchronized (this) {
                interruptible.remove(thread);
                if (requested) {
                    // Ours, and dealt with: what follows (writing, restarting) must not meet it.
                    Thread.interrupted();
                }
            }
        }
    }
}
