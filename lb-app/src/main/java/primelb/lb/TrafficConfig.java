package primelb.lb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

import primelb.core.config.SettingsReader;
import primelb.core.forward.RetryRules;
import primelb.core.http.AddressRange;
import primelb.core.http.AllowedAddresses;
import primelb.core.http.HeadLimits;
import primelb.core.proxy.ExplainTo;
import primelb.core.proxy.HashKey;
import primelb.core.proxy.MinimumRate;
import primelb.core.proxy.ProxySettings;
import primelb.core.proxy.ProxySettings.Timeouts;
import primelb.core.proxy.TlsSettings;

/**
 * The settings of the traffic path.
 *
 * @param timeouts how long things may take
 * @param requestHead how large a request head may be
 * @param maxBody the largest request body in bytes
 * @param maxConnections client connections at once
 * @param keystore the PKCS#12 file of the certificate, if TLS is spoken
 * @param passwordFile the file with the keystore's password, if it has one
 * @param backendTruststore the PKCS#12 file of the certificates to trust among servers with https URLs
 * @param trustedProxies whose claims about where a request comes from are believed
 * @param explainTo who is told, on asking, how a server was chosen
 * @param hashKey what of a request is its key, for a policy that goes by keys
 */
record TrafficConfig(Timeouts timeouts, HeadLimits requestHead, long maxBody, int maxConnections,
        Optional<Path> keystore, Optional<Path> passwordFile,
        Optional<Path> backendTruststore, List<AddressRange> trustedProxies, ExplainTo explainTo, HashKey hashKey) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_TUNNEL = Duration.ofDays(1);

    /** Declares and reads the settings; what is wrong with them, the reader keeps. */
    static TrafficConfig read(SettingsReader in) {
        return new TrafficConfig(timeouts(in), head(in),
                in.integer("LB_MAX_BODY", (int) ProxySettings.DEFAULT_MAX_BODY, 0, Integer.MAX_VALUE,
                        "bytes of a request body"),
                in.integer("LB_MAX_CONNECTIONS", ProxySettings.DEFAULT_MAX_CONNECTIONS, 1, 1_000_000,
                        "client connections at once"),
                in.optionalParsed("LB_TLS_KEYSTORE", Path::of, "PKCS#12 file; the traffic port speaks TLS then"),
                in.optionalParsed("LB_TLS_PASSWORD_FILE", Path::of, "file with the password of the keystore"),
                in.optionalParsed("LB_BACKEND_TRUSTSTORE", Path::of,
                        "PKCS#12 file without a password: whom to trust among servers with https URLs; default: the JDK's"),
                in.parsed("LB_TRUSTED_PROXIES", "none", TrafficConfig::ranges,
                        "whose X-Forwarded fields are believed: none, or a comma list like 10.0.0.0/8,::1"),
                in.choice("LB_EXPLAIN", ExplainTo.LOOPBACK.text(), explainees(),
                        "who is told, on asking with X-Lb-Explain: 1, how a server was chosen"),
                in.parsed("LB_HASH_KEY", "path", HashKey::parse,
                        "what sends requests to the same server with the policy rendezvous: path, or header:NAME"));
    }

    private static SequencedMap<String, ExplainTo> explainees() {
        SequencedMap<String, ExplainTo> all = new LinkedHashMap<>();
        for (ExplainTo each : ExplainTo.values()) {
            all.put(each.text(), each);
        }
        return all;
    }

    private static Timeouts timeouts(SettingsReader in) {
        return new Timeouts(
                time(in, "LB_CONNECT_TIMEOUT", "1500ms", "time for a connect to a server"),
                time(in, "LB_RESPONSE_TIMEOUT", "30s", "time for the head of an answer, each try"),
                time(in, "LB_TOTAL_TIMEOUT", "60s", "time for the head of an answer, all tries"),
                time(in, "LB_CLIENT_HEAD_TIMEOUT", "10s", "time for the whole head of a request"),
                time(in, "LB_CLIENT_BODY_TIMEOUT", "30s", "pause within a request body"),
                new MinimumRate(in.integer("LB_CLIENT_BODY_RATE", MinimumRate.DEFAULT.bytesPerSecond(), 0, 1 << 30,
                        "bytes a second that a request body must come at; 0: any"),
                        time(in, "LB_CLIENT_BODY_GRACE", "5s", "time for a request body at any rate")),
                time(in, "LB_WRITE_TIMEOUT", "20s", "time without progress of a write"),
                time(in, "LB_RESPONSE_BODY_TIMEOUT", "30s", "pause within the body of an answer"),
                time(in, "LB_KEEP_ALIVE", "60s", "idle time of a client connection"),
                in.duration("LB_TUNNEL_IDLE", "1h", SHORTEST, LONGEST_TUNNEL, "silence of either side of a tunnel"),
                time(in, "LB_UPSTREAM_IDLE", "4s", "idle time of a connection to a server"));
    }

    private static Duration time(SettingsReader in, String name, String standard, String description) {
        return in.duration(name, standard, SHORTEST, LONGEST, description);
    }

    private static HeadLimits head(SettingsReader in) {
        HeadLimits standard = HeadLimits.REQUEST;
        return new HeadLimits(
                in.integer("LB_MAX_REQUEST_LINE", standard.maxStartLine(), 64, 1 << 20, "bytes of a request line"),
                in.integer("LB_MAX_FIELD_LINE", standard.maxFieldLine(), 64, 1 << 20, "bytes of a header field line"),
                in.integer("LB_MAX_HEAD", standard.maxHead(), 64, 1 << 20, "bytes of a request head"),
                in.integer("LB_MAX_FIELDS", standard.maxFields(), 1, 10_000, "header field lines of a request"));
    }

    private static List<AddressRange> ranges(String text) {
        if (text.equals("none")) {
            return List.of();
        }
        List<AddressRange> ranges = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            try {
                ranges.add(AddressRange.parse(range.strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must be none or a comma list of addresses like 10.0.0.0/8", e);
            }
        }
        return ranges;
    }

    /** Returns these settings for a proxy of this Via name, with this TLS. */
    ProxySettings proxySettings(String viaName, TlsSettings tls) {
        return new ProxySettings(timeouts, requestHead, HeadLimits.RESPONSE, maxBody, maxConnections, RetryRules.DEFAULT,
                viaName, tls, trustedProxies, AllowedAddresses.ANY, explainTo, hashKey);
    }
}
