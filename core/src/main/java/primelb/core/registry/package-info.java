/**
 * Membership: which servers there are, in the order in which they registered.
 *
 * <p>Rules: the members are published as one immutable list, so that a decision never sees half a change; a URL is a
 * member at most once, and so is an id. How healthy a member is does not matter here.
 */
package primelb.core.registry;
