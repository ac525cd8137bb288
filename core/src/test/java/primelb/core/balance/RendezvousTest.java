package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class RendezvousTest {
    private static final long[] KEYS = LongStream.range(0, 20_000).map(Mix::of).toArray();

    private final Rendezvous policy = new Rendezvous();

    private Map<Long, Server> places(List<Server> servers) {
        Map<Long, Server> places = new HashMap<>();
        for (long key : KEYS) {
            places.put(key, policy.choose(servers, server -> true, key).orElseThrow());
        }
        return places;
    }

    @Test
    void everyBalancerChoosesTheSameForTheSameKeyInWhateverOrderTheServersCame() {
        List<Server> servers = Stream.generate(Server::new).limit(7).toList();

        assertEquals(places(servers), places(servers.reversed()));
        assertEquals(places(servers).get(KEYS[0]),
                new Rendezvous().choose(servers, server -> true, KEYS[0]).orElseThrow());
    }

    @Test
    void keysAreSharedByWeight() {
        List<Server> servers = List.of(new Server(1), new Server(1), new Server(2), new Server(4));
        places(servers).values().forEach(server -> server.chosen++);

        // Three standard deviations of a half of 20,000 are 212.
        servers.forEach(server -> assertEquals(2_500.0 * server.weight, server.chosen, 212));
    }

    @Test
    void whenOneLeavesOnlyItsKeysMoveAndToAllInProportion() {
        List<Server> all = Stream.generate(() -> new Server(3)).limit(10).toList();
        Server leaves = all.get(4);
        List<Server> left = all.stream().filter(server -> server != leaves).toList();
        Map<Long, Server> before = places(all);
        Map<Long, Server> after = places(left);

        Map<Server, Integer> gained = new HashMap<>();
        before.forEach((key, server) -> {
            if (server == leaves) {
                gained.merge(after.get(key), 1, Integer::sum);
            } else {
                assertSame(server, after.get(key));
            }
        });
        left.forEach(server -> assertEquals(2_000.0 / 9, gained.get(server), 60));
    }

    @Test
    void whenOneComesItTakesItsShareAndNoOtherKeyMoves() {
        List<Server> before = List.of(new Server(1), new Server(2), new Server(3));
        List<Server> after = new ArrayList<>(before);
        Server comes = new Server(4);
        after.add(comes);
        Map<Long, Server> former = places(before);
        Map<Long, Server> newer = places(List.copyOf(after));

        long moved = newer.entrySet().stream().filter(each -> former.get(each.getKey()) != each.getValue()).count();
        assertEquals(0.4 * KEYS.length, moved, 212);
        newer.forEach((key, server) -> assertEquals(server != comes, server == former.get(key)));
    }

    @Test
    void whoIsFullOrTriedHandsItsKeysToTheNextInRankAndHasThemBackAfterwards() {
        List<Server> servers = Stream.generate(Server::new).limit(5).toList();
        for (long key : KEYS) {
            Server first = policy.choose(servers, server -> true, key).orElseThrow();
            Server second = policy.choose(servers, server -> server != first, key).orElseThrow();
            List<Server> others = servers.stream().filter(server -> server != first).toList();

            assertNotSame(first, second);
            assertSame(second, new Rendezvous().choose(others, server -> true, key).orElseThrow());
            assertSame(first, policy.choose(servers, server -> true, key).orElseThrow());
        }
    }

    @Test
    void requestsWithoutAKeySpread() {
        List<Server> servers = Stream.generate(Server::new).limit(4).toList();
        for (int request = 0; request < 4_000; request++) {
            policy.choose(servers, server -> true).orElseThrow().chosen++;
        }

        servers.forEach(server -> assertEquals(1_000, server.chosen, 90));
    }

    @Test
    void textsAndNumbersAreMixedTheSameEverywhere() {
        assertEquals(0xE220A8397B1DCDAFL, Mix.of(0), "the first number of SplitMix64 with seed 0");
        assertEquals(Mix.of("server1"), Mix.of("server1"));
        assertNotEquals(Mix.of("server1"), Mix.of("server2"));
    }
}
