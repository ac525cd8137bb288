package primelb.client.simulate;

import java.util.Arrays;

/** Counts what happens to the requests that are in the numbers. For one thread. */
final class Tally {
    /** A request that finds as many at its server or more is counted here. */
    private static final int DEPTHS = 1024;

    final Histogram latency = new Histogram();
    final long[] answeredBy;
    final long[] foundAtServer = new long[DEPTHS];
    /** Failed requests by the status that the client gets: 502, 503, 504. */
    final long[] failedWith = new long[600];
    long attempts;
    long retries;
    long retriesRefused;
    long waitedInLine;
    long queuedAtServer;
    int mostAtServer;
    int mostInLine;
    long firstArrival = -1;
    long lastEnd;
    long arrived;

    Tally(int servers) {
        answeredBy = new long[servers];
    }

    void arrived(long now) {
        arrived++;
        firstArrival = firstArrival < 0 ? now : firstArrival;
    }

    void attempt(boolean first) {
        attempts++;
        retries += first ? 0 : 1;
    }

    /** A request has come to a server at which so many are, and either stays or is refused. */
    void reached(int present, boolean queued, boolean stays) {
        foundAtServer[Math.min(present, DEPTHS - 1)]++;
        queuedAtServer += queued ? 1 : 0;
        mostAtServer = Math.max(mostAtServer, stays ? present + 1 : present);
    }

    void answered(int server, long nanos, long now) {
        latency.add(nanos);
        answeredBy[server]++;
        lastEnd = now;
    }

    void failed(int status, long now) {
        failedWith[status]++;
        lastEnd = now;
    }

    long failed() {
        return Arrays.stream(failedWith).sum();
    }
}
