/**
 * Policies: how one backend is chosen among candidates.
 *
 * <p>Rules: a policy sees load, weight, identity and order, and is told which candidates are eligible; it knows nothing of
 * health, and of a request no more than a number that stands for its key. Randomness and time are injected. A policy is
 * used under its owner's lock, by one thread at a time, so that a choice and its consequence are one step and shares are
 * exact; what it wants to hear of the end of attempts it hears under the same lock.
 */
package primelb.core.balance;
