package primelb.core.backend;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server says of itself when it registers.
 *
 * @param url where it is
 * @param id its name: 1 to 259 visible ASCII characters
 * @param maxInFlight how many requests it takes at once, 1 to 65,536
 * @param weight its share relative to others, 1 to 1,000
 * @param lease how long the registration lasts without being renewed by another, 1 s to 24 h; empty: until it is ended
 */
public record Announcement(BackendUrl url, String id, int maxInFlight, int weight, Optional<Duration> lease) {
    /** What a server that does not say gets: enough for any prime server, and few to lose when it dies. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 256;
    /** The largest number of requests at once. */
    public static final int LARGEST_MAX_IN_FLIGHT = 65_536;
    /** The largest weight. */
    public static final int LARGEST_WEIGHT = 1_000;
    /** The longest id: room for the one of a server that announces none, which is its host, a colon and its port. */
    public static final int LONGEST_ID = BackendUrl.LONGEST_HOST + 6;

    /** The shortest lease: a busy machine may be so late with a heartbeat. */
    public static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    /** The longest lease. */
    public static final Duration LONGEST_LEASE = Duration.ofHours(24);

    /** Refuses values out of range; the message names the value and the range. */
    public Announcement {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(id, "id");
        if (id.isEmpty() || id.length() > LONGEST_ID || !id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "id must be 1.." + LONGEST_ID + " visible ASCII characters without spaces");
        }
        if (maxInFlight < 1 || maxInFlight > LARGEST_MAX_IN_FLIGHT) {
            throw new IllegalArgumentException(
                    "maxInFlight must be 1.." + LARGEST_MAX_IN_FLIGHT + ", got " + maxInFlight);
        }
        if (weight < 1 || weight > LARGEST_WEIGHT) {
            throw new IllegalArgumentException("weight must be 1.." + LARGEST_WEIGHT + ", got " + weight);
        }
        lease.ifPresent(time -> {
            if (time.compareTo(SHORTEST_LEASE) < 0 || time.compareTo(LONGEST_LEASE) > 0) {
                throw new IllegalArgumentException("lease must be 1s..24h, got " + time.toMillis() + "ms");
            }
        });
    }

    /** Makes the announcement of a server that is registered until it says that it goes. */
    public Announcement(BackendUrl url, String id, int maxInFlight, int weight) {
        this(url, id, maxInFlight, weight, Optional.empty());
    }

    /** Returns the announcement of a server that says only where it is; its id is its host and port. */
    public static Announcement of(BackendUrl url) {
        return new Announcement(url, defaultId(url), DEFAULT_MAX_IN_FLIGHT, 1);
    }

    /** Returns the id of a server that announces none. */
    public static String defaultId(BackendUrl url) {
        return url.authority();
    }
}
