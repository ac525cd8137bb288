package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class JoinIdleTest {
    private final JoinIdle policy = new JoinIdle(new SplittableRandom(3));
    private final List<Server> servers = Stream.generate(Server::new).limit(4).toList();

    private Server send() {
        Server chosen = policy.choose(servers, server -> true).orElseThrow();
        chosen.inFlight++;
        chosen.chosen++;
        return chosen;
    }

    private void end(Server server) {
        server.inFlight--;
        policy.feedback().orElseThrow().ended(server, 1, true);
    }

    @Test
    void theIdleTakeTurnsInTheOrderInWhichTheyBecameIdle() {
        List<Server> sent = new ArrayList<>(List.of(send(), send(), send(), send()));
        assertEquals(servers, sent);
        end(servers.get(2));
        end(servers.get(0));

        assertSame(servers.get(2), send());
        assertSame(servers.get(0), send());
    }

    @Test
    void neverSendsToABusyOneWhileOneIsIdle() {
        SplittableRandom random = new SplittableRandom(9);
        List<Server> busy = new ArrayList<>();
        for (int step = 0; step < 10_000; step++) {
            if (random.nextInt(10) < 6) {
                boolean anyIdle = servers.stream().anyMatch(server -> server.inFlight == 0);
                Server chosen = send();
                assertTrue(!anyIdle || chosen.inFlight == 1);
                busy.add(chosen);
            } else if (!busy.isEmpty()) {
                end(busy.remove(random.nextInt(busy.size())));
            }
        }
    }

    @Test
    void whileNoneIsIdleAllAreAsLikely() {
        servers.forEach(server -> server.inFlight = 1);
        for (int request = 0; request < 4_000; request++) {
            policy.choose(servers, server -> true).orElseThrow().chosen++;
        }

        servers.forEach(server -> assertEquals(1_000, server.chosen, 90));
    }

    @Test
    void whoWasNotEligibleForAWhileHasItsTurnAgain() {
        Server back = servers.get(1);
        for (int request = 0; request < 10; request++) {
            Server chosen = policy.choose(servers, server -> server != back).orElseThrow();
            assertNotSame(back, chosen);
            chosen.inFlight++;
            end(chosen);
        }
        for (int request = 0; request < 8; request++) {
            end(send());
        }

        assertEquals(2, back.chosen);
    }

    @Test
    void keepsNobodyWhoHasLeft() {
        policy.choose(servers, server -> true);
        List<Server> fewer = List.copyOf(servers.subList(2, 4));
        for (int request = 0; request < 20; request++) {
            assertTrue(fewer.contains(policy.choose(fewer, server -> true).orElseThrow()));
        }
        policy.feedback().orElseThrow().ended(servers.get(0), 1, true);
        assertTrue(fewer.contains(policy.choose(fewer, server -> true).orElseThrow()));
    }
}
