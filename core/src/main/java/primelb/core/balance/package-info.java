/**
 * Policies: how one backend is chosen among candidates.
 *
 * <p>Rules: a policy sees load, weight and order, and is told which candidates are eligible; it knows nothing of
 * health, and nothing of requests. A policy is used under its owner's lock, by one thread at a time, so that a choice
 * and its consequence are one step and shares are exact.
 */
package primelb.core.balance;
