package primelb.client.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import primelb.core.balance.Policies;
import primelb.core.json.JsonWriter;

class SimulationTest {
    private static final long SECOND = 1_000_000_000L;

    static Stream<String> policies() {
        return Policies.all(new SplittableRandom(0), () -> 0).keySet().stream();
    }

    private static String json(Scenarios scenarios, String policy) {
        return JsonWriter.compact(SimulationJson.of(scenarios.scenario(), List.of(scenarios.run(policy))));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers(String policy) {
        Scenarios scenarios = Scenarios.of(5, 0.8, 20_000).balancers(3)
                .faults(new Fault(1, 2, 2 * SECOND, 9 * SECOND, Fault.Kind.FREEZE),
                        new Fault(0, 0, 12 * SECOND, 14 * SECOND, Fault.Kind.REFUSE));

        assertEquals(json(scenarios, policy), json(scenarios, policy));
        assertNotEquals(json(scenarios, policy), json(scenarios.seed(2), policy));
    }

    /** Whatever servers, loads and faults: no request is lost, and none is counted twice. */
    @ParameterizedTest
    @MethodSource("policies")
    void everyRequestEndsOnceWhateverHappens(String policy) {
        SplittableRandom random = new SplittableRandom(13);
        for (int round = 0; round < 12; round++) {
            int servers = 1 + random.nextInt(6);
            long begins = random.nextLong(5 * SECOND);
            Fault[] faults = Stream.generate(() -> {
                int first = random.nextInt(servers);
                return new Fault(first, first, begins, begins + random.nextLong(1, 6 * SECOND),
                        random.nextBoolean() ? Fault.Kind.FREEZE : Fault.Kind.REFUSE);
            }).limit(1 + random.nextInt(3)).toArray(Fault[]::new);
            Scenarios scenarios = Scenarios.of(servers, 0.2 + random.nextDouble(), 3_000).workers(1 + random.nextInt(3))
                    .balancers(1 + random.nextInt(3)).maxInFlight(1 + random.nextInt(20)).seed(round).faults(faults);
            SimulationResult result = scenarios.run(policy);

            assertTrue(result.complete());
            assertEquals(3_000, result.arrived());
            assertEquals(3_000, result.ok() + result.failures(), () -> scenarios + ": " + result);
            assertEquals(result.retries().attempts() - result.retries().retries() + result.failed()
                    .getOrDefault(503, 0L), 3_000, result.failed().getOrDefault(503, 0L) + 0.1);
            assertTrue(result.fairness().jain() <= 1 + 1e-9);
            assertTrue(result.queues().mostAtServer() <= scenarios.balancers() * scenarios.maxInFlight());
        }
    }

    @Test
    void aServerThatGoesLosesNothingAndComesBackByItsProbes() {
        SimulationResult result = Scenarios.of(3, 0.5, 20_000)
                .faults(new Fault(2, 2, 20 * SECOND, 40 * SECOND, Fault.Kind.REFUSE)).run("least-in-flight");

        assertEquals(0, result.failures());
        assertTrue(result.retries().retries() >= 1 && result.retries().retries() <= 10, result::toString);
        // It was away for 20 s of 133 s, and for two seconds at most until a probe found it.
        assertEquals(1 - 20.0 / 133 * 2 / 3, result.fairness().least(), 0.06);
    }

    @Test
    void aServerThatStandsStillIsFoundByTheStallProbeAndItsRequestsGoElsewhere() {
        SimulationResult result = Scenarios.of(3, 0.5, 20_000)
                .faults(new Fault(2, 2, 20 * SECOND, 60 * SECOND, Fault.Kind.FREEZE)).run("round-robin");

        assertEquals(0, result.failures());
        assertTrue(result.retries().retries() > 100, result::toString);
        // Three seconds of silence, two until the probe's timeout, and the waiting at the others.
        assertTrue(result.latency().max() > 5 * SECOND && result.latency().max() < 8 * SECOND, result::toString);
    }

    @Test
    void whereAllServersAreGoneRequestsFailAtOnceOrAreHeld() {
        Scenarios scenarios = Scenarios.of(2, 0.3, 5_000).faults(new Fault(0, 1, 10 * SECOND, 20 * SECOND,
                Fault.Kind.REFUSE));
        SimulationResult failing = scenarios.run("round-robin");
        Scenario held = scenarios.scenario();
        SimulationResult holding = Simulation.run(new Scenario(held.servers(), held.load(),
                Scenario.Balancers.of(1, 1_000_000, Duration.ofSeconds(30)), 0, held.faults(), 1), "round-robin", () -> false);

        assertTrue(failing.failed().get(503) > 500, failing::toString);
        assertTrue(holding.failures() <= 2, holding::toString);
        assertTrue(holding.queues().mostInLine() > 500, holding::toString);
    }

    @Test
    void aServerWhoseQueueIsFullSendsTheRequestElsewhere() {
        Scenario some = Scenarios.of(2, 0.5, 20_000).scenario();
        SimulationResult result = Simulation.run(new Scenario(
                new Scenario.Servers(2, 1, 2, 100, List.of(1.0), List.of(1)), some.load(), some.balancers(), 0, List.of(), 1),
                "random", () -> false);

        assertTrue(result.retries().retries() > 100, result::toString);
        assertEquals(3, result.queues().mostAtServer());
        assertEquals(18_000, result.ok() + result.failures());
    }

    @Test
    void theRoundTripIsPartOfTheLatency() {
        Scenario some = Scenarios.of(1, 0.001, 2_000).service(new Distribution.Constant()).scenario();
        SimulationResult result = Simulation.run(new Scenario(some.servers(), some.load(), some.balancers(), 400_001,
                List.of(), 1), "random", () -> false);

        assertEquals(10_400_001, result.latency().min());
        assertEquals(10_400_001, result.latency().mean(), 10_000);
    }

    @Test
    void fasterServersGetMoreByLoadAndAsManyByTurns() {
        Scenario some = Scenarios.of(2, 0.9, 50_000).scenario();
        Scenario unlike = new Scenario(new Scenario.Servers(2, 1, 1_000_000, 60_000, List.of(1.0, 3.0), List.of(1)),
                some.load(), some.balancers(), 0, List.of(), 1);
        Map<String, SimulationResult> results = Map.of(
                "round-robin", Simulation.run(unlike, "round-robin", () -> false),
                "least-in-flight", Simulation.run(unlike, "least-in-flight", () -> false));

        assertEquals(2.0, results.get("round-robin").fairness().most(), 0.01, "half of the requests for a quarter");
        assertTrue(results.get("least-in-flight").fairness().most() < 1.6, results::toString);
        assertTrue(results.get("least-in-flight").latency().mean() < results.get("round-robin").latency().mean());
    }

    @Test
    void aTraceIsRepeatedAsItWas() {
        long[] arrivals = {0, 1_000, 2_000, SECOND};
        long[] services = {5_000, 7_000, 1_000, 3_000};
        Scenario some = Scenarios.of(1, 0.5, 4).scenario();
        Scenario traced = new Scenario(some.servers(), new Scenario.Load(4, 0, 1, new Distribution.Constant(),
                Distribution.Recorded.of(services, "test"), 4_000, 1, Optional.of(new Trace(arrivals, services))),
                some.balancers(), 0, List.of(), 1);
        SimulationResult result = Simulation.run(traced, "least-in-flight", () -> false);

        // One after the other: 5,000; until 12,000; until 13,000; and 3,000.
        assertEquals((5_000 + 11_000 + 11_000 + 3_000) / 4.0, result.latency().mean());
        assertArrayEquals(new long[] {2, 1, 1}, result.queues().found());
    }

    @Test
    void balancersThatDoNotKnowOfEachOtherQueueMore() {
        Scenarios one = Scenarios.of(50, 0.9, 200_000);
        double alone = one.run("least-in-flight").latency().mean();
        double many = one.balancers(10).run("least-in-flight").latency().mean();

        assertTrue(many > 1.2 * alone, () -> alone + " with one, " + many + " with ten");
    }

    @Test
    void whoeverCancelsGetsWhatThereIs() {
        SimulationResult result = Simulation.run(Scenarios.of(1, 0.5, 10_000_000).scenario(), "random", () -> true);

        assertFalse(result.complete());
        assertTrue(result.ok() + result.failures() < 10_000_000);
    }
}
