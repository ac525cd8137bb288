package primelb.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendState;
import primelb.core.backend.BackendUrl;
import primelb.core.backend.StateChange;
import primelb.core.balance.RoundRobin;
import primelb.core.forward.ForwardFailure;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.FakeTime;

/** Membership, leases and drains, one thing after the other. */
class PoolTest {
    private final FakeTime time = new FakeTime();
    private final Pool pool =
            new Pool(new Registry(3), new RoundRobin(), time, time, Pool.DEFAULT_QUEUE, Duration.ZERO);
    private final List<String> changes = new ArrayList<>();

    @BeforeEach
    void listen() {
        pool.listen(this::note);
    }

    private void note(StateChange change) {
        changes.add(change.backend().id() + " " + change.from().state().text() + "-" + change.to().state().text());
    }

    private Backend register(String id) {
        return register("http://" + id, id);
    }

    private Backend register(String url, String id) {
        try {
            return pool.register(new Announcement(BackendUrl.parse(url), id, 2, 1)).backend();
        } catch (RegistryFullException e) {
            throw new AssertionError(e);
        }
    }

    /** Registers a server and lets a probe of it pass. */
    private Backend active(String id) {
        Backend backend = register(id);
        pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
        changes.clear();
        return backend;
    }

    private Lease lease() {
        return pool.lease(List.of()).orElseThrow();
    }

    @Test
    void aServerGetsNothingBeforeAProbePassed() {
        Backend backend = register("a");
        assertEquals(Optional.empty(), pool.lease(List.of()));
        assertFalse(pool.anyActive());

        pool.apply(backend, new BackendEvent.ProbesPassed(0));

        assertSame(backend, lease().backend());
        assertTrue(pool.anyActive());
        assertEquals(List.of("a new-active"), changes);
    }

    @Test
    void aLeaseIsARequestUntilItEnds() {
        Backend backend = active("a");
        time.advance(Duration.ofSeconds(7));

        Lease lease = lease();

        assertEquals(1, backend.inFlight());
        assertEquals(Optional.of(FakeTime.START.plusSeconds(7)), backend.lastRequest());
        lease.close();
        assertEquals(0, backend.inFlight());
        assertEquals(1, backend.requests());
    }

    @Test
    void aLeaseEndsOnce() {
        Backend backend = active("a");
        Lease lease = lease();
        Lease other = lease();

        lease.close();
        lease.close();
        lease.failed(ForwardFailure.REFUSED, "too late");

        assertEquals(1, backend.inFlight());
        assertTrue(backend.status().active());
        assertEquals(0, backend.failures());
        other.failed(ForwardFailure.REFUSED, "connection refused");
        other.failed(ForwardFailure.REFUSED, "connection refused");
        other.close();
        assertEquals(0, backend.inFlight());
        assertEquals(1, backend.failures());
    }

    @Test
    void ejectsOnTheFirstFailureThatTheBackendIsToBlameFor() {
        Backend backend = active("a");

        lease().failed(ForwardFailure.REFUSED, "connection refused");

        assertEquals("connection refused", backend.status().reason());
        assertEquals(Optional.empty(), pool.lease(List.of()));
        assertEquals(List.of("a active-inactive"), changes);
    }

    @Test
    void othersFaultsChangeNoState() {
        Backend backend = active("a");

        lease().failed(ForwardFailure.CLIENT_GONE, "client gone");
        lease().failed(ForwardFailure.OWN_TROUBLE, "no file descriptors");
        lease().failed(ForwardFailure.STALE_CONNECTION, "closed");

        assertTrue(backend.status().active());
        assertEquals(List.of(0L, 0L), List.of((long) backend.inFlight(), backend.failures()));
        assertEquals(List.of(), changes);
    }

    @Test
    void aRequestFromBeforeAnEjectionThatEndsLateNeitherReadmitsNorEjects() {
        Backend backend = active("a");
        Lease succeeds = lease();
        Lease fails = lease();
        pool.apply(backend, new BackendEvent.ProbesFailed(backend.status().generation(), "timeout"));
        succeeds.close();
        assertFalse(backend.status().active());
        pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));

        fails.failed(ForwardFailure.NO_ANSWER, "reset");

        assertTrue(backend.status().active());
        assertEquals(1, backend.failures());
        assertEquals(List.of("a active-inactive", "a inactive-active"), changes);
    }

    @Test
    void neitherFullNorTriedBackendsAreEligible() {
        Backend a = active("a");
        Backend b = active("b");
        assertSame(b, pool.lease(List.of(a)).orElseThrow().backend());
        assertEquals(Optional.empty(), pool.lease(List.of(a, b)));

        assertSame(b, pool.lease(List.of(a)).orElseThrow().backend());
        assertTrue(b.full());

        assertEquals(Optional.empty(), pool.lease(List.of(a)));
        assertSame(a, lease().backend());
        assertSame(a, lease().backend());
        assertEquals(Optional.empty(), pool.lease(List.of()));
    }

    @Test
    void roomThatThoseWhoWaitHaveNoUseForIsGivenToOthersThoughTheLineIsFull() throws InterruptedException {
        Pool small = new Pool(new Registry(3), new RoundRobin(), time, time, 1, Duration.ZERO);
        Backend a = activeIn(small, "a");
        Backend b = activeIn(small, "b");
        small.lease(List.of(a));
        small.lease(List.of(a));
        small.queue(List.of(a)).orElseThrow();

        assertEquals(Optional.empty(), small.queue(List.of(a)), "the one place is taken");
        assertEquals(Optional.empty(), small.lease(List.of()), "nobody is overtaken");
        assertSame(a, small.queue(List.of()).orElseThrow().await(1).orElseThrow().backend());
        assertEquals(List.of(1, 2, 1), List.of(a.inFlight(), b.inFlight(), small.waiting()));
    }

    private static Backend activeIn(Pool pool, String id) {
        try {
            Backend backend = pool.register(new Announcement(BackendUrl.parse("http://" + id), id, 2, 1)).backend();
            pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
            return backend;
        } catch (RegistryFullException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void holdsThoseWhoWaitFromTheMomentAtWhichTheLastBackendGoes() throws InterruptedException {
        Pool holding = new Pool(new Registry(3), new RoundRobin(), time, time, 10, Duration.ofSeconds(5));
        Backend a = activeIn(holding, "a");
        Backend b = activeIn(holding, "b");
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            leases.add(holding.lease(List.of()).orElseThrow());
        }
        Place early = holding.queue(List.of(a)).orElseThrow();
        time.advance(Duration.ofSeconds(10));
        holding.apply(a, new BackendEvent.ProbesFailed(a.status().generation(), "timeout"));
        holding.deregister(b.url());
        time.advance(Duration.ofSeconds(3));
        Place late = holding.queue(List.of(a, b)).orElseThrow();
        holding.maintain();

        time.advance(Duration.ofMillis(1_999));
        holding.tendLine(time.nanos());
        assertEquals(2, holding.waiting());
        time.advance(Duration.ofMillis(1));
        holding.tendLine(time.nanos());
        assertEquals(1, holding.waiting());
        assertEquals(Optional.empty(), early.await(1));

        leases.forEach(Lease::close);
        holding.apply(a, new BackendEvent.ProbesPassed(a.status().generation()));
        assertSame(a, late.await(1).orElseThrow().backend(), "though it has been tried: a probe has passed since");
    }

    @Test
    void aHeartbeatOfAnActiveServerBreaksAndResetsNothing() {
        Backend backend = active("a");
        Lease lease = lease();
        long generation = backend.status().generation();

        register("http://A:80/", "a");

        assertEquals(generation, backend.status().generation());
        assertEquals(List.of(1, 1), List.of(backend.inFlight(), pool.backends().size()));
        assertEquals(List.of(), changes);
        lease.failed(ForwardFailure.REFUSED, "refused");
        assertFalse(backend.status().active());
    }

    @Test
    void anIdThatMovesToAnotherUrlLetsTheFormerGo() {
        Backend former = active("a");
        Lease lease = lease();

        Backend next = register("http://elsewhere", "a");

        assertEquals(List.of(next), pool.backends());
        assertEquals(BackendState.DRAINING, former.status().state());
        lease.close();
        assertEquals(List.of("a active-draining", "a draining-inactive"), changes);
    }

    @Test
    void drainsUntilTheLastLeaseEnds() {
        Backend backend = active("a");
        Lease first = lease();
        Lease last = lease();

        assertEquals(Optional.of(backend), pool.deregister(backend.url()));
        assertEquals(Optional.empty(), pool.lease(List.of()));
        first.close();
        assertEquals(BackendState.DRAINING, backend.status().state());
        last.failed(ForwardFailure.NO_ANSWER, "reset");

        assertEquals(BackendState.INACTIVE, backend.status().state());
        assertEquals("server_down", backend.status().reason());
        assertFalse(backend.status().wantsProbes());
        assertEquals(List.of("a active-draining", "a draining-inactive"), changes);
    }

    @Test
    void anIdleServerHasDrainedAtOnceAndAStrangerIsUnknown() {
        Backend backend = active("a");

        pool.deregister(backend.url());
        pool.deregister(backend.url());

        assertEquals(List.of("a active-draining", "a draining-inactive"), changes);
        assertEquals(Optional.empty(), pool.deregister(BackendUrl.parse("http://stranger")));
    }

    @Test
    void anOperatorsDrainOutlastsHeartbeatsNewAddressesAndTheHourOfForgetting() {
        Backend backend = active("a");
        assertEquals(Optional.of(backend), pool.hold(backend.url()));
        assertEquals(List.of("a active-draining", "a draining-inactive"), changes);

        register("a");
        time.advance(Pool.FORGET_AFTER.multipliedBy(2));
        pool.maintain();
        assertTrue(backend.status().held());
        Backend moved = register("http://a2", "a");
        assertTrue(moved.status().held());
        assertEquals("drained by an operator", moved.status().reason());

        pool.restore(moved);
        assertTrue(moved.status().wantsProbes());
        pool.apply(moved, new BackendEvent.ProbesPassed(moved.status().generation()));
        assertTrue(moved.status().active());
        assertEquals(Optional.empty(), pool.hold(BackendUrl.parse("http://stranger")));
    }

    @Test
    void aDrainEndsAfter30SecondsWhateverIsInFlight() {
        Backend backend = active("a");
        Lease endless = lease();
        pool.deregister(backend.url());

        time.advance(Duration.ofMillis(29_999));
        pool.maintain();
        assertEquals(BackendState.DRAINING, backend.status().state());
        time.advance(Duration.ofMillis(1));
        pool.maintain();

        assertEquals(BackendState.INACTIVE, backend.status().state());
        endless.close();
        assertEquals(List.of("a active-draining", "a draining-inactive"), changes);
    }

    @Test
    void aServerThatComesBackWhileItDrainsWaitsForAProbe() {
        Backend backend = active("a");
        Lease lease = lease();
        pool.deregister(backend.url());

        register("a");
        lease.close();

        assertEquals(BackendState.INACTIVE, backend.status().state());
        assertTrue(backend.status().wantsProbes());
        assertEquals(Optional.empty(), pool.lease(List.of()));
        pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
        assertSame(backend, lease().backend());
    }

    @Test
    void forgetsWhoIsInactiveForAnHour() {
        Backend kept = active("kept");
        Backend lost = active("lost");
        Backend gone = active("gone");
        pool.apply(lost, new BackendEvent.ProbesFailed(lost.status().generation(), "timeout"));
        pool.deregister(gone.url());

        time.advance(Duration.ofHours(1).minusMillis(1));
        pool.maintain();
        assertEquals(3, pool.backends().size());
        time.advance(Duration.ofMillis(1));
        pool.maintain();

        assertEquals(List.of(kept), pool.backends());
    }

    /** Lets time pass as the balancer does, which looks twice a second. */
    private void pass(Duration time) {
        long halves = time.toMillis() / 500;
        for (long k = 0; k < halves; k++) {
            this.time.advance(Duration.ofMillis(500));
            pool.maintain();
        }
    }

    private Backend leased(String id, Duration lease) throws RegistryFullException {
        Backend backend = pool.register(new Announcement(BackendUrl.parse("http://" + id), id, 2, 1,
                Optional.of(lease))).backend();
        pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
        changes.clear();
        return backend;
    }

    @Test
    void aLeaseThatIsNotRenewedEndsWithinASecondAndTheServerIsLetGo() throws RegistryFullException {
        Backend backend = leased("a", Duration.ofSeconds(30));
        Lease inFlight = lease();

        pass(Duration.ofMillis(29_500));
        assertTrue(backend.status().active());
        pass(Duration.ofSeconds(1));

        assertEquals(BackendState.DRAINING, backend.status().state());
        assertEquals(Optional.empty(), pool.lease(List.of()));
        inFlight.close();
        assertEquals("lease ended", backend.status().reason());
        assertFalse(backend.status().wantsProbes());
        assertEquals(List.of("a active-draining", "a draining-inactive"), changes);
    }

    @Test
    void aHeartbeatRenewsALeaseAndBringsBackOneThatHasEnded() throws RegistryFullException {
        Backend backend = leased("a", Duration.ofSeconds(2));
        for (int k = 0; k < 10; k++) {
            pass(Duration.ofMillis(1500));
            pool.register(backend.announcement());
        }
        assertTrue(backend.status().active());
        assertEquals(List.of(), changes);

        pass(Duration.ofSeconds(3));
        assertEquals("lease ended", backend.status().reason());
        pool.register(backend.announcement());

        assertTrue(backend.status().wantsProbes());
        pass(Duration.ofMillis(1500));
        assertTrue(backend.status().wantsProbes());
    }

    @Test
    void noLeaseEndsBecauseTheBalancerWasHeldUp() throws RegistryFullException {
        Backend backend = leased("a", Duration.ofSeconds(3));
        pass(Duration.ofSeconds(1));

        time.advance(Duration.ofSeconds(5));
        pool.maintain();
        pass(Duration.ofMillis(2500));

        assertTrue(backend.status().active());
        pass(Duration.ofMillis(500));
        assertFalse(backend.status().active());
    }

    @Test
    void withoutALeaseARegistrationLasts() {
        Backend backend = active("a");

        pass(Duration.ofHours(1));

        assertTrue(backend.status().active());
    }

    @Test
    void theWallClockNeitherEndsADrainNorForgetsAnybody() {
        Backend lost = active("lost");
        pool.apply(lost, new BackendEvent.ProbesFailed(lost.status().generation(), "timeout"));
        Backend leaving = active("leaving");
        Lease lease = lease();
        pool.deregister(leaving.url());

        time.setWallClock(FakeTime.START.plus(Duration.ofDays(1)));
        pool.maintain();
        assertEquals(BackendState.DRAINING, leaving.status().state());
        assertEquals(2, pool.backends().size());

        time.setWallClock(FakeTime.START.minus(Duration.ofDays(1)));
        time.advance(Pool.DRAIN_TIME);
        pool.maintain();
        assertEquals(BackendState.INACTIVE, leaving.status().state());
        lease.close();
        time.advance(Pool.FORGET_AFTER);
        pool.maintain();
        assertEquals(List.of(), pool.backends());
    }

    @Test
    void aFullRegistryChangesNothing() {
        active("a");
        active("b");
        active("c");

        assertThrows(RegistryFullException.class,
                () -> pool.register(Announcement.of(BackendUrl.parse("http://d"))));

        assertEquals(3, pool.backends().size());
        assertEquals(List.of(), changes);
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        Backend backend = active("a");
        List<StateChange> heardAfter = new ArrayList<>();
        pool.listen(change -> {
            throw new IllegalStateException("a bug");
        });
        pool.listen(heardAfter::add);

        lease().failed(ForwardFailure.REFUSED, "refused");

        assertEquals(0, backend.inFlight());
        assertEquals(1, heardAfter.size());
        assertEquals("request failed: refused", heardAfter.getFirst().cause());
    }

    @Test
    void responsesAreSignsOfLife() {
        Backend backend = active("a");
        Lease lease = lease();
        time.advance(Duration.ofSeconds(2));

        lease.responding(time.nanos());

        assertEquals(time.nanos(), backend.lastActivityNanos());
        assertEquals("round-robin", pool.policyName());
    }
}
