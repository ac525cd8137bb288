package primelb.core.proxy;

import java.security.SecureRandom;
import java.util.concurrent.Executor;

import primelb.core.forward.RetryBudget;
import primelb.core.http.Turns;
import primelb.core.pool.Pool;
import primelb.core.time.Ticker;

/** What all client connections of one proxy share. Safe for any thread. */
final class ProxyContext {
    private final ProxySettings settings;
    private final Ticker ticker;
    private final DeadlineKeeper keeper;
    private final UpstreamPool upstreams;
    private final ProxyStats stats = new ProxyStats();
    private final RequestIds requestIds = new RequestIds(new SecureRandom());
    private final Forwarder forwarder;
    private final Turns turns;
    private final Pool pool;
    private volatile ExchangeListener listener;
    private volatile boolean closing;

    ProxyContext(ProxySettings settings, Pool pool, Executor threads, Executor outside, Ticker ticker,
            DeadlineKeeper keeper) {
        this.settings = settings;
        this.pool = pool;
        this.ticker = ticker;
        this.keeper = keeper;
        this.upstreams = new UpstreamPool(settings, keeper, ticker);
        this.turns = new Turns(threads, outside, ticker.nanos());
        RetryBudget budget = new RetryBudget(settings.retryRules(), ticker.nanos());
        keeper.watch(now -> budget.note(now, stats.requests()));
        keeper.watch(pool::tendLine);
        this.forwarder = new Forwarder(pool, upstreams, settings, threads, stats, budget);
    }

    ProxySettings settings() {
        return settings;
    }

    Ticker ticker() {
        return ticker;
    }

    DeadlineKeeper keeper() {
        return keeper;
    }

    UpstreamPool upstreams() {
        return upstreams;
    }

    ProxyStats stats() {
        return stats;
    }

    RequestIds requestIds() {
        return requestIds;
    }

    Turns turns() {
        return turns;
    }

    /** Returns the name of the policy by which servers are chosen. */
    String policyName() {
        return pool.policyName();
    }

    /** Returns who hears of exchanges that begin now, or null. */
    ExchangeListener listener() {
        return listener;
    }

    void listen(ExchangeListener newListener) {
        listener = newListener;
    }

    Forwarder forwarder() {
        return forwarder;
    }

    /** Returns whether the proxy is going: answers say so, and no further request is taken from a connection. */
    boolean closing() {
        return closing;
    }

    void startClosing() {
        closing = true;
    }
}
