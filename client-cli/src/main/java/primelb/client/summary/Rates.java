package primelb.client.summary;

import java.util.OptionalDouble;
import primelb.client.load.LoadPlan;
import primelb.client.load.Pacer;
import primelb.client.load.Recording;
import primelb.client.load.Sample;
import primelb.client.load.StopRule;

/**
 * How many requests a second were due, were sent, and came to an end: three rates over the same time where all keeps
 * up, and over as long as it took where it does not.
 *
 * @param offered what was due; empty in a closed loop, where nothing is due before there is an answer
 * @param sent what was begun, in time or late
 * @param completed what came to an end, ok or failed
 */
public record Rates(OptionalDouble offered, double sent, double completed) {
    /** What was not sent is no part of any latency: more than this part of it must not be missing. */
    private static final double ENOUGH = 0.99;

    /** Returns the rates of a run that was carried out as planned. */
    public static Rates of(Recording recording, LoadPlan plan) {
        return of(recording, plan, false);
    }

    /** Returns the rates of a recording; of a part of a run, over the time until its end. */
    static Rates of(Recording recording, LoadPlan plan, boolean isPart) {
        if (!(plan.pacer() instanceof Pacer.OpenLoop open)) {
            return closed(recording);
        }
        long planned = isPart || recording.limitReached() ? recording.wallNanos() : planned(plan.stop(), open);
        long due = switch (plan.stop()) {
            case StopRule.Total(int requests) when !isPart -> requests;
            case StopRule.Total _, StopRule.After _ -> open.dueWithin(planned);
            case StopRule.PerClient _ -> throw new IllegalStateException("no plan has both");
        };
        long lastStart = recording.samples().stream().mapToLong(Sample::started).map(at -> at - recording.released())
                .max().orElse(0);
        int begun = recording.samples().size() + recording.abandoned();
        return new Rates(OptionalDouble.of(perSecond(due, planned)), perSecond(begun, Math.max(planned, lastStart)),
                perSecond(recording.samples().size(), Math.max(planned, recording.wallNanos())));
    }

    /** Returns the rates of a run in which each client waits for an answer before it sends again. */
    static Rates closed(Recording recording) {
        long wall = recording.wallNanos();
        return new Rates(OptionalDouble.empty(), perSecond(recording.samples().size() + recording.abandoned(), wall),
                perSecond(recording.samples().size(), wall));
    }

    /** Returns whether what was sent is practically all that was due, so that the latencies tell of all of it. */
    public boolean keptUp() {
        return offered.isEmpty() || sent >= ENOUGH * offered.getAsDouble();
    }

    /** Returns what was sent as a part of what was due, 1 where nothing was. */
    public double sentShare() {
        return offered.isEmpty() || offered.getAsDouble() == 0 ? 1 : sent / offered.getAsDouble();
    }

    private static long planned(StopRule stop, Pacer.OpenLoop open) {
        return switch (stop) {
            case StopRule.Total(int requests) -> open.dueAfter(requests);
            case StopRule.After(var duration) -> duration.toNanos();
            case StopRule.PerClient _ -> throw new IllegalStateException("no plan has both");
        };
    }

    private static double perSecond(long count, long nanos) {
        return nanos == 0 ? 0 : count * 1e9 / nanos;
    }
}
