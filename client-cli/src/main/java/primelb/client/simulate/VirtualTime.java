package primelb.client.simulate;

import java.time.Instant;
import java.time.InstantSource;
import primelb.core.time.Ticker;

/** Both clocks of a simulated system; the simulation moves them. */
final class VirtualTime implements Ticker, InstantSource {
    private static final long MILLI = 1_000_000L;

    private long nanos;

    void moveTo(long newNanos) {
        nanos = newNanos;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, nanos);
    }

    @Override
    public long millis() {
        return Math.floorDiv(nanos, MILLI);
    }
}
