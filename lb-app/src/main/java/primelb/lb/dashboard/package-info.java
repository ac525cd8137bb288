/**
 * The page that shows what the balancer does, and the stream of events that keeps it up to date.
 *
 * <p>Rules: everything here is read from the pool and the counters, nothing on the path of traffic waits for it. What is
 * kept is bounded: 600 samples of a second, 500 changes of state, 32 servers a sample (the rest is one more), 64 viewers.
 * A viewer has no queue: it is told how far it has come, and gets all that is newer when it can take it. Who writes to
 * a viewer is the thread of its own request. Texts of servers (ids, reasons) are data in JSON; the page shows them as
 * text and never as markup.
 */
package primelb.lb.dashboard;
