package primelb.client.measure;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import primelb.client.load.Cancellation;
import primelb.client.load.Connector;
import primelb.client.load.Line;
import primelb.client.load.LiveCounts;
import primelb.client.load.LoadPlan;
import primelb.client.load.LoadRun;
import primelb.client.load.Recording;
import primelb.client.load.Target;
import primelb.client.progress.Progress;
import primelb.client.progress.ProgressMode;
import primelb.client.summary.ClientEffort;
import primelb.client.summary.EffortMeter;
import primelb.client.summary.Measured;
import primelb.client.summary.Summary;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/** Measures a target; each measurement has its own connections. Used by one thread. */
public final class Measurer {
    private final List<Connector> balancers;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final Cancellation cancellation;
    private final ProgressMode progressMode;
    private final PrintStream progressStream;
    private final int progressColumns;
    private final Supplier<Duration> cpuTime;

    /**
     * Measures with these.
     *
     * @param balancers one or more
     * @param progressColumns how wide the terminal is that progress is written to
     * @param cpuTime the processor time this process has used so far
     */
    public Measurer(List<? extends Connector> balancers, Ticker ticker, Sleeper sleeper, Cancellation cancellation,
            ProgressMode progressMode, PrintStream progressStream, int progressColumns,
            Supplier<Duration> cpuTime) {
        this.balancers = List.copyOf(balancers);
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.cancellation = cancellation;
        this.progressMode = progressMode;
        this.progressStream = progressStream;
        this.progressColumns = progressColumns;
        this.cpuTime = cpuTime;
    }

    /**
     * Returns what came of it; after a cancellation, of what was done until then.
     *
     * @param label what the progress calls it
     * @param firstLine a connection that is open already, for the very first request
     */
    public Measured measure(String label, Target target, LoadPlan plan, Optional<Line> firstLine) {
        return measure(label, target, plan, firstLine, new LiveCounts());
    }

    /**
     * Returns the same, and lets somebody else see how far it is.
     *
     * @param live nothing was counted in it yet
     */
    public Measured measure(String label, Target target, LoadPlan plan, Optional<Line> firstLine, LiveCounts live) {
        try (var meter = new EffortMeter(ticker, sleeper, cpuTime, Runtime.getRuntime().availableProcessors());
                var _ = Progress.start(label, plan, live, progressMode, progressStream, progressColumns, ticker, sleeper)) {
            meter.start();
            Recording recording = new LoadRun(balancers, ticker, sleeper, cancellation).run(target, plan, firstLine, live);
            ClientEffort effort = meter.stop();
            return new Measured(Optional.empty(), recording, Summary.of(recording, plan, cancellation.isRequested()),
                    effort);
        }
    }
}
