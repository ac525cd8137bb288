package primelb.core.web;

import java.net.InetSocketAddress;

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
 */
public record Request(String method, String path, String query, Fields fields, byte[] body,
                      InetSocketAddress remote, String rawParameter) {

    /** Makes a request that has not been routed yet. */
    public Request(String method, String path, String query, Fields fields, byte[] body, InetSocketAddress remote) {
        this(method, path, query, fields, body, remote, "");
    }

    /** Returns this request with the value of its path's parameter. */
    Request withRawParameter(String value) {
        return new Request(method, path, query, fields, body, remote, value);
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
