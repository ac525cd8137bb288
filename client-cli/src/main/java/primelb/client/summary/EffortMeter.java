package primelb.client.summary;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/**
 * Measures the client's own cpu time and longest stall from its start to its {@link #stop()}.
 *
 * <p>The stall is seen by a platform thread that sleeps shortly again and again: what it oversleeps is what any
 * other thread of this process may have waited too. Platform and not virtual, so that it competes for a processor
 * as the whole process does.
 */
public final class EffortMeter implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(5);

    private final Ticker ticker;
    private final Sleeper sleeper;
    private final Supplier<Duration> cpuTime;
    private final int cores;
    private final AtomicLong longestStall = new AtomicLong();
    private final Thread watch;
    private long startedAt;
    private Duration cpuAtStart = Duration.ZERO;

    /**
     * Measures nothing before {@link #start()}.
     *
     * @param cpuTime the processor time this process has used so far
     * @param cores the processors there are
     */
    public EffortMeter(Ticker ticker, Sleeper sleeper, Supplier<Duration> cpuTime, int cores) {
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.cpuTime = cpuTime;
        this.cores = cores;
        this.watch = Thread.ofPlatform().daemon().name("stall-watch").unstarted(this::watchStalls);
    }

    /** Begins; to be called once. */
    public void start() {
        startedAt = ticker.nanos();
        cpuAtStart = cpuTime.get();
        watch.start();
    }

    /** Ends, and returns what was measured. */
    public ClientEffort stop() {
        long elapsed = Math.max(1, ticker.nanos() - startedAt);
        Duration used = cpuTime.get().minus(cpuAtStart);
        close();
        return new ClientEffort((double) used.toNanos() / elapsed / cores, cores, longestStall.get());
    }

    /** Ends the watching, also where nobody asks what was measured. */
    @Override
    public void close() {
        watch.interrupt();
    }

    /** Returns the processor time of this process, as the operating system counts it (in steps of 10 ms). */
    public static Duration ownCpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void watchStalls() {
        try {
            while (true) {
                long before = ticker.nanos();
                sleeper.sleep(TICK);
                long overslept = ticker.nanos() - before - TICK.toNanos();
                longestStall.accumulateAndGet(overslept, Math::max);
            }
        } catch (InterruptedException _) {
            // The end of the measurement.
        }
    }
}
