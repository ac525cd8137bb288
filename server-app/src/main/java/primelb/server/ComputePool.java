package primelb.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import primelb.core.prime.PrimeResult;
import primelb.core.prime.StopSignal;
import primelb.core.time.Ticker;

/**
 * A fixed number of threads that compute, and one bounded queue before them, first in, first out. Nothing waits or
 * runs beyond its deadline, and nothing runs longer than the limit. Safe for many threads.
 */
final class ComputePool implements AutoCloseable {

    /** What is computed: ends early, as {@link PrimeResult.Stopped}, soon after the signal says so. */
    @FunctionalInterface
    interface Job {
        PrimeResult run(StopSignal stop);
    }

    /** Between two looks whether a job is still wanted; longer where many wait, since each look costs a system call. */
    private static final long LOOK = 250_000_000L;
    private static final long LOOK_PER_WAITING = 10_000_000L;
    private static final long LONGEST_LOOK = 2_000_000_000L;

    private final ThreadPoolExecutor threads;
    private final long maxComputeNanos;
    private final Ticker ticker;
    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder computations = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private volatile boolean closed;

    /**
     * Creates a pool; its threads start when they are needed first.
     *
     * @param workers how many threads compute, from 1
     * @param queue how many jobs may wait, from 1
     * @param maxCompute how long a job may run
     */
    ComputePool(int workers, int queue, Duration maxCompute, Ticker ticker, ThreadFactory factory) {
        this.maxComputeNanos = maxCompute.toNanos();
        this.ticker = ticker;
        this.threads = new ThreadPoolExecutor(
                workers, workers, 0, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(queue), factory);
    }

    /**
     * Returns how the job ended, at its deadline at the latest. A job whose deadline passes before a thread is free
     * is never started. One that nobody wants any more leaves its place, in the queue or on its thread.
     *
     * @param deadlineNanos in the ticker's time
     * @param unwanted whether nobody waits for the result any more; asked from the calling thread, first after 250 ms
     * @throws InterruptedException if the waiting thread is interrupted; the job is stopped
     */
    Outcome compute(Job job, long deadlineNanos, BooleanSupplier unwanted) throws InterruptedException {
        Task task = new Task(job, deadlineNanos);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            return counted(closed ? new Outcome.Stopping() : new Outcome.QueueFull());
        }
        try {
            return counted(await(task, unwanted));
        } finally {
            task.givenUp = true;
        }
    }

    /** Returns the counts up to now. Every job is counted before its outcome is returned. */
    PoolStats stats() {
        return new PoolStats(computations.sum(), rejected.sum(), abandoned.sum(),
                threads.getQueue().size(), running.get());
    }

    /** Stops what runs and answers what waits with {@link Outcome.Stopping}. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        for (Runnable waiting : threads.shutdownNow()) {
            ((Task) waiting).outcome.complete(new Outcome.Stopping());
        }
    }

    private Outcome await(Task task, BooleanSupplier unwanted) throws InterruptedException {
        while (true) {
            long left = task.deadline - ticker.nanos();
            long look = Math.min(LONGEST_LOOK, LOOK + LOOK_PER_WAITING * threads.getQueue().size());
            try {
                return task.outcome.get(Math.clamp(left, 0, look), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= look) {
                    giveUp(task, new Outcome.DeadlinePassed());
                } else if (unwanted.getAsBoolean()) {
                    giveUp(task, new Outcome.Unwanted());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a computation failed", e.getCause());
            }
        }
    }

    /** Frees the place of a task that waits; one that runs notices by itself. Its outcome may have come a moment before. */
    private void giveUp(Task task, Outcome why) {
        task.outcome.complete(why);
        threads.remove(task);
    }

    private Outcome counted(Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered answered -> computations.increment();
            case Outcome.QueueFull full -> rejected.increment();
            case Outcome.DeadlinePassed passed -> abandoned.increment();
            case Outcome.Unwanted unwanted -> abandoned.increment();
            case Outcome.TooMuchWork work -> abandoned.increment();
            case Outcome.Stopping stopping -> abandoned.increment();
        }
        return outcome;
    }

    /** One job on its way through queue and thread. */
    private final class Task implements Runnable {
        private final Job job;
        private final long deadline;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private volatile boolean givenUp;

        Task(Job job, long deadline) {
            this.job = job;
            this.deadline = deadline;
        }

        @Override
        public void run() {
            long started = ticker.nanos();
            if (givenUp || late(started)) {
                outcome.complete(new Outcome.DeadlinePassed());
                return;
            }
            PrimeResult result;
            running.incrementAndGet();
            try {
                result = job.run(() -> {
                    long now = ticker.nanos();
                    return closed || givenUp || late(now) || tooLong(started, now);
                });
            } catch (RuntimeException | Error e) {
                // The request's thread logs it and answers 500.
                outcome.completeExceptionally(e);
                return;
            } finally {
                running.decrementAndGet();
            }
            outcome.complete(outcomeOf(result, started));
        }

        private Outcome outcomeOf(PrimeResult result, long started) {
            long now = ticker.nanos();
            return switch (result) {
                case PrimeResult.Decided decided ->
                    new Outcome.Answered(decided, TimeUnit.NANOSECONDS.toMicros(now - started));
                case PrimeResult.Stopped() when closed -> new Outcome.Stopping();
                // The limit first: it says more than that the time is over.
                case PrimeResult.Stopped() when tooLong(started, now) -> new Outcome.TooMuchWork();
                case PrimeResult.Stopped() -> new Outcome.DeadlinePassed();
            };
        }

        private boolean late(long now) {
            return now - deadline >= 0;
        }

        private boolean tooLong(long started, long now) {
            return now - started >= maxComputeNanos;
        }
    }
}
