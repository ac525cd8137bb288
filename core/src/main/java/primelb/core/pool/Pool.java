package primelb.core.pool;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendState;
import primelb.core.backend.BackendUrl;
import primelb.core.backend.StateChange;
import primelb.core.balance.Policy;
import primelb.core.registry.Registration;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.time.Moment;
import primelb.core.time.Ticker;

/** All backends with their state and the policy. Safe for any thread. */
public final class Pool {
    /** How long a draining backend may take to finish what is in flight. */
    public static final Duration DRAIN_TIME = Duration.ofSeconds(30);
    /** How long an inactive backend is kept before it is forgotten. */
    public static final Duration FORGET_AFTER = Duration.ofHours(1);
    /** How many requests may wait for room by default. */
    public static final int DEFAULT_QUEUE = 1024;

    private final Registry registry;
    private final Choice choice;
    private final InstantSource wallClock;
    private final Ticker ticker;
    private final Listeners listeners = new Listeners();
    /** Held while a backend is chosen and counted, and while a state changes: no lease begins after its drain. */
    private final Object lock = new Object();
    private final WaitingLine line;
    private final Upkeep upkeep;
    private final Duration hold;

    /**
     * Makes a pool.
     *
     * @param registry who is a member
     * @param policy how one is chosen; used by this pool alone
     * @param wallClock the time of requests and changes
     * @param ticker the time between them
     * @param queue how many requests may wait for room, 0 or more
     * @param hold how long each of them waits at most while no backend is active, 0 or more
     */
    public Pool(Registry registry, Policy policy, InstantSource wallClock, Ticker ticker, int queue, Duration hold) {
        this.line = new WaitingLine(queue);
        this.hold = hold;
        this.registry = Objects.requireNonNull(registry, "registry");
        this.wallClock = Objects.requireNonNull(wallClock, "wallClock");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        this.choice = new Choice(policy, wallClock, ticker);
        this.upkeep = new Upkeep(this, ticker.nanos());
    }

    /** Adds a listener, for the pool's life. */
    public void listen(PoolListener listener) {
        listeners.add(listener);
    }

    /** Returns all members, in the order of their registration; unmodifiable. */
    public List<Backend> backends() {
        return registry.members();
    }

    /** Returns whether at least one backend is active. */
    public boolean anyActive() {
        return registry.members().stream().anyMatch(backend -> backend.status().active());
    }

    /** Returns the name of the policy. */
    public String policyName() {
        return choice.policy().name();
    }

    /**
     * Makes a server a member, or takes its heartbeat. It gets traffic only after a probe.
     *
     * @throws RegistryFullException if there is no room; nothing has changed then
     */
    public Registration register(Announcement announcement) throws RegistryFullException {
        Registration registration = registry.register(announcement, now());
        registration.replaced().ifPresent(former -> {
            // Read first: what an operator holds back is a server, and it may have come again at another address.
            if (former.status().held()) {
                letGo(registration.backend(), new BackendEvent.Held());
            }
            letGo(former, new BackendEvent.Replaced(announcement.url()));
        });
        apply(registration.backend(), new BackendEvent.Registered());
        if (registration.changed()) {
            listeners.membersChanged();
        }
        return registration;
    }

    /** Lets a server go: no new requests, those in flight finish. Returns it, or empty if it is no member. */
    public Optional<Backend> deregister(BackendUrl url) {
        Optional<Backend> backend = registry.find(url);
        backend.ifPresent(leaving -> letGo(leaving, new BackendEvent.Deregistered()));
        return backend;
    }

    /**
     * Lets a server go as {@link #deregister} does, and keeps it out until {@link #restore}: neither its heartbeats nor
     * its next start bring it back. It is not forgotten meanwhile.
     */
    public Optional<Backend> hold(BackendUrl url) {
        Optional<Backend> backend = registry.find(url);
        backend.ifPresent(held -> {
            letGo(held, new BackendEvent.Held());
            listeners.membersChanged();
        });
        return backend;
    }

    /** Ends {@link #hold}; the server gets traffic once a probe has passed. Does nothing to one that is not held. */
    public void restore(Backend held) {
        if (held.status().held()) {
            apply(held, new BackendEvent.Restored());
            listeners.membersChanged();
        }
    }

    /** Returns the member with this URL. */
    public Optional<Backend> find(BackendUrl url) {
        return registry.find(url);
    }

    /** Lets a backend go because of this event, and sees at once whether it has drained. */
    void letGo(Backend leaving, BackendEvent why) {
        apply(leaving, why);
        drainedIfIdle(leaving);
    }

    /**
     * Returns the right to use the backend that the policy chooses among the eligible: active, not full, not yet tried.
     * Overtakes nobody who waits in the line.
     *
     * @param tried backends that this request has tried already
     * @param key of the request, for a policy that looks at keys; empty for none
     * @return empty if none is eligible, or others wait
     */
    public Optional<Lease> lease(Collection<Backend> tried, OptionalLong key) {
        synchronized (lock) {
            return line.isEmpty() ? choice.lease(this, registry.members(), tried, key) : Optional.empty();
        }
    }

    /** Does the same for a request without a key. */
    public Optional<Lease> lease(Collection<Backend> tried) {
        return lease(tried, OptionalLong.empty());
    }

    private Optional<Lease> choose(Place place) {
        return choice.lease(this, registry.members(), place.tried(), place.key());
    }

    /** Returns whether the policy looks at the keys of requests. */
    public boolean looksAtKeys() {
        return choice.policy().looksAtKeys();
    }

    /** Returns whether {@link #lease} would find a backend at this moment. */
    public boolean anyRoom(Collection<Backend> tried) {
        synchronized (lock) {
            List<Backend> members = registry.members();
            return line.isEmpty() && members.stream().anyMatch(backend -> choice.eligible(members, backend, tried));
        }
    }

    /**
     * Returns a place in the line of those who wait for room, or for a backend to become active. Whoever waits while
     * none is active takes any that comes back, be it one that it has tried before: a probe has passed since.
     *
     * @param tried backends that this request has tried already
     * @param key of the request, for a policy that looks at keys; empty for none
     * @return empty if there is nothing to wait for, or the line is full
     */
    public Optional<Place> queue(Collection<Backend> tried, OptionalLong key) {
        synchronized (lock) {
            if (!worthWaiting(tried)) {
                return Optional.empty();
            }
            Place place = new Place(this, tried, key);
            if (!anyActive()) {
                place.hold(ticker.nanos());
            }
            line.add(place);
            // There may be room that those in front have no use for, or that came before the line was seen not to be
            // empty.
            line.serve(this::choose);
            return line.dropLastOverLimit() ? Optional.empty() : Optional.of(place);
        }
    }

    /** Does the same for a request without a key. */
    public Optional<Place> queue(Collection<Backend> tried) {
        return queue(tried, OptionalLong.empty());
    }

    /**
     * Returns whether there is something to wait for: a backend not yet tried that is active, be it full or not; or
     * that one becomes active, if none is and requests are held then.
     */
    public boolean worthWaiting(Collection<Backend> tried) {
        boolean active = false;
        for (Backend backend : registry.members()) {
            if (backend.status().active()) {
                active = true;
                if (!tried.contains(backend)) {
                    return true;
                }
            }
        }
        return !active && hold.isPositive();
    }

    /** Returns how many requests wait for room. */
    public int waiting() {
        synchronized (lock) {
            return line.size();
        }
    }

    void leave(Place place) {
        synchronized (lock) {
            line.remove(place);
        }
    }

    /** Takes note of an answer: a backend that errs waits for its turn until it does better. */
    void answered(Backend backend, boolean error) {
        if (error) {
            synchronized (lock) {
                choice.erred(registry.members(), backend);
            }
        } else if (!choice.sharesAreFree()) {
            synchronized (lock) {
                choice.recovered(backend);
                line.serve(this::choose);
            }
        }
    }

    /** Ends an attempt that began at this time. */
    void release(Backend backend, long startedNanos, boolean answered) {
        backend.requestFinished();
        if (choice.hearsOfEnds()) {
            synchronized (lock) {
                choice.ended(backend, startedNanos, answered);
            }
        }
        if (!line.isEmpty()) {
            synchronized (lock) {
                line.serve(this::choose);
            }
        }
        drainedIfIdle(backend);
    }

    private void drainedIfIdle(Backend backend) {
        if (backend.status().state() == BackendState.DRAINING && backend.inFlight() == 0) {
            apply(backend, new BackendEvent.Drained());
        }
    }

    /** Applies an event to a backend and tells the listeners if its state changed. */
    public void apply(Backend backend, BackendEvent event) {
        Optional<StateChange> change;
        synchronized (lock) {
            change = change(backend, event);
        }
        change.ifPresent(listeners::stateChanged);
    }

    /** Does the same, if another backend is active; else nothing. */
    void applyUnlessLast(Backend backend, BackendEvent event) {
        Optional<StateChange> change;
        synchronized (lock) {
            boolean other = registry.members().stream().anyMatch(each -> each != backend && each.status().active());
            change = other ? change(backend, event) : Optional.empty();
        }
        change.ifPresent(listeners::stateChanged);
    }

    private Optional<StateChange> change(Backend backend, BackendEvent event) {
        Optional<StateChange> change = backend.apply(event, now());
        change.ifPresent(changed -> choice.recovered(backend));
        if (change.isPresent() && !line.isEmpty()) {
            line.serve(this::choose);
            if (change.get().from().active() && !anyActive()) {
                line.hold(ticker.nanos());
                line.dismissHeldBefore(ticker.nanos() - hold.toNanos());
            }
        }
        return change;
    }

    /**
     * Lets those go who have waited long enough for a backend to become active, and serves those for whom a backend has
     * waited for its turn long enough; to be called often.
     */
    public void tendLine(long nowNanos) {
        if (line.isEmpty()) {
            return;
        }
        synchronized (lock) {
            if (!choice.sharesAreFree()) {
                line.serve(this::choose);
            }
            if (!anyActive()) {
                line.dismissHeldBefore(nowNanos - hold.toNanos());
            }
        }
    }

    /**
     * Ends leases that were not renewed and drains that take too long, and forgets backends that have been inactive for an
     * hour. To be called twice a second, by one thread.
     */
    public void maintain() {
        upkeep.run(ticker.nanos());
    }

    /** Removes members and tells the listeners. */
    List<Backend> forget(Predicate<Backend> matches) {
        List<Backend> forgotten = registry.removeIf(matches);
        if (!forgotten.isEmpty()) {
            listeners.membersChanged();
        }
        return forgotten;
    }

    private Moment now() {
        return new Moment(wallClock.instant(), ticker.nanos());
    }
}
