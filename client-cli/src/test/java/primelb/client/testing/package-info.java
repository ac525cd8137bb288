/** Fixtures of the client's tests: servers that count and misbehave, lines without a network, a whole fake system. */
package primelb.client.testing;
