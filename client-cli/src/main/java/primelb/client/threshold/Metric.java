package primelb.client.threshold;

/** What a threshold is about. */
public sealed interface Metric {
    /** Requests sent. */
    record Sent() implements Metric {
    }

    /** Requests answered as expected. */
    record Ok() implements Metric {
    }

    /** Requests that failed. */
    record Failed() implements Metric {
    }

    /** Ok requests per second. */
    record Throughput() implements Metric {
    }

    /** The shortest response time of an ok request. */
    record Min() implements Metric {
    }

    /** The mean response time of the ok requests. */
    record Mean() implements Metric {
    }

    /** The longest response time of an ok request. */
    record Max() implements Metric {
    }

    /** The response time that this part of the ok requests did not exceed, 0..1. */
    record Percentile(double quantile) implements Metric {
    }

    /** The part of the ok requests that one server answered. */
    record Share(String server) implements Metric {
    }

    /** Throughput of phase 1 as a multiple of that of phase 2. */
    record Speedup() implements Metric {
    }

    /** Returns the unit in which values of this metric are compared and written. */
    default Unit unit() {
        return switch (this) {
            case Sent _, Ok _, Failed _ -> Unit.COUNT;
            case Throughput _, Speedup _ -> Unit.NUMBER;
            case Min _, Mean _, Max _, Percentile _ -> Unit.NANOSECONDS;
            case Share _ -> Unit.PERCENT;
        };
    }

    /** The unit of a metric's value. */
    enum Unit {
        /** A whole number of requests. */
        COUNT,
        /** A number with a fraction. */
        NUMBER,
        /** A duration, compared in nanoseconds. */
        NANOSECONDS,
        /** A part of a hundred. */
        PERCENT
    }
}
