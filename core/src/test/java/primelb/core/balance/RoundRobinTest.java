package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class RoundRobinTest {
    @Test
    void doesNotCareForLoadOrWeight() {
        Server loaded = new Server(1);
        loaded.inFlight = 1_000;
        Server heavy = new Server(1_000);
        RoundRobin policy = new RoundRobin();

        for (int request = 0; request < 10; request++) {
            policy.choose(List.of(loaded, heavy), server -> true).orElseThrow().chosen++;
        }

        assertEquals(List.of(5, 5), List.of(loaded.chosen, heavy.chosen));
    }
}
