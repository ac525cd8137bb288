package primelb.client.load;

import java.time.Duration;

/** When a run has sent enough. */
public sealed interface StopRule {
    /** The most samples one run holds; percentiles are exact up to here. */
    int MAX_SAMPLES = 1_000_000;

    /** Every client sends so many. */
    record PerClient(int requests) implements StopRule {
        /** Refuses less than one. */
        public PerClient {
            atLeastOne(requests);
        }
    }

    /** All clients together send so many, whoever is free first. */
    record Total(int requests) implements StopRule {
        /** Refuses less than one. */
        public Total {
            atLeastOne(requests);
        }
    }

    /** No request is begun after so long; those under way are waited for. */
    record After(Duration duration) implements StopRule {
        /** Refuses a duration of nothing. */
        public After {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("a run must last longer than " + duration);
            }
        }
    }

    private static void atLeastOne(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("requests must be at least 1, got " + requests);
        }
    }
}
