package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class LeastInFlightTest {
    private final LeastInFlight policy = new LeastInFlight();

    private Server chooseAndSend(List<Server> servers) {
        Server chosen = policy.choose(servers, server -> true).orElseThrow();
        chosen.inFlight++;
        return chosen;
    }

    @Test
    void choosesTheLeastLoaded() {
        Server busy = new Server();
        busy.inFlight = 5;
        Server lessBusy = new Server();
        lessBusy.inFlight = 4;

        assertSame(lessBusy, policy.choose(List.of(busy, lessBusy), server -> true).orElseThrow());
        assertSame(busy, policy.choose(List.of(busy, lessBusy), server -> server == busy).orElseThrow());
    }

    @Test
    void fillsServersInProportionToTheirWeight() {
        List<Server> servers = List.of(new Server(1), new Server(2), new Server(5));

        for (int request = 0; request < 800; request++) {
            chooseAndSend(servers);
        }

        assertEquals(List.of(100, 200, 500), servers.stream().map(Server::inFlight).toList());
    }

    @Test
    void aSlowServerGetsLess() {
        Server fast = new Server();
        Server slow = new Server();
        int[] chosen = {0, 0};
        for (int tick = 0; tick < 1000; tick++) {
            chosen[chooseAndSend(List.of(slow, fast)) == slow ? 0 : 1]++;
            fast.inFlight = 0;
            if (tick % 10 == 9) {
                slow.inFlight = 0;
            }
        }

        assertEquals(100, chosen[0], 20);
    }

    @Test
    void theLargestLoadsAndWeightsDoNotOverflow() {
        Server full = new Server(1);
        full.inFlight = Integer.MAX_VALUE;
        Server heavy = new Server(1_000);
        heavy.inFlight = Integer.MAX_VALUE;

        assertSame(heavy, policy.choose(List.of(full, heavy), server -> true).orElseThrow());
    }

    @Test
    void looksNoFurtherThanTheFirstThatNobodyCanBeLessLoadedThan() {
        List<Server> servers = Stream.generate(Server::new).limit(1_000).toList();
        int[] looks = {0};
        for (int request = 0; request < 500; request++) {
            policy.choose(servers, server -> ++looks[0] > 0).orElseThrow().inFlight++;
        }

        assertEquals(500, looks[0]);
    }

    @Test
    void anIdleLightOneDoesNotHideAHeavyOneThatIsLessLoadedStill() {
        Server light = new Server(1);
        Server heavy = new Server(10);
        heavy.inFlight = 4;

        assertSame(heavy, policy.choose(List.of(light, heavy), server -> true).orElseThrow());
    }
}
