package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class RandomChoiceTest {
    private final RandomChoice policy = new RandomChoice(new SplittableRandom(11));

    @Test
    void eachIsAsLikelyAsItsWeightSays() {
        List<Server> servers = List.of(new Server(1), new Server(3), new Server(6));
        for (int request = 0; request < 100_000; request++) {
            policy.choose(servers, server -> true).orElseThrow().chosen++;
        }

        // Three standard deviations of a count are at most 480.
        servers.forEach(server -> assertEquals(10_000.0 * server.weight, server.chosen, 480));
    }

    @Test
    void isAsFairAmongTheFewThatAreEligible() {
        List<Server> servers = Stream.generate(() -> new Server(2)).limit(1_000).toList();
        List<Server> few = servers.subList(500, 504);
        for (int request = 0; request < 4_000; request++) {
            policy.choose(servers, few::contains).orElseThrow().chosen++;
        }

        few.forEach(server -> assertEquals(1_000, server.chosen, 90));
    }
}
