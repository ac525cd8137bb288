package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every policy promises. */
class PolicyTest {
    static Stream<Policy> policies() {
        return Stream.of(new RoundRobin(), new LeastInFlight());
    }

    private static List<Server> servers(int count) {
        return Stream.generate(Server::new).limit(count).toList();
    }

    private static List<Integer> shares(List<Server> servers) {
        return servers.stream().map(server -> server.chosen).toList();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void equalServersGetEqualShares(Policy policy) {
        List<Server> servers = servers(3);

        for (int request = 0; request < 300; request++) {
            policy.choose(servers, server -> true).orElseThrow().chosen++;
        }

        assertEquals(List.of(100, 100, 100), shares(servers));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void equalServersTakeTurns(Policy policy) {
        List<Server> servers = servers(4);
        List<Integer> order = new ArrayList<>();

        for (int request = 0; request < 8; request++) {
            order.add(servers.indexOf(policy.choose(servers, server -> true).orElseThrow()));
        }

        assertEquals(List.of(0, 1, 2, 3, 0, 1, 2, 3), order);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void choosesOnlyWhoIsEligible(Policy policy) {
        List<Server> servers = servers(3);

        for (int request = 0; request < 100; request++) {
            policy.choose(servers, server -> server != servers.get(1)).orElseThrow().chosen++;
        }

        assertEquals(0, servers.get(1).chosen);
        assertEquals(100, servers.get(0).chosen + servers.get(2).chosen);
        assertFalse(servers.get(0).chosen == 0 || servers.get(2).chosen == 0);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void choosesNobodyAmongNobody(Policy policy) {
        assertEquals(Optional.empty(), policy.choose(List.<Server>of(), server -> true));
        assertEquals(Optional.empty(), policy.choose(servers(3), server -> false));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void copesWithMembersThatComeAndGo(Policy policy) {
        List<Server> servers = servers(5);
        for (int size : new int[] {5, 4, 1, 3, 2, 5, 1}) {
            List<Server> members = servers.subList(0, size);
            for (int request = 0; request < size; request++) {
                policy.choose(members, server -> true).orElseThrow().chosen++;
            }
        }
        assertEquals(21, shares(servers).stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void haveTheNamesByWhichTheyAreConfigured() {
        assertEquals(List.of("round-robin", "least-in-flight"), policies().map(Policy::name).toList());
    }
}
