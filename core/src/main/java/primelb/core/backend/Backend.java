package primelb.core.backend;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import primelb.core.balance.Candidate;
import primelb.core.balance.Mix;
import primelb.core.time.Moment;

/**
 * The balancer's view of one server.
 *
 * <p>Safe for any thread. The status changes by compare-and-set of a pure transition, so that every event is applied to
 * the status that it found; the counters are independent of each other.
 */
public final class Backend implements Candidate {
    private static final long NEVER = Long.MIN_VALUE;

    private final BackendUrl url;
    private final Instant registeredAt;
    private final AtomicReference<BackendStatus> status;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final BackendMeters meters = new BackendMeters();
    private volatile Announcement announcement;
    private volatile long identity;
    private volatile long lastRequestMillis = NEVER;
    private volatile long lastActivityNanos;
    private volatile long renewedNanos;
    private volatile ProbeRecord lastProbe;

    /**
     * Makes the backend of a server that has just registered.
     *
     * @param announcement what it said
     * @param now when that was
     */
    public Backend(Announcement announcement, Moment now) {
        this.announcement = Objects.requireNonNull(announcement, "announcement");
        this.identity = Mix.of(announcement.id());
        this.url = announcement.url();
        this.registeredAt = now.instant();
        this.lastActivityNanos = now.nanos();
        this.renewedNanos = now.nanos();
        this.status = new AtomicReference<>(BackendStatus.fresh(now));
    }

    /** Returns the address, which never changes. */
    public BackendUrl url() {
        return url;
    }

    /** Returns the name that the server announced last. */
    public String id() {
        return announcement.id();
    }

    /** Returns what the server announced last. */
    public Announcement announcement() {
        return announcement;
    }

    /** Takes what the server announces now, which renews its lease; the URL is the same. */
    public void announce(Announcement newer, Moment now) {
        if (!newer.url().equals(url)) {
            throw new IllegalArgumentException("an announcement of " + newer.url() + " for " + url);
        }
        announcement = newer;
        identity = Mix.of(newer.id());
        renewedNanos = now.nanos();
    }

    /** Lets the lease begin anew, because nothing could renew it. */
    public void renew(long nowNanos) {
        renewedNanos = nowNanos;
    }

    /** Returns whether the server asked to be registered for a time only, and has not renewed that in time. */
    public boolean leaseEnded(long nowNanos) {
        return announcement.lease().filter(lease -> nowNanos - renewedNanos >= lease.toNanos()).isPresent();
    }

    /** Returns the state at this moment. */
    public BackendStatus status() {
        return status.get();
    }

    /** Applies an event and returns what it changed of state, if anything. */
    public Optional<StateChange> apply(BackendEvent event, Moment now) {
        BackendStatus before;
        BackendStatus after;
        do {
            before = status.get();
            after = before.on(event, now);
        } while (before != after && !status.compareAndSet(before, after));
        if (before.generation() == after.generation()) {
            return Optional.empty();
        }
        if (before.active() && after.state() == BackendState.INACTIVE) {
            meters.ejected(ejection(event));
        }
        return Optional.of(new StateChange(this, before, after, event, cause(event, after)));
    }

    /** Returns the cause of an ejection as one of a few texts, to be counted by: without what differs from case to case. */
    private static String ejection(BackendEvent event) {
        return switch (event) {
            // A reason is the failure's own text, then a colon and the detail.
            case BackendEvent.RequestFailed failed -> "request: " + failed.reason().split(": ", 2)[0];
            case BackendEvent.ProbesFailed failed -> failed.answered() ? "probe: bad answer" : "probe: no answer";
            // These make nobody inactive who was active.
            case BackendEvent.ProbesPassed _, BackendEvent.HeldBack _, BackendEvent.Registered _,
                    BackendEvent.Deregistered _, BackendEvent.Replaced _, BackendEvent.LeaseEnded _,
                    BackendEvent.Held _, BackendEvent.Restored _, BackendEvent.Drained _ -> "other";
        };
    }

    private static String cause(BackendEvent event, BackendStatus after) {
        return switch (event) {
            case BackendEvent.ProbesPassed passed -> "probe passed";
            case BackendEvent.ProbesFailed failed -> "probe failed: " + failed.reason();
            case BackendEvent.RequestFailed failed -> "request failed: " + failed.reason();
            case BackendEvent.HeldBack held -> held.reason();
            case BackendEvent.Registered registered -> "registered again";
            case BackendEvent.Deregistered deregistered -> after.reason();
            case BackendEvent.Held held -> after.reason();
            case BackendEvent.Restored restored -> "restored by an operator";
            case BackendEvent.Replaced replaced -> after.reason() + ", which has the same id";
            case BackendEvent.LeaseEnded ended -> after.reason();
            case BackendEvent.Drained drained -> "drained";
        };
    }

    /** Returns when the server registered first. */
    public Instant registeredAt() {
        return registeredAt;
    }

    /** Counts a request that is being sent to the server; its time becomes the time of the last request. */
    public void requestStarted(long nowMillis, long nowNanos) {
        if (inFlight.getAndIncrement() == 0) {
            // From here on an answer is owed: silence is counted from now, not from the last request's end.
            lastActivityNanos = nowNanos;
        }
        requests.increment();
        lastRequestMillis = nowMillis;
    }

    /**
     * Counts the end of a request.
     *
     * @return how many are in flight now
     */
    public int requestFinished() {
        return inFlight.decrementAndGet();
    }

    /** Notes that bytes of a response came, at a time of the monotonic clock: the server is alive. */
    public void responding(long nowNanos) {
        lastActivityNanos = nowNanos;
    }

    /** Counts a failed request that the server is to blame for. */
    public void requestFailed() {
        failures.increment();
    }

    /** Notes how a probe went; probes change no counter and no time of a request. */
    public void probed(ProbeRecord result) {
        lastProbe = result;
    }

    /** Returns the requests sent and not finished. */
    @Override
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public int weight() {
        return announcement.weight();
    }

    /** Returns a number that stands for the id, which a restarted server keeps even where it gets another address. */
    @Override
    public long identity() {
        return identity;
    }

    /** Returns whether one more request would exceed what the server takes at once. */
    public boolean full() {
        return inFlight.get() >= announcement.maxInFlight();
    }

    /** Returns how many requests were sent to the server: attempts, not probes. */
    public long requests() {
        return requests.sum();
    }

    /** Returns how many of them failed. */
    public long failures() {
        return failures.sum();
    }

    /** Returns how many requests were answered, or ended for a reason that is not the server's; not exact while some end. */
    public long answered() {
        return Math.max(0, requests() - failures() - inFlight());
    }

    /** Returns what was measured of the server since it registered. */
    public BackendMeters meters() {
        return meters;
    }

    /** Returns when the last request was sent, to the millisecond; empty before the first. */
    public Optional<Instant> lastRequest() {
        long millis = lastRequestMillis;
        return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /**
     * Returns when the server last showed life through traffic, in the monotonic clock's time: bytes of a response, or
     * the start of a first request while none was in flight; before that its registration.
     */
    public long lastActivityNanos() {
        return lastActivityNanos;
    }

    /** Returns how the last probe went; empty before the first. */
    public Optional<ProbeRecord> lastProbe() {
        return Optional.ofNullable(lastProbe);
    }

    @Override
    public String toString() {
        return id() + " " + url;
    }
}
