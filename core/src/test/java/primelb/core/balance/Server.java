package primelb.core.balance;

import java.util.concurrent.atomic.AtomicLong;

/** A candidate whose load the test sets. */
final class Server implements Candidate {
    private static final AtomicLong MADE = new AtomicLong();

    final long identity = Mix.of(MADE.incrementAndGet());
    final int weight;
    int inFlight;
    int chosen;

    Server(int weight) {
        this.weight = weight;
    }

    Server() {
        this(1);
    }

    @Override
    public int inFlight() {
        return inFlight;
    }

    @Override
    public long identity() {
        return identity;
    }

    @Override
    public int weight() {
        return weight;
    }
}
