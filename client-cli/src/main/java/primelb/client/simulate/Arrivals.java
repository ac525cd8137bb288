package primelb.client.simulate;

import java.util.SplittableRandom;

/**
 * The requests as they come: when, how much work each is, at which balancer and with which key. Each of these has a source
 * of chance of its own, so that they are the same whatever the policy makes of them. For one thread.
 */
final class Arrivals {
    private static final double SECOND = 1e9;

    private final Scenario.Load load;
    private final int balancers;
    private final SplittableRandom times;
    private final SplittableRandom works;
    private final SplittableRandom places;
    private final SplittableRandom keys;
    private double next;
    private long count;

    Arrivals(Scenario scenario, SplittableRandom seeds) {
        load = scenario.load();
        balancers = scenario.balancers().count();
        times = seeds.split();
        works = seeds.split();
        places = seeds.split();
        keys = seeds.split();
        next = load.trace().map(trace -> (double) trace.arrivals()[0])
                .orElseGet(() -> load.arrival().next(times) * SECOND / load.perSecond());
    }

    /** Returns when the next request arrives, or {@link Long#MAX_VALUE} if there is none. */
    long nextTime() {
        return count < load.requests() ? Math.round(next) : Long.MAX_VALUE;
    }

    /** Returns the place of the next request among all, from 0. */
    long number() {
        return count;
    }

    /** Returns how long a server of speed 1 works on the next request, in nanoseconds. */
    double work() {
        if (load.trace().isPresent() && load.trace().get().services().length > 0) {
            return load.trace().get().services()[(int) count];
        }
        return load.service().next(works) * load.serviceNanos();
    }

    int balancer() {
        return balancers == 1 ? 0 : places.nextInt(balancers);
    }

    /** Returns the number of the key of the next request. */
    int key() {
        return keys.nextInt(load.keys());
    }

    /** Goes on to the next request. */
    void advance() {
        count++;
        if (load.trace().isEmpty()) {
            next += load.arrival().next(times) * SECOND / load.perSecond();
        } else if (count < load.requests()) {
            next = load.trace().get().arrivals()[(int) count];
        }
    }
}
