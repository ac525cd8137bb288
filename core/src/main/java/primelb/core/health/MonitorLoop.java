package primelb.core.health;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import primelb.core.time.Ticker;

/** Keeps a monitor going: calls it when it wants to be called, or as soon as {@link #wake} says. */
public final class MonitorLoop implements Runnable {
    private final HealthMonitor monitor;
    private final Ticker ticker;
    private final Semaphore wakeUps = new Semaphore(0);

    /** Makes a loop; {@link #run} is to be called by a thread of its own. */
    public MonitorLoop(HealthMonitor monitor, Ticker ticker) {
        this.monitor = Objects.requireNonNull(monitor, "monitor");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /** Lets the monitor look at once, because a backend came or changed. Safe for any thread. */
    public void wake() {
        wakeUps.release();
    }

    /** Runs until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                long pause = monitor.runDue(ticker.nanos());
                if (wakeUps.tryAcquire(pause, TimeUnit.NANOSECONDS)) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
