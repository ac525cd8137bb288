package primelb.client.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

import primelb.core.backend.Backend;
import primelb.core.balance.Mix;
import primelb.core.balance.Policies;
import primelb.core.forward.ForwardFailure;
import primelb.core.pool.FurtherAttempts;
import primelb.core.pool.Lease;
import primelb.core.pool.Place;
import primelb.core.pool.Pool;

/** One run of a scenario with one policy. For one thread, once. */
public final class Simulation {
    private static final int REACH = 1;
    private static final int DEPART = 2;
    private static final int ANSWER = 3;
    private static final int FULL = 4;
    private static final int REFUSED = 5;
    /** From here on events are not about a request. */
    private static final int UPKEEP = 6;
    /** So many events pass between two looks whether the simulation is still wanted. */
    private static final int PATIENCE = 1 << 16;

    private final Scenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final EventQueue events = new EventQueue();
    private final Requests requests = new Requests();
    private final Machines machines;
    private final List<View> views = new ArrayList<>();
    private final Arrivals arrivals;
    private final Upkeep upkeep;
    private final Tally tally;
    private final long warmup;
    private final long toServer;
    private final long toBalancer;
    /** Requests whose waiting in a line has ended, and with what; taken care of when the present event is done. */
    private final List<Runnable> called = new ArrayList<>();

    private Simulation(Scenario scenario, String policy) {
        this.scenario = scenario;
        SplittableRandom seeds = new SplittableRandom(scenario.seed());
        arrivals = new Arrivals(scenario, seeds);
        machines = new Machines(scenario.servers(), scenario.faults(), requests);
        tally = new Tally(scenario.servers().count());
        warmup = scenario.load().warmup();
        toServer = scenario.network() / 2;
        toBalancer = scenario.network() - toServer;
        time.moveTo(Upkeep.begin(scenario));
        for (int view = 0; view < scenario.balancers().count(); view++) {
            views.add(new View(scenario, Policies.all(seeds.split(), time::nanos).get(policy).get(), time, seeds.split()));
        }
        upkeep = new Upkeep(scenario, events, UPKEEP, views, machines, this);
    }

    /**
     * Returns what becomes of the scenario.
     *
     * @param policy the name of a policy, one of {@link Policies}
     * @param cancelled whether nobody wants to know it any more; then what there is so far is returned
     */
    public static SimulationResult run(Scenario scenario, String policy, BooleanSupplier cancelled) {
        Simulation simulation = new Simulation(scenario, policy);
        boolean complete = simulation.run(cancelled);
        return SimulationResult.of(policy, scenario, simulation.tally, complete, simulation.events.number());
    }

    private boolean run(BooleanSupplier cancelled) {
        upkeep.start(time.nanos());
        int patience = PATIENCE;
        while (arrivals.nextTime() < Long.MAX_VALUE || requests.underWay() > 0) {
            long arrival = arrivals.nextTime();
            if (arrival <= events.nextTime()) {
                time.moveTo(arrival);
                arrive(arrival);
            } else {
                events.next();
                time.moveTo(events.time());
                happen(events.time());
            }
            callWhoWaited();
            if (--patience == 0) {
                patience = PATIENCE;
                if (cancelled.getAsBoolean()) {
                    return false;
                }
            }
        }
        return true;
    }

    private void happen(long now) {
        int subject = events.subject();
        int kind = events.kind();
        if (kind >= UPKEEP) {
            upkeep.happen(kind, subject, now);
        } else if (requests.event[subject] == events.number()) {
            switch (kind) {
                case REACH -> reach(subject, now);
                case DEPART -> depart(subject, now);
                case ANSWER -> answered(subject, now);
                case FULL -> full(subject, now);
                case REFUSED -> fail(subject, ForwardFailure.REFUSED);
                default -> throw new IllegalStateException("an event of kind " + kind);
            }
        }
    }

    private void callWhoWaited() {
        for (int at = 0; at < called.size(); at++) {
            called.get(at).run();
        }
        called.clear();
    }

    private boolean counts(int request) {
        return requests.number[request] >= warmup;
    }

    private View view(int request) {
        return views.get(requests.balancer[request]);
    }

    private void arrive(long now) {
        int request = requests.begin(now, arrivals.number(), arrivals.work(), arrivals.balancer(), Mix.of(arrivals.key()));
        arrivals.advance();
        view(request).requests++;
        if (counts(request)) {
            tally.arrived(now);
        }
        admit(request, now);
    }

    /** As {@code Admission} of the proxy does: a lease at once, or a place in the line, or neither. */
    private void admit(int request, long now) {
        View view = view(request);
        Pool pool = view.pool();
        Optional<Lease> lease = pool.lease(requests.tried(request), requests.key(request, view.looksAtKeys()));
        if (lease.isPresent()) {
            send(request, lease.get(), now);
            return;
        }
        Optional<Place> place = pool.queue(requests.tried(request), requests.key(request, view.looksAtKeys()));
        if (place.isEmpty()) {
            giveUp(request, requests.tried(request).isEmpty() ? 503 : 502);
            return;
        }
        requests.stage[request] = Requests.Stage.WAITING;
        requests.place[request] = place.get();
        requests.deadline[request] = requests.arrived[request] + scenario.balancers().total().toNanos();
        upkeep.deadlineAt(requests.deadline[request]);
        if (counts(request)) {
            tally.waitedInLine++;
            tally.mostInLine = Math.max(tally.mostInLine, pool.waiting());
        }
        place.get().onEnd(outcome -> called.add(() -> waited(request, outcome)));
    }

    private void waited(int request, Optional<Lease> lease) {
        requests.place[request] = null;
        if (lease.isPresent()) {
            send(request, lease.get(), time.nanos());
        } else {
            giveUp(request, requests.deadline[request] <= time.nanos() ? 504 : 503);
        }
    }

    private void send(int request, Lease lease, long now) {
        requests.lease[request] = lease;
        requests.server[request] = View.serverOf(lease.backend());
        requests.stage[request] = Requests.Stage.TRAVELLING;
        requests.deadline[request] = Math.min(now + scenario.balancers().response().toNanos(),
                requests.arrived[request] + scenario.balancers().total().toNanos());
        upkeep.deadlineAt(requests.deadline[request]);
        if (counts(request)) {
            tally.attempt(requests.tried[request] == null);
        }
        if (toServer == 0) {
            reach(request, now);
        } else {
            requests.event[request] = events.add(now + toServer, REACH, request);
        }
    }

    private void reach(int request, long now) {
        int server = requests.server[request];
        if (machines.down(server)) {
            requests.event[request] = events.add(now + toBalancer, REFUSED, request);
            return;
        }
        boolean free = machines.hasFreeWorker(server);
        // A process that stands still refuses nothing: the kernel takes the connection.
        boolean stays = free || machines.hasRoom(server) || machines.standsUntil(server, now) > now;
        if (counts(request)) {
            tally.reached(machines.present(server), !free, stays);
        }
        if (free) {
            serve(request, now);
        } else if (stays) {
            machines.enqueue(request);
        } else {
            requests.event[request] = events.add(now + toBalancer, FULL, request);
        }
    }

    private void serve(int request, long now) {
        requests.event[request] = events.add(machines.serve(request, now), DEPART, request);
    }

    private void depart(int request, long now) {
        requests.stage[request] = Requests.Stage.TRAVELLING;
        release(requests.server[request], now);
        if (toBalancer == 0) {
            answered(request, now);
        } else {
            requests.event[request] = events.add(now + toBalancer, ANSWER, request);
        }
    }

    /** Frees a worker, who takes the next request. */
    private void release(int server, long now) {
        machines.free(server);
        int following = machines.dequeue(server);
        if (following != Requests.NONE) {
            serve(following, now);
        }
    }

    private void answered(int request, long now) {
        Lease lease = requests.lease[request];
        lease.responding(now);
        lease.answered(200, now);
        lease.close();
        if (counts(request)) {
            tally.answered(requests.server[request], now - requests.arrived[request], now);
        }
        requests.end(request);
    }

    private FurtherAttempts.Sent sent(int request) {
        List<Backend> tried = new ArrayList<>(requests.tried(request));
        tried.add(requests.lease[request].backend());
        requests.tried[request] = tried;
        return new FurtherAttempts.Sent("GET", true, true, tried);
    }

    /** The server has answered 503, because its queue is full. */
    private void full(int request, long now) {
        View view = view(request);
        Lease lease = requests.lease[request];
        lease.responding(now);
        lease.answered(503, now);
        Optional<Lease> other = allowed(request, view.further().afterFull(sent(request), now, view.requests))
                ? view.pool().lease(requests.tried(request), requests.key(request, view.looksAtKeys())) : Optional.empty();
        lease.close();
        if (other.isPresent()) {
            send(request, other.get(), now);
        } else {
            giveUp(request, 503);
        }
    }

    /** An attempt has failed; another one may follow. */
    void fail(int request, ForwardFailure failure) {
        long now = time.nanos();
        View view = view(request);
        Lease lease = requests.lease[request];
        requests.event[request] = 0;
        lease.failed(failure, failure.text());
        FurtherAttempts.Sent sent = sent(request);
        boolean failover = view.further().anotherMayFollow(failure, sent) && lease.outlived()
                && !requests.failedOver[request];
        requests.failedOver[request] |= failover;
        if (allowed(request, view.further().after(failure, sent, failover, now, view.requests))) {
            admit(request, now);
        } else {
            giveUp(request, failure.clientStatus());
        }
        upkeep.settle(requests.balancer[request], now);
    }

    private boolean allowed(int request, FurtherAttempts.Verdict verdict) {
        if (verdict == FurtherAttempts.Verdict.OVER_BUDGET && counts(request)) {
            tally.retriesRefused++;
        }
        return verdict == FurtherAttempts.Verdict.YES;
    }

    private void giveUp(int request, int status) {
        if (counts(request)) {
            tally.failed(status, time.nanos());
        }
        requests.end(request);
    }

    /** Takes a request away from where it is, because its balancer has closed the connection, and lets it fail so. */
    void withdraw(int request, ForwardFailure failure) {
        switch (requests.stage[request]) {
            case QUEUED -> machines.withdraw(request);
            case SERVED -> release(requests.server[request], time.nanos());
            case TRAVELLING -> { }
            case FREE, WAITING -> throw new IllegalStateException("request " + request + " is at no server");
        }
        requests.stage[request] = Requests.Stage.TRAVELLING;
        fail(request, failure);
    }

    Requests requests() {
        return requests;
    }

    /** The process of a server has gone: connections to it are reset, new ones are refused. */
    void fall(int server, long now) {
        machines.fall(server);
        for (int request = 0; request < requests.bound(); request++) {
            boolean there = requests.stage[request] == Requests.Stage.QUEUED
                    || requests.stage[request] == Requests.Stage.SERVED;
            if (there && requests.server[request] == server) {
                requests.stage[request] = Requests.Stage.TRAVELLING;
                requests.event[request] = events.add(now + toBalancer, REFUSED, request);
            }
        }
    }
}
