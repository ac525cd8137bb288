package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every policy promises. */
class PolicyTest {
    private static final List<String> EXACT = List.of("least-in-flight", "round-robin", "weighted-round-robin");

    static Stream<Policy> policies() {
        return Policies.all(new SplittableRandom(1), () -> 0).values().stream().map(Supplier::get);
    }

    /** Those that leave nothing to chance. */
    static Stream<Policy> exactPolicies() {
        return policies().filter(policy -> EXACT.contains(policy.name()));
    }

    private static List<Server> servers(int count) {
        return Stream.generate(Server::new).limit(count).toList();
    }

    private static List<Integer> shares(List<Server> servers) {
        return servers.stream().map(server -> server.chosen).toList();
    }

    @ParameterizedTest
    @MethodSource("exactPolicies")
    void equalServersGetEqualShares(Policy policy) {
        List<Server> servers = servers(3);

        for (int request = 0; request < 300; request++) {
            policy.choose(servers, server -> true).orElseThrow().chosen++;
        }

        assertEquals(List.of(100, 100, 100), shares(servers));
    }

    @ParameterizedTest
    @MethodSource("exactPolicies")
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

    /** Servers of random weights come and go, fail and recover; requests begin and end in any order. */
    @ParameterizedTest
    @MethodSource("policies")
    void choosesAnEligibleMemberWhereverThereIsOneWhateverHappens(Policy policy) {
        SplittableRandom random = new SplittableRandom(7);
        List<Server> all = Stream.generate(() -> new Server(1 + random.nextInt(4))).limit(12).toList();
        List<Server> members = all.subList(0, 5);
        Set<Server> down = new HashSet<>();
        List<Server> sent = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            int what = random.nextInt(100);
            if (what < 3) {
                List<Server> some = new ArrayList<>(all);
                some.removeIf(server -> random.nextBoolean());
                members = List.copyOf(some);
            } else if (what < 15) {
                Server server = all.get(random.nextInt(all.size()));
                if (!down.remove(server)) {
                    down.add(server);
                }
            } else if (what < 60 && !sent.isEmpty()) {
                Server server = sent.remove(random.nextInt(sent.size()));
                server.inFlight--;
                policy.feedback().ifPresent(hears -> hears.ended(server, random.nextInt(1_000), random.nextBoolean()));
            } else {
                List<Server> eligible = members.stream().filter(each -> !down.contains(each) && each.inFlight < 6).toList();
                Optional<Server> chosen = random.nextBoolean() ? policy.choose(members, eligible::contains)
                        : policy.choose(members, eligible::contains, random.nextLong());
                assertEquals(eligible.isEmpty(), chosen.isEmpty());
                chosen.ifPresent(server -> {
                    assertTrue(eligible.contains(server));
                    server.inFlight++;
                    sent.add(server);
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void doesTheSameAgainWithTheSameRandomness(Policy policy) {
        Policy one = Policies.all(new SplittableRandom(1), () -> 0).get(policy.name()).get();
        Policy twin = Policies.all(new SplittableRandom(1), () -> 0).get(policy.name()).get();
        List<Server> servers = servers(20);
        for (int request = 0; request < 1_000; request++) {
            assertEquals(one.choose(servers, server -> true), twin.choose(servers, server -> true));
        }
    }

    @Test
    void haveTheNamesByWhichTheyAreConfigured() {
        assertEquals(List.copyOf(Policies.all(new SplittableRandom(1), () -> 0).keySet()),
                policies().map(Policy::name).toList());
        assertEquals(Policies.DEFAULT, policies().findFirst().orElseThrow().name());
    }
}
