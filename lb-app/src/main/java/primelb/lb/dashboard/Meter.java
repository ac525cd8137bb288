package primelb.lb.dashboard;

import java.util.OptionalLong;

import primelb.core.backend.Backend;
import primelb.core.stats.LatencySnapshot;

/**
 * Turns what one server has counted since it registered into what it does now: in the last second, and over the last five
 * to ten, which is calmer to read. Used by one thread.
 */
final class Meter {
    /** How many seconds the calmer figures reach back at least; they begin anew as often. */
    static final int CALM = 5;
    private static final double NANOS = 1e9;

    /**
     * All that is counted, at one moment.
     *
     * @param at the monotonic clock
     * @param answers answers
     * @param failures failed attempts
     * @param times how long answers took
     */
    private record Reading(long at, long answers, long failures, LatencySnapshot times) {
        static Reading of(Backend backend, long nowNanos) {
            return new Reading(nowNanos, backend.meters().answers().total(), backend.meters().failures().total(),
                    backend.meters().responseTimes());
        }
    }

    private Reading older;
    private Reading newer;
    private Reading last;
    private LatencySnapshot lastTimes = LatencySnapshot.EMPTY;
    private Sample.Figures calm;

    /** Begins with a server that had counted nothing at that time. */
    Meter(long nowNanos) {
        last = new Reading(nowNanos, 0, 0, LatencySnapshot.EMPTY);
        older = last;
        newer = last;
        calm = figures(last, last);
    }

    /** Returns what the server did since the last call, and begins anew. */
    Sample.Figures tick(Backend backend, long nowNanos) {
        Reading now = Reading.of(backend, nowNanos);
        Sample.Figures second = figures(last, now);
        lastTimes = now.times.since(last.times);
        last = now;
        calm = figures(older, now);
        if (now.at - newer.at >= CALM * NANOS) {
            older = newer;
            newer = now;
        }
        return second;
    }

    /** Returns how long the answers of the last second took, to be added up. */
    LatencySnapshot lastTimes() {
        return lastTimes;
    }

    /** Returns what the server did over the last seconds. */
    Sample.Figures calm() {
        return calm;
    }

    private static Sample.Figures figures(Reading from, Reading to) {
        return figures(to.at - from.at, to.answers - from.answers, to.failures - from.failures, to.times.since(from.times));
    }

    /** Returns the figures of an interval of so many nanoseconds. */
    static Sample.Figures figures(long nanos, long answers, long failures, LatencySnapshot times) {
        double seconds = Math.max(1, nanos) / NANOS;
        return new Sample.Figures(answers / seconds, failures / seconds, quantile(times, 0.5), quantile(times, 0.99));
    }

    private static OptionalLong quantile(LatencySnapshot times, double q) {
        return times.count() == 0 ? OptionalLong.empty() : OptionalLong.of(times.quantileNanos(q));
    }
}
