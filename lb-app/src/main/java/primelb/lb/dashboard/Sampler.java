package primelb.lb.dashboard;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import primelb.core.backend.Backend;
import primelb.core.pool.Pool;
import primelb.core.proxy.ProxyStats;
import primelb.core.stats.LatencySnapshot;
import primelb.core.time.Ticker;

/** Looks at the counters once a second. {@link #sample} is for one thread, {@link #calm} for any. */
final class Sampler {
    /** More than fit into a picture; what the others do is added up. */
    static final int MOST_SERVERS = 32;
    /** The name of those; no id, since those have no spaces. */
    static final String OTHERS = "other servers";

    private final Pool pool;
    private final ProxyStats stats;
    private final InstantSource wallClock;
    private final Ticker ticker;
    private final Map<Backend, Meter> meters = new HashMap<>();
    private volatile Map<Backend, Sample.Figures> calm = Map.of();
    private long lastNanos;
    private long lastFailed;
    private long lastRetries;

    Sampler(Pool pool, ProxyStats stats, InstantSource wallClock, Ticker ticker) {
        this.pool = pool;
        this.stats = stats;
        this.wallClock = wallClock;
        this.ticker = ticker;
        this.lastNanos = ticker.nanos();
        this.lastFailed = stats.failed();
        this.lastRetries = stats.retries();
    }

    /** Returns what has happened since the last call. */
    Sample sample() {
        long now = ticker.nanos();
        List<Backend> members = pool.backends();
        meters.keySet().retainAll(new HashSet<>(members));
        List<Sample.Point> points = new ArrayList<>();
        Map<Backend, Sample.Figures> calmer = new HashMap<>();
        LatencySnapshot times = LatencySnapshot.EMPTY;
        double answers = 0;
        double failures = 0;
        for (Backend backend : members) {
            Meter meter = meters.computeIfAbsent(backend, added -> new Meter(lastNanos));
            Sample.Figures figures = meter.tick(backend, now);
            calmer.put(backend, meter.calm());
            if (!figures.nothing()) {
                points.add(new Sample.Point(backend.id(), figures));
                answers += figures.answers();
                failures += figures.failures();
                times = times.plus(meter.lastTimes());
            }
        }
        calm = Map.copyOf(calmer);
        Sample.Figures quantiles = Meter.figures(1, 0, 0, times);
        double seconds = Math.max(1, now - lastNanos) / 1e9;
        long failed = stats.failed();
        long retries = stats.retries();
        Sample sample = new Sample(wallClock.instant(),
                new Sample.Figures(answers, failures, quantiles.p50(), quantiles.p99()),
                (failed - lastFailed) / seconds, (retries - lastRetries) / seconds, pool.waiting(), largest(points));
        lastNanos = now;
        lastFailed = failed;
        lastRetries = retries;
        return sample;
    }

    /** Returns what a server did over the last seconds, as of the last sample; null if it came after that. */
    Sample.Figures calm(Backend backend) {
        return calm.get(backend);
    }

    /** Returns the points, where there are too many the largest and one for all others. */
    static List<Sample.Point> largest(List<Sample.Point> points) {
        if (points.size() <= MOST_SERVERS) {
            return List.copyOf(points);
        }
        List<Sample.Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble((Sample.Point point) -> point.figures().answers()).reversed());
        double answers = 0;
        double failures = 0;
        for (Sample.Point rest : sorted.subList(MOST_SERVERS, sorted.size())) {
            answers += rest.figures().answers();
            failures += rest.figures().failures();
        }
        List<Sample.Point> kept = new ArrayList<>(sorted.subList(0, MOST_SERVERS));
        Sample.Figures none = Meter.figures(1, 0, 0, LatencySnapshot.EMPTY);
        kept.add(new Sample.Point(OTHERS, new Sample.Figures(answers, failures, none.p50(), none.p99())));
        return List.copyOf(kept);
    }
}
