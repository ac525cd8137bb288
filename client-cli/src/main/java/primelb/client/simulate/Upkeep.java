package primelb.client.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import primelb.core.backend.Backend;
import primelb.core.forward.ForwardFailure;
import primelb.core.health.HealthMonitor;
import primelb.core.health.ProbeResult;
import primelb.core.pool.FurtherAttempts;

/**
 * What happens beside the requests: probes, faults, deadlines, and what balancers do from time to time, as often as the real
 * ones do. For one thread.
 */
final class Upkeep {
    private static final int PROBED = 0;
    private static final int LOOK = 1;
    private static final int SWEEP = 2;
    private static final int MAINTAIN = 3;
    private static final int FAULT_BEGINS = 4;
    private static final int FAULT_ENDS = 5;

    /** The periods of the proxy's sweeper and of the balancer's housekeeping. */
    private static final long SWEEP_PERIOD = Duration.ofMillis(50).toNanos();
    private static final long MAINTAIN_PERIOD = Duration.ofMillis(500).toNanos();
    /**
     * A monitor looks at every server each time. With many servers one is due at every moment; so probes begin up to this
     * much late, a microsecond for each server.
     */
    private static final long LOOK_PAUSE_FOR_EACH_SERVER = Duration.ofNanos(1_000).toNanos();
    /** Before the first moment of arrivals there is time for the first probes. */
    private static final long BEFORE = Duration.ofMillis(100).toNanos();

    private final Scenario scenario;
    private final EventQueue events;
    private final int firstKind;
    private final List<View> views;
    private final Machines machines;
    private final Simulation simulation;
    private final long lookPause;
    private final long[] lookEvent;
    private final long[] lookedAt;
    private final List<Probing> probing = new ArrayList<>();
    private final List<Integer> freeProbing = new ArrayList<>();
    private long earliestDeadline = Long.MAX_VALUE;

    /** A probe that has not ended. */
    private record Probing(View view, int balancer, HealthMonitor.Started probe, ProbeResult result) {
    }

    Upkeep(Scenario scenario, EventQueue events, int firstKind, List<View> views, Machines machines,
            Simulation simulation) {
        this.scenario = scenario;
        this.events = events;
        this.firstKind = firstKind;
        this.views = views;
        this.machines = machines;
        this.simulation = simulation;
        this.lookPause = LOOK_PAUSE_FOR_EACH_SERVER * scenario.servers().count();
        this.lookEvent = new long[views.size()];
        this.lookedAt = new long[views.size()];
    }

    /** Returns when a simulation begins. */
    static long begin(Scenario scenario) {
        return -BEFORE - 2 * scenario.network();
    }

    void start(long now) {
        for (int fault = 0; fault < scenario.faults().size(); fault++) {
            add(scenario.faults().get(fault).from(), FAULT_BEGINS, fault);
            add(scenario.faults().get(fault).until(), FAULT_ENDS, fault);
        }
        for (int balancer = 0; balancer < views.size(); balancer++) {
            look(balancer, now);
        }
        add(now, SWEEP, 0);
        add(now, MAINTAIN, 0);
    }

    private long add(long at, int kind, int subject) {
        return events.add(at, firstKind + kind, subject);
    }

    void happen(int kind, int subject, long now) {
        switch (kind - firstKind) {
            case PROBED -> probed(subject, now);
            case LOOK -> {
                if (lookEvent[subject] == events.number()) {
                    look(subject, now);
                }
            }
            case SWEEP -> sweep(now);
            case MAINTAIN -> {
                views.forEach(view -> view.pool().maintain());
                settleAll(now);
                add(now + MAINTAIN_PERIOD, MAINTAIN, 0);
            }
            case FAULT_BEGINS -> begins(scenario.faults().get(subject), now);
            case FAULT_ENDS -> ends(scenario.faults().get(subject));
            default -> throw new IllegalStateException("an event of kind " + kind);
        }
    }

    private void begins(Fault fault, long now) {
        for (int server = fault.first(); fault.kind() == Fault.Kind.REFUSE && server <= fault.last(); server++) {
            simulation.fall(server, now);
        }
    }

    private void ends(Fault fault) {
        for (int server = fault.first(); fault.kind() == Fault.Kind.REFUSE && server <= fault.last(); server++) {
            machines.rise(server);
        }
    }

    private void look(int balancer, long now) {
        View view = views.get(balancer);
        long pause = view.look(now);
        lookedAt[balancer] = now;
        for (HealthMonitor.Started probe : view.takeStarted()) {
            begin(view, balancer, probe, now);
        }
        lookEvent[balancer] = add(now + Math.max(pause, lookPause), LOOK, balancer);
    }

    /** A probe is answered by whoever answers at once, however many requests wait; but not by a process that stands. */
    private void begin(View view, int balancer, HealthMonitor.Started probe, long now) {
        int server = View.serverOf(probe.backend());
        long answered = machines.standsUntil(server, now + scenario.network() / 2) + scenario.network()
                - scenario.network() / 2;
        long timeout = now + scenario.balancers().probeTimeout().toNanos();
        ProbeResult result = machines.down(server) ? new ProbeResult.Failed("connection refused")
                : answered > timeout ? new ProbeResult.Failed("timeout") : new ProbeResult.Passed("status 200");
        Probing begun = new Probing(view, balancer, probe, result);
        int place = freeProbing.isEmpty() ? probing.size() : freeProbing.removeLast();
        if (place == probing.size()) {
            probing.add(begun);
        } else {
            probing.set(place, begun);
        }
        add(machines.down(server) ? now + scenario.network() : Math.min(answered, timeout), PROBED, place);
    }

    private void probed(int place, long now) {
        Probing ended = probing.set(place, null);
        freeProbing.add(place);
        ended.view().conclude(ended.probe(), ended.result());
        settle(ended.balancer(), now);
    }

    /** Does what has to follow where states may have changed. */
    void settle(int balancer, long now) {
        View view = views.get(balancer);
        for (Optional<Backend> silent = view.takeSilent(); silent.isPresent(); silent = view.takeSilent()) {
            leave(balancer, View.serverOf(silent.get()), now);
        }
        if (view.woken()) {
            long at = Math.max(now, lookedAt[balancer] + lookPause);
            lookEvent[balancer] = add(at, LOOK, balancer);
        }
    }

    private void settleAll(long now) {
        for (int balancer = 0; balancer < views.size(); balancer++) {
            settle(balancer, now);
        }
    }

    /** Takes requests away from a server that has gone silent, as far as they may go elsewhere. */
    private void leave(int balancer, int server, long now) {
        Requests requests = simulation.requests();
        View view = views.get(balancer);
        for (int request = 0; request < requests.bound(); request++) {
            if (isAtServer(requests, request) && requests.server[request] == server
                    && requests.balancer[request] == balancer && mayLeave(view, requests, request, now)) {
                simulation.withdraw(request, ForwardFailure.SILENT);
            }
        }
    }

    private static boolean isAtServer(Requests requests, int request) {
        return switch (requests.stage[request]) {
            case QUEUED, SERVED, TRAVELLING -> true;
            case FREE, WAITING -> false;
        };
    }

    private static boolean mayLeave(View view, Requests requests, int request, long now) {
        List<Backend> tried = new ArrayList<>(requests.tried(request));
        tried.add(requests.lease[request].backend());
        FurtherAttempts further = view.further();
        return further.anotherMayFollow(ForwardFailure.SILENT, new FurtherAttempts.Sent("GET", true, true, tried))
                && view.pool().anyActive()
                && further.leavingSilent(now, view.requests) == FurtherAttempts.Verdict.YES;
    }

    /** Notes that a request must be over at some time. */
    void deadlineAt(long nanos) {
        earliestDeadline = Math.min(earliestDeadline, nanos);
    }

    private void sweep(long now) {
        views.forEach(view -> view.sweep(now));
        if (earliestDeadline <= now) {
            endLate(now);
        }
        settleAll(now);
        add(now + SWEEP_PERIOD, SWEEP, 0);
    }

    private void endLate(long now) {
        Requests requests = simulation.requests();
        earliestDeadline = Long.MAX_VALUE;
        for (int request = 0; request < requests.bound(); request++) {
            if (requests.stage[request] != Requests.Stage.FREE && requests.deadline[request] > now) {
                deadlineAt(requests.deadline[request]);
            } else if (requests.stage[request] == Requests.Stage.WAITING && requests.place[request] != null) {
                requests.place[request].leave();
            } else if (isAtServer(requests, request)) {
                boolean total = now - requests.arrived[request] >= scenario.balancers().total().toNanos();
                simulation.withdraw(request, total ? ForwardFailure.TOTAL_TIMEOUT : ForwardFailure.ANSWER_TIMEOUT);
            }
        }
    }
}
