package primelb.core.proxy;

import java.time.Duration;
import java.util.List;

import primelb.core.forward.RetryRules;
import primelb.core.http.AddressRange;
import primelb.core.http.AllowedAddresses;
import primelb.core.http.HeadLimits;

/**
 * The limits of the traffic path.
 *
 * @param timeouts how long things may take
 * @param requestHead how large a request head may be
 * @param responseHead how large a response head may be
 * @param maxBody the largest request body in bytes
 * @param maxConnections client connections at once
 * @param retryRules when another attempt follows a failed one
 * @param viaName the name in the Via field, by which a request that comes back is recognised
 * @param tls who is spoken to with TLS
 * @param trustedProxies whose own X-Forwarded-For, -Proto, -Host and Forwarded are believed
 * @param allowed which addresses may be forwarded to
 * @param explainTo who is told, on asking, how a server was chosen
 * @param hashKey what of a request is its key, for a policy that goes by keys
 */
public record ProxySettings(Timeouts timeouts, HeadLimits requestHead, HeadLimits responseHead, long maxBody,
        int maxConnections, RetryRules retryRules, String viaName, TlsSettings tls,
        List<AddressRange> trustedProxies, AllowedAddresses allowed, ExplainTo explainTo, HashKey hashKey) {
    /** Keeps the list unmodifiable. */
    public ProxySettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** The largest request body by default: 64 MiB. */
    public static final long DEFAULT_MAX_BODY = 64L * 1024 * 1024;
    /** Client connections at once by default. */
    public static final int DEFAULT_MAX_CONNECTIONS = 10_000;

    /**
     * How long things may take.
     *
     * @param connect a connect to a backend
     * @param response from the request sent to the head of the answer, for each attempt
     * @param total from the request's head to the head of the answer, over all attempts
     * @param clientHead from the first byte of a request to the end of its head
     * @param clientBody a pause within a request body
     * @param clientBodyRate how fast a request body must come
     * @param write a write, to a client or a backend, without progress
     * @param responseBody a pause within the body of an answer
     * @param keepAlive an idle client connection
     * @param tunnelIdle silence of either side after an upgrade
     * @param upstreamIdle an idle connection to a backend: below the 5 s after which common servers close
     */
    public record Timeouts(Duration connect, Duration response, Duration total, Duration clientHead,
            Duration clientBody, MinimumRate clientBodyRate, Duration write, Duration responseBody,
            Duration keepAlive, Duration tunnelIdle, Duration upstreamIdle) {
        /** The defaults. */
        public static final Timeouts DEFAULT = new Timeouts(Duration.ofMillis(1500), Duration.ofSeconds(30),
                Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(30), MinimumRate.DEFAULT,
                Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofSeconds(4));

        /** Returns the same with other times for connect, response and total. */
        public Timeouts with(Duration newConnect, Duration newResponse, Duration newTotal) {
            return new Timeouts(newConnect, newResponse, newTotal, clientHead, clientBody, clientBodyRate, write,
                    responseBody, keepAlive, tunnelIdle, upstreamIdle);
        }
    }

    /** Returns the defaults with this Via name. */
    public static ProxySettings defaults(String viaName) {
        return new ProxySettings(Timeouts.DEFAULT, HeadLimits.REQUEST, HeadLimits.RESPONSE, DEFAULT_MAX_BODY,
                DEFAULT_MAX_CONNECTIONS, RetryRules.DEFAULT, viaName, TlsSettings.DEFAULT, List.of(), AllowedAddresses.ANY,
                ExplainTo.LOOPBACK, HashKey.PATH);
    }

    /** Returns the same with other times. */
    public ProxySettings with(Timeouts newTimeouts) {
        return new ProxySettings(newTimeouts, requestHead, responseHead, maxBody, maxConnections, retryRules, viaName,
                tls, trustedProxies, allowed, explainTo, hashKey);
    }

    /** Returns the same with other rules of retries. */
    public ProxySettings with(RetryRules newRules) {
        return new ProxySettings(timeouts, requestHead, responseHead, maxBody, maxConnections, newRules, viaName, tls,
                trustedProxies, allowed, explainTo, hashKey);
    }

    /** Returns the same with these proxies trusted. */
    public ProxySettings trusting(List<AddressRange> proxies) {
        return new ProxySettings(timeouts, requestHead, responseHead, maxBody, maxConnections, retryRules, viaName, tls,
                proxies, allowed, explainTo, hashKey);
    }

    /** Returns the same with these settings of TLS. */
    public ProxySettings with(TlsSettings newTls) {
        return new ProxySettings(timeouts, requestHead, responseHead, maxBody, maxConnections, retryRules, viaName,
                newTls, trustedProxies, allowed, explainTo, hashKey);
    }

    /** Returns the same with only these addresses to forward to. */
    public ProxySettings forwardingTo(AllowedAddresses addresses) {
        return new ProxySettings(timeouts, requestHead, responseHead, maxBody, maxConnections, retryRules, viaName, tls,
                trustedProxies, addresses, explainTo, hashKey);
    }

    /** Returns the same, with these told on asking how a server was chosen. */
    public ProxySettings explainingTo(ExplainTo asking) {
        return new ProxySettings(timeouts, requestHead, responseHead, maxBody, maxConnections, retryRules, viaName, tls,
                trustedProxies, allowed, asking, hashKey);
    }

    /** Returns the same with another key of requests. */
    public ProxySettings with(HashKey newKey) {
        return new ProxySettings(timeouts, requestHead, responseHead, maxBody, maxConnections, retryRules, viaName, tls,
                trustedProxies, allowed, explainTo, newKey);
    }
}
