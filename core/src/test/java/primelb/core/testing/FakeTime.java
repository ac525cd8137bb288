package primelb.core.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import primelb.core.time.Moment;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/**
 * A clock that moves only when a test moves it; both its ticker and its wall clock. Safe for use by many threads.
 *
 * <p>The ticker starts below zero, as a real one may, so that code which takes 0 for "never" is found out.
 */
public final class FakeTime implements Ticker, Sleeper, InstantSource {

    /** What the wall clock shows at first. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** How long a thread stays in here in real time before the test is taken for stuck. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long nanos = -1_000_000_000L;
    private Instant wallClock = START;
    private final List<Long> wakeTimes = new ArrayList<>();

    @Override
    public long nanos() {
        lock.lock();
        try {
            return nanos;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            return wallClock;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the present moment on both clocks. */
    public Moment moment() {
        lock.lock();
        try {
            return new Moment(wallClock, nanos);
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a test has advanced the time far enough. */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long wakeAt = nanos + duration.toNanos();
            wakeTimes.add(wakeAt);
            changed.signalAll();
            try {
                await("anybody to advance the time by " + duration, () -> wakeAt - nanos <= 0);
            } finally {
                wakeTimes.remove((Object) wakeAt);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass at once, on both clocks. A sleeper that wakes sees the new time, not the one it waited for. */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back, got " + duration);
        }
        lock.lock();
        try {
            nanos += duration.toNanos();
            wallClock = wallClock.plus(duration);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sets the wall clock, as an administrator might, also back; the ticker does not notice. */
    public void setWallClock(Instant instant) {
        lock.lock();
        try {
            wallClock = instant;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when at least that many threads are in {@link #sleep} and only an advance can wake them; one that was
     * woken already does not count, even if it has not come round to running yet.
     */
    public void awaitSleepers(int count) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(count + " sleepers", () -> asleep() >= count);
        } finally {
            lock.unlock();
        }
    }

    private long asleep() {
        return wakeTimes.stream().filter(wakeAt -> wakeAt - nanos > 0).count();
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long left = STUCK.toNanos();
        while (!condition.getAsBoolean()) {
            if (left <= 0) {
                throw new AssertionError("waited " + STUCK.toSeconds() + " s for " + what);
            }
            left = changed.awaitNanos(left);
        }
    }
}
