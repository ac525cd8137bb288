package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class WeightedRoundRobinTest {
    private final WeightedRoundRobin policy = new WeightedRoundRobin();

    private List<Integer> order(List<Server> servers, int requests) {
        List<Integer> order = new ArrayList<>();
        for (int request = 0; request < requests; request++) {
            Server chosen = policy.choose(servers, server -> true).orElseThrow();
            chosen.chosen++;
            order.add(servers.indexOf(chosen));
        }
        return order;
    }

    /** The example in the description of nginx's change. */
    @Test
    void spreadsTheHeavyOneEvenly() {
        List<Server> servers = List.of(new Server(5), new Server(1), new Server(1));

        assertEquals(List.of(0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 2, 0, 0), order(servers, 14));
    }

    @Test
    void sharesAreExactAfterEachRoundWhateverTheWeights() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 100; round++) {
            List<Server> servers = Stream.generate(() -> new Server(1 + random.nextInt(9)))
                    .limit(1 + random.nextInt(8)).toList();
            int all = servers.stream().mapToInt(Server::weight).sum();
            order(servers, 3 * all);

            servers.forEach(server -> assertEquals(3 * server.weight, server.chosen));
        }
    }

    @Test
    void whoIsNotEligibleSavesNothingUpForLater() {
        Server back = new Server(1);
        List<Server> servers = List.of(new Server(1), back, new Server(1));
        for (int request = 0; request < 50; request++) {
            policy.choose(servers, server -> server != back).orElseThrow();
        }

        order(servers, 30);

        assertEquals(10, back.chosen, 1);
    }

    @Test
    void whoStaysKeepsItsTurnWhenAnotherComes() {
        List<Server> two = List.of(new Server(1), new Server(1));
        order(two, 1);
        List<Server> three = List.of(two.get(0), two.get(1), new Server(1));

        assertEquals(1, order(three, 1).getFirst(), "the second one was next");
    }
}
