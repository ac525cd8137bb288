package primelb.client.load;

/** When a client's next request is due. */
public sealed interface Pacer {
    /**
     * Returns when the request is due, in the ticker's nanoseconds.
     *
     * @param now the moment at which the client is free to send it
     */
    long due(long now);

    /** Returns what every output calls this way of sending. */
    String label();

    /**
     * Each client sends its next request when the former is answered, so a slow system is asked less: its
     * latencies say what these clients saw, and not what arrivals at a fixed rate would have seen.
     */
    record ClosedLoop() implements Pacer {
        @Override
        public long due(long now) {
            return now;
        }

        @Override
        public String label() {
            return "closed loop";
        }
    }
}
