package primelb.core.web;

import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * A request, read completely.
 *
 * @param method       as sent, case included
 * @param path         as sent: not decoded, not normalised
 * @param query        as sent, without its question mark; empty where there is none
 * @param fields       the header fields
 * @param body         never null, within the limit, not copied
 * @param remote       the peer's address
 * @param rawParameter what stood for {@code {n}} in the path, as sent; empty where the route has none
 * @param departure    whether the client has left; see {@link #clientGone}
 */
public record Request(String method, String path, String query, Fields fields, byte[] body,
                      InetSocketAddress remote, String rawParameter, BooleanSupplier departure) {

    /** Makes a request that has not been routed yet, of a client that stays. */
    public Request(String method, String path, String query, Fields fields, byte[] body, InetSocketAddress remote) {
        this(method, path, query, fields, body, remote, "", () -> false);
    }

    /** Returns this request with the value of its path's parameter. */
    Request withRawParameter(String value) {
        return new Request(method, path, query, fields, body, remote, value, departure);
    }

    /**
     * Looks whether the client has left, or has at least ended its side of the connection, so that nobody waits for the
     * answer any more. May be late by 200 ms; false where it cannot be known: on systems other than Linux, and of a client
     * whose machine is lost.
     */
    public boolean clientGone() {
        return departure.getAsBoolean();
    }

    /**
     * Returns the path's parameter, percent-decoded.
     *
     * @throws ProblemException 400 for a broken escape, an unescaped character outside ASCII, or bad UTF-8
     */
    public String parameter() throws ProblemException {
        return PercentEncoding.decode("the path", rawParameter);
    }
}
