package primelb.client.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Scenarios of the tests: servers of speed 1 and 10 ms of work, and no limits that are met. */
record Scenarios(int servers, int workers, int maxInFlight, double utilisation, Distribution service, long requests,
        int balancers, List<Fault> faults, long seed, double nanos) {
    /** 10 ms. */
    static final double SERVICE = 1e7;

    /** Servers with one worker each, exponential times, no faults. */
    static Scenarios of(int servers, double utilisation, long requests) {
        return new Scenarios(servers, 1, 65_536, utilisation, new Distribution.Exponential(), requests, 1, List.of(), 1, SERVICE);
    }

    Scenarios workers(int newWorkers) {
        return new Scenarios(servers, newWorkers, maxInFlight, utilisation, service, requests, balancers, faults, seed, nanos);
    }

    Scenarios maxInFlight(int most) {
        return new Scenarios(servers, workers, most, utilisation, service, requests, balancers, faults, seed, nanos);
    }

    Scenarios service(Distribution newService) {
        return new Scenarios(servers, workers, maxInFlight, utilisation, newService, requests, balancers, faults, seed, nanos);
    }

    Scenarios balancers(int count) {
        return new Scenarios(servers, workers, maxInFlight, utilisation, service, requests, count, faults, seed, nanos);
    }

    Scenarios faults(Fault... some) {
        return new Scenarios(servers, workers, maxInFlight, utilisation, service, requests, balancers, List.of(some), seed, nanos);
    }

    Scenarios seed(long newSeed) {
        return new Scenarios(servers, workers, maxInFlight, utilisation, service, requests, balancers, faults, newSeed, nanos);
    }

    /** The same with work that takes so long. */
    Scenarios nanos(double newNanos) {
        return new Scenarios(servers, workers, maxInFlight, utilisation, service, requests, balancers, faults, seed,
                newNanos);
    }

    Scenario scenario() {
        double perSecond = utilisation * servers * workers * 1e9 / nanos;
        return new Scenario(new Scenario.Servers(servers, workers, 1_000_000, maxInFlight, List.of(1.0), List.of(1)),
                new Scenario.Load(requests, faults.isEmpty() ? requests / 10 : 0, perSecond,
                        new Distribution.Exponential(), service, nanos, 1_000, Optional.empty()),
                Scenario.Balancers.of(balancers, 1_000_000, Duration.ZERO), 0, faults, seed);
    }

    SimulationResult run(String policy) {
        return Simulation.run(scenario(), policy, () -> false);
    }
}
