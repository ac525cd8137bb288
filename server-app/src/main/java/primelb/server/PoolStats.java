package primelb.server;

/**
 * What the pool has done since it was created, and what it does now.
 *
 * @param computations jobs that were computed to their end
 * @param rejected jobs that found the queue full
 * @param abandoned jobs given up: past their deadline, over the limit, no longer wanted, or because the server stops
 * @param queued jobs that wait
 * @param running jobs that are being computed
 */
record PoolStats(long computations, long rejected, long abandoned, int queued, int running) {}
