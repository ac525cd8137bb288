package primelb.lb.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import primelb.core.json.JsonArray;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonNumber;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;

/**
 * What happened in about a second.
 *
 * @param at when it ended
 * @param total all servers together
 * @param failed requests a second that got no whole answer, whatever was tried
 * @param retries attempts a second that were not the first of their request
 * @param waiting requests that wait for a server at the end of it
 * @param servers those that did anything
 */
record Sample(Instant at, Figures total, double failed, double retries, int waiting, List<Point> servers) {
    private static final double TENTHS = 10;
    private static final long NANOS_PER_MICRO = 1_000;

    /**
     * What was measured in that time.
     *
     * @param answers answers a second
     * @param failures failed attempts a second
     * @param p50 nanoseconds from the start of an attempt to its answer that half of the answers took at most
     * @param p99 the same of 99 in a hundred
     */
    record Figures(double answers, double failures, OptionalLong p50, OptionalLong p99) {
        boolean nothing() {
            return answers == 0 && failures == 0;
        }
    }

    /**
     * One server.
     *
     * @param id its id, or the name of several
     * @param figures what it did
     */
    record Point(String id, Figures figures) {
    }

    JsonObject json(long number) {
        return JsonObject.builder().put("n", number).put("t", at.toEpochMilli())
                .put("rate", tenths(total.answers)).put("bad", tenths(total.failures))
                .put("p50", micros(total.p50)).put("p99", micros(total.p99))
                .put("failed", tenths(failed)).put("retries", tenths(retries)).put("waiting", waiting)
                .put("servers", new JsonArray(servers.stream().map(Sample::json).toList())).build();
    }

    /** An array, since there are so many: id, answers and failures a second, p50 and p99 in microseconds. */
    private static JsonValue json(Point point) {
        Figures figures = point.figures;
        return JsonArray.of(new JsonString(point.id), JsonNumber.of(tenths(figures.answers)),
                JsonNumber.of(tenths(figures.failures)), micros(figures.p50), micros(figures.p99));
    }

    /** Returns the rate to the tenth: more would be no news, and many characters. */
    static double tenths(double rate) {
        return Math.round(rate * TENTHS) / TENTHS;
    }

    /** Returns the time in microseconds, or JSON null. */
    static JsonValue micros(OptionalLong nanos) {
        return nanos.isPresent() ? JsonNumber.of(nanos.getAsLong() / NANOS_PER_MICRO) : new JsonNull();
    }
}
