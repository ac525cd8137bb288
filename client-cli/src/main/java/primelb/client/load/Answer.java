package primelb.client.load;

/**
 * A whole answer, as far as a client looks at it. Its parts are shared and must not be changed.
 *
 * @param status 200 to 599
 * @param server who answered by its own account ({@code X-Served-By}), printable; empty where it does not say
 * @param body the body, decoded from its framing; empty for none
 */
public record Answer(int status, String server, byte[] body) {
}
