package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class PowerOfTwoTest {
    private static final int MANY = 1_000;

    private static List<Server> servers(int count) {
        return Stream.generate(Server::new).limit(count).toList();
    }

    /** Returns the most in flight on one server after each has got one request on average; none of them ends. */
    private static int most(Policy policy) {
        List<Server> servers = servers(MANY);
        for (int request = 0; request < MANY; request++) {
            policy.choose(servers, server -> true).orElseThrow().inFlight++;
        }
        return servers.stream().mapToInt(Server::inFlight).max().orElseThrow();
    }

    @Test
    void ofTwoItTakesTheLessLoaded() {
        List<Server> servers = servers(2);
        servers.get(0).inFlight = 1;
        PowerOfTwo policy = new PowerOfTwo(new SplittableRandom(1));
        for (int request = 0; request < 100; request++) {
            assertSame(servers.get(1), policy.choose(servers, server -> true).orElseThrow());
        }
    }

    /**
     * Balls into bins: by one draw the fullest of 1,000 holds about ln n / ln ln n = 3.6 and more, by two about
     * ln ln n / ln 2 = 2.8 and a constant, by a look at all just one.
     */
    @Test
    void theFullestOfAThousandHoldsLittleMoreThanTheOthers() {
        int[] one = IntStream.range(0, 50).map(seed -> most(new RandomChoice(new SplittableRandom(seed)))).toArray();
        int[] two = IntStream.range(0, 50).map(seed -> most(new PowerOfTwo(new SplittableRandom(seed)))).toArray();

        assertTrue(IntStream.of(one).min().orElseThrow() >= 4);
        assertEquals(5.5, IntStream.of(one).average().orElseThrow(), 0.5);
        assertEquals(3, IntStream.of(two).max().orElseThrow());
        assertEquals(3, IntStream.of(two).average().orElseThrow(), 0.2);
        assertEquals(1, most(new LeastInFlight()));
    }

    @Test
    void weightsAreSharesOfTheLoadThatStays() {
        List<Server> servers = List.of(new Server(1), new Server(2), new Server(5), new Server(2));
        PowerOfTwo policy = new PowerOfTwo(new SplittableRandom(4));
        for (int request = 0; request < 10_000; request++) {
            policy.choose(servers, server -> true).orElseThrow().inFlight++;
        }

        for (Server server : servers) {
            assertEquals(1_000.0 * server.weight, server.inFlight, 50.0 * server.weight);
        }
    }

    @Test
    void looksAtFewHoweverManyThereAre() {
        List<Server> servers = servers(10_000);
        PowerOfTwo policy = new PowerOfTwo(new SplittableRandom(5));
        int[] looks = {0};
        for (int request = 0; request < 1_000; request++) {
            policy.choose(servers, server -> ++looks[0] > 0).orElseThrow();
        }

        assertTrue(looks[0] <= 2_010, () -> looks[0] + " looks for 1,000 requests");
    }

    @Test
    void findsTheOnlyEligibleOneOfMany() {
        List<Server> servers = servers(10_000);
        PowerOfTwo policy = new PowerOfTwo(new SplittableRandom(6));

        assertSame(servers.get(1234), policy.choose(servers, server -> server == servers.get(1234)).orElseThrow());
    }
}
