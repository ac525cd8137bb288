package primelb.lb;

import java.net.InetAddress;
import java.time.Duration;

import primelb.core.backend.BackendUrl;
import primelb.core.http.AllowedAddresses;
import primelb.core.http.ExchangeException;
import primelb.core.http.HostLookup;
import primelb.core.web.Problem;
import primelb.core.web.ProblemException;

/**
 * Decides which servers may register, by where they are. A name is looked up here for a clear answer; what counts is that
 * every later connect looks again.
 */
final class Gate {
    /** How long a look-up may take here: with the probe behind it the verdict is there within 2.5 s. */
    static final Duration LOOKUP = Duration.ofMillis(200);

    private final OwnAddress own;
    private final AllowedAddresses allowed;

    /**
     * Makes a gate.
     *
     * @param own the balancer's own addresses, which it must not forward to
     * @param allowed which addresses a server may have
     */
    Gate(OwnAddress own, AllowedAddresses allowed) {
        this.own = own;
        this.allowed = allowed;
    }

    /**
     * Returns if a server may have this URL.
     *
     * @throws ProblemException 400 if it is the balancer itself; 403 if one of its addresses is not allowed
     */
    void check(BackendUrl url) throws ProblemException {
        if (own.matches(url)) {
            throw ProblemException.badRequest("url '" + url + "' is refused: it is the balancer itself");
        }
        if (allowed.ranges().isEmpty()) {
            return;
        }
        try {
            for (InetAddress address : HostLookup.SYSTEM.addressesOf(url.host(), LOOKUP)) {
                if (!allowed.contains(address)) {
                    throw new ProblemException(Problem.of(403, "url '" + url + "' is refused: its address "
                            + address.getHostAddress() + " is in none of the networks of LB_ALLOW (" + allowed + ")"));
                }
            }
        } catch (ExchangeException e) {
            // It may have an address later: until then the probe says that there is none, and why.
            return;
        }
    }
}
