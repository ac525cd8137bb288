package primelb.core.balance;

/** A candidate whose load the test sets. */
final class Server implements Candidate {
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
    public int weight() {
        return weight;
    }
}
