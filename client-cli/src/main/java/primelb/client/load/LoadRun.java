package primelb.client.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/** Lets all clients of a plan loose on a target at one moment, and returns what they recorded. */
public final class LoadRun {
    private final List<Connector> balancers;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final Cancellation cancellation;
    private final int maxSamples;

    /** Makes runs over this connector, measured by this ticker; the sleeper waits until a request is due. */
    public LoadRun(Connector connector, Ticker ticker, Sleeper sleeper, Cancellation cancellation) {
        this(List.of(connector), ticker, sleeper, cancellation, StopRule.MAX_SAMPLES);
    }

    /** Makes runs over the connectors of one or more balancers: clients begin with them in turn. */
    public LoadRun(List<? extends Connector> balancers, Ticker ticker, Sleeper sleeper, Cancellation cancellation) {
        this(balancers, ticker, sleeper, cancellation, StopRule.MAX_SAMPLES);
    }

    LoadRun(List<? extends Connector> balancers, Ticker ticker, Sleeper sleeper, Cancellation cancellation,
            int maxSamples) {
        this.balancers = List.copyOf(balancers);
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.cancellation = cancellation;
        this.maxSamples = maxSamples;
    }

    /**
     * Returns the recording of one run; after a cancellation, of what was done until then. Blocks until the last
     * request is answered or failed. Closes every connection, the first one included.
     *
     * @param firstLine a connection that is open already; the first client uses it for its first request
     * @param live is told of each sample
     */
    public Recording run(Target target, LoadPlan plan, Optional<Line> firstLine, LiveCounts live) {
        var clients = new ArrayList<LoadClient>();
        for (int number = 0; number < plan.clients(); number++) {
            clients.add(new LoadClient(number, target, plan, balancers, number == 0 ? firstLine : Optional.empty(),
                    ticker, sleeper, live, cancellation));
        }
        Tickets tickets;
        long released;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var barrier = new StartBarrier(plan.clients());
            List<Future<?>> running = new ArrayList<>();
            clients.forEach(client -> running.add(threads.submit(() -> {
                try (client) {
                    client.sendAll(barrier.await());
                }
                return null;
            })));
            barrier.awaitAllReady();
            released = ticker.nanos();
            tickets = new Tickets(plan.stop(), plan.pacer(), released, maxSamples);
            barrier.release(tickets);
            awaitAll(running, threads);
        }
        List<Sample> samples = clients.stream().flatMap(client -> client.samples().stream())
                .sorted(Comparator.comparingLong(sample -> sample.finished() - released)).toList();
        int abandoned = (int) clients.stream().filter(LoadClient::hasAbandoned).count();
        return new Recording(released, samples, abandoned, tickets.limitReached());
    }

    private void awaitAll(List<Future<?>> running, ExecutorService threads) {
        try {
            cancellation.interruptibly(() -> {
                for (Future<?> client : running) {
                    client.get();
                }
                return null;
            });
        } catch (InterruptedException _) {
            // Closes the sockets of the requests under way; closing the executor waits for their threads.
            threads.shutdownNow();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw new IllegalStateException("a client died: " + e.getCause(), e.getCause());
        }
    }

    /** Holds all clients until every one is ready, then gives all of them the tickets at one moment. */
    private static final class StartBarrier {
        private final CountDownLatch ready;
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile Tickets tickets;

        StartBarrier(int clients) {
            ready = new CountDownLatch(clients);
        }

        Tickets await() throws InterruptedException {
            ready.countDown();
            open.await();
            return tickets;
        }

        void awaitAllReady() {
            try {
                ready.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("only a cancellation interrupts, and not here", e);
            }
        }

        void release(Tickets newTickets) {
            tickets = newTickets;
            open.countDown();
        }
    }
}
