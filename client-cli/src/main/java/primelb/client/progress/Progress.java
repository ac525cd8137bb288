package primelb.client.progress;

import java.io.PrintStream;
import java.time.Duration;
import primelb.client.load.LiveCounts;
import primelb.client.load.LoadPlan;
import primelb.client.text.Layout;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/** Writes progress from its start until it is closed, by a thread of its own. */
public final class Progress implements AutoCloseable {
    private static final Duration BAR_EVERY = Duration.ofMillis(100);
    private static final Duration LINES_EVERY = Duration.ofSeconds(5);

    private final String label;
    private final LoadPlan plan;
    private final LiveCounts counts;
    private final ProgressMode mode;
    private final PrintStream err;
    private final int columns;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final Thread writer;
    private final long startedAt;

    private Progress(String label, LoadPlan plan, LiveCounts counts, ProgressMode mode, PrintStream err,
            int columns, Ticker ticker, Sleeper sleeper) {
        this.label = label;
        this.plan = plan;
        this.counts = counts;
        this.mode = mode;
        this.err = err;
        // The last column stays free: some terminals go on to the next line when it is written.
        this.columns = columns - 1;
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.startedAt = ticker.nanos();
        this.writer = Thread.ofVirtual().name("progress").unstarted(this::write);
    }

    /**
     * Returns a progress that is being written, if the mode is to write any.
     *
     * @param columns how wide the terminal is
     */
    public static Progress start(String label, LoadPlan plan, LiveCounts counts, ProgressMode mode,
            PrintStream err, int columns, Ticker ticker, Sleeper sleeper) {
        var progress = new Progress(label, plan, counts, mode, err, columns, ticker, sleeper);
        if (mode != ProgressMode.NONE) {
            progress.writer.start();
        }
        return progress;
    }

    /** Ends the writing and leaves no half line. Waits for the writer. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (mode == ProgressMode.BAR) {
            err.print("\r" + " ".repeat(columns) + "\r");
            err.flush();
        }
    }

    private void write() {
        try {
            while (true) {
                sleeper.sleep(mode == ProgressMode.BAR ? BAR_EVERY : LINES_EVERY);
                var line = new ProgressLine(label, counts.ok(), counts.failed(), counts.recentMedianNanos(),
                        ticker.nanos() - startedAt);
                if (mode == ProgressMode.BAR) {
                    err.print("\r" + Layout.pad(line.withBar(plan, columns), columns));
                    err.flush();
                } else {
                    err.println(line.plain(plan));
                }
            }
        } catch (InterruptedException _) {
            // The end of the run.
        }
    }
}
