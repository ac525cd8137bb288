/**
 * Measures a built-in server of which everything is known, to see whether the client is a good ruler on this machine.
 *
 * <p>Rules: the built-in server counts for itself what reaches it and holds every answer back for exactly as long as
 * it was told; a check compares what was measured with that and with nothing else; all is over loopback, within some
 * seconds, and nothing stays open.
 */
package primelb.client.selftest;
