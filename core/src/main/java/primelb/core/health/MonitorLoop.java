package primelb.core.health;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;

import primelb.core.time.Ticker;

/**
 * Keeps a monitor going: calls it when it wants to be called. To be run by a thread of its own, until its interrupt.
 */
public final class MonitorLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger("primelb.health");
    private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(1);

    private final HealthMonitor monitor;
    private final Ticker ticker;

    /**
     * Makes a loop.
     *
     * @param monitor what to keep going
     * @param ticker the clock it goes by
     */
    public MonitorLoop(HealthMonitor monitor, Ticker ticker) {
        this.monitor = Objects.requireNonNull(monitor, "monitor");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /** Runs until the thread is interrupted; an exception of the monitor is logged and does not end it. */
    @Override
    public void run() {
        try {
            while (true) {
                monitor.awaitWake(runDue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long runDue() {
        try {
            return monitor.runDue(ticker.nanos());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the health monitor failed", e);
            return AFTER_AN_ERROR.toNanos();
        }
    }
}
