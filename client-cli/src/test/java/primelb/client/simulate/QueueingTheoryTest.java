package primelb.client.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where there is a closed form the simulation agrees with it within 1 %. Seeds are fixed; there are enough requests. */
class QueueingTheoryTest {
    private static final double ONE_PERCENT = 0.01;

    /** A millisecond: with less virtual time there are fewer health checks to simulate. */
    private static final double WORK = 1e6;

    private static Scenarios servers(int count, double utilisation, long requests) {
        return Scenarios.of(count, utilisation, requests).nanos(WORK);
    }

    private static void assertWithin(double part, double expected, double actual) {
        assertEquals(expected, actual, part * expected);
    }

    /** Response times of M/M/1 are exponential with mean S / (1 - u). */
    @ParameterizedTest
    @CsvSource({"0.3, 400000", "0.5, 1000000", "0.7, 4000000"})
    void oneServerIsMM1(double utilisation, long requests) {
        SimulationResult result = servers(1, utilisation, requests).run("least-in-flight");

        double mean = WORK / (1 - utilisation);
        assertWithin(ONE_PERCENT, mean, result.latency().mean());
        assertWithin(ONE_PERCENT, mean * Math.log(2), result.latency().percentile(50));
        assertWithin(ONE_PERCENT, mean * Math.log(10), result.latency().percentile(90));
        // Who arrives at random finds on average what is there: waiting has the chance u.
        assertWithin(ONE_PERCENT, utilisation, result.queues().atServer());
    }

    /** Returns the chance of waiting at M/M/c. */
    private static double erlangC(int servers, double utilisation) {
        double offered = servers * utilisation;
        double blocked = 1;
        for (int k = 1; k <= servers; k++) {
            blocked = offered * blocked / (k + offered * blocked);
        }
        return blocked / (1 - utilisation * (1 - blocked));
    }

    @Test
    void theFormulaItselfIsRight() {
        assertEquals(0.8, erlangC(1, 0.8), 1e-12);
        // The textbook value: 0.6 at three servers and two Erlang is 4/9.
        assertEquals(4.0 / 9, erlangC(3, 2.0 / 3), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"2, 0.7, 1500000", "8, 0.8, 2500000", "4, 0.7, 2500000"})
    void workersOfOneServerAreMMc(int workers, double utilisation, long requests) {
        SimulationResult result = servers(1, utilisation, requests).workers(workers).run("round-robin");

        double waiting = erlangC(workers, utilisation);
        assertWithin(ONE_PERCENT, waiting, result.queues().atServer());
        assertWithin(ONE_PERCENT, WORK * (1 + waiting / (workers * (1 - utilisation))),
                result.latency().mean());
    }

    /** Few wait at many workers, so their part is known less exactly than the time. */
    @Test
    void fiftyWorkersAreMMcToo() {
        SimulationResult result = servers(1, 0.9, 2_000_000).workers(50).run("round-robin");

        assertWithin(ONE_PERCENT, WORK * (1 + erlangC(50, 0.9) / (50 * 0.1)), result.latency().mean());
    }

    /** Servers that take one request at once, and the others wait in the one line of the balancer. */
    @ParameterizedTest
    @CsvSource({"join-idle, 8", "least-in-flight, 8", "power-of-two, 8", "round-robin, 8"})
    void serversThatTakeNoMoreThanTheyWorkOnAreMMcWhateverThePolicy(String policy, int servers) {
        SimulationResult result = servers(servers, 0.7, 600_000).maxInFlight(1).run(policy);

        double waiting = erlangC(servers, 0.7);
        assertWithin(2 * ONE_PERCENT, waiting, result.queues().inLine());
        assertWithin(ONE_PERCENT, WORK * (1 + waiting / (servers * 0.3)), result.latency().mean());
        assertEquals(1, result.queues().mostAtServer());
    }

    static Stream<Distribution> services() {
        return Stream.of(new Distribution.Constant(), new Distribution.Lognormal(0.8), new Distribution.Pareto(1.5, 100),
                Distribution.Recorded.of(new long[] {5, 5, 5, 5, 30}, "test"));
    }

    /** Pollaczek and Khinchine: the mean waiting is u S (1 + v) / (2 (1 - u)), with v the variability of the work. */
    @ParameterizedTest
    @MethodSource("services")
    void anyWorkIsMG1(Distribution service) {
        double utilisation = 0.5;
        SimulationResult result = servers(1, utilisation, 2_500_000).service(service).run("random");

        double waiting = utilisation * WORK * (1 + service.variability()) / (2 * (1 - utilisation));
        assertWithin(ONE_PERCENT, WORK + waiting, result.latency().mean());
    }

    /** A random choice makes each of many servers M/M/1. */
    @Test
    void aRandomChoiceMakesEachServerMM1() {
        SimulationResult result = servers(100, 0.6, 1_500_000).run("random");

        assertWithin(ONE_PERCENT, WORK / 0.4, result.latency().mean());
    }

    /**
     * Two choices among very many servers: the part of servers with k requests or more is u^(2^k - 1) (Vvedenskaya,
     * Dobrushin and Karpelevich 1996; Mitzenmacher 1996), so that of requests that find k or more is its square; one choice
     * has u^k. The longest queue is then about ln ln n / ln 2, and not ln n / ln (1/u).
     */
    @Test
    void twoChoicesAmongAThousandKeepTheLongestQueueAtLogLogN() {
        double utilisation = 0.9;
        Scenarios thousand = servers(1_000, utilisation, 1_500_000);
        SimulationResult two = thousand.run("power-of-two");
        SimulationResult one = thousand.run("random");
        SimulationResult all = thousand.run("least-in-flight");

        double[] foundByTwo = tails(two);
        for (int k = 1; k <= 3; k++) {
            double servers = Math.pow(utilisation, (1 << k) - 1);
            assertWithin(0.05, servers * servers, foundByTwo[k]);
        }
        double mean = 0;
        for (int k = 1; k < 10; k++) {
            mean += Math.pow(utilisation, (1 << k) - 2);
        }
        assertWithin(ONE_PERCENT, mean * WORK, two.latency().mean());
        assertEquals(7, two.queues().mostAtServer(), 1);
        assertTrue(one.queues().mostAtServer() > 50, () -> "one choice: " + one.queues());
        assertTrue(all.queues().mostAtServer() <= 3, () -> "a look at all: " + all.queues());
    }

    private static double[] tails(SimulationResult result) {
        long[] found = result.queues().found();
        double[] tails = new double[Math.max(16, found.length)];
        long beyond = 0;
        for (int k = found.length - 1; k >= 0; k--) {
            beyond += found[k];
            tails[k] = (double) beyond / result.retries().attempts();
        }
        return tails;
    }
}
