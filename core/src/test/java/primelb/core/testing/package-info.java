/**
 * Fixtures for the tests of every module: time that a test moves, waiting with a deadline, child processes,
 * a server that misbehaves on request, a browser.
 *
 * <p>Rules: nothing here sleeps, every wait has a deadline and fails with what it waited for, and whatever is started
 * here is ended by {@code close}, by its process id.
 */
package primelb.core.testing;
