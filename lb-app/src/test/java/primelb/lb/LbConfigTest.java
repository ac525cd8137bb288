package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import primelb.core.balance.Policies;
import primelb.core.config.SettingsException;
import primelb.core.health.Thresholds;
import primelb.core.proxy.HashKey;

class LbConfigTest {
    private static List<String> mistakes(Map<String, String> environment, String... args) {
        return assertThrows(SettingsException.class, () -> LbConfig.from(environment, List.of(args))).mistakes();
    }

    @Test
    void withoutSettingsItIsLocalAndFair() {
        LbConfig config = LbFixture.config(Map.of());

        assertEquals(List.of("127.0.0.1", "127.0.0.1"), List.of(config.host(), config.adminHost()));
        assertEquals(List.of(8080, 8081), List.of(config.port(), config.adminPort()));
        assertEquals("least-in-flight", config.policy().get().name());
        assertEquals(Optional.empty(), config.token());
        assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3)),
                List.of(config.probeInterval(), config.probeTimeout(), config.stallAfter()));
        assertEquals(List.of(Duration.ofMillis(1500), Duration.ofSeconds(30), Duration.ofSeconds(60)),
                List.of(config.traffic().timeouts().connect(), config.traffic().timeouts().response(),
                        config.traffic().timeouts().total()));
        assertEquals(Thresholds.DEFAULT, config.thresholds());
        assertEquals(List.of(1024, Duration.ZERO), List.of(config.queue(), config.hold()));
    }

    @Test
    void argumentsWinOverTheEnvironment() {
        LbConfig config = LbFixture.config(Map.of("LB_PORT", "1", "LB_POLICY", "round-robin"), "--port", "2");

        assertEquals(2, config.port());
        assertEquals("round-robin", config.policy().get().name());
    }

    @Test
    void eachBalancerHasAPolicyOfItsOwn() {
        LbConfig config = LbFixture.config(Map.of());

        assertTrue(config.policy().get() != config.policy().get());
    }

    @Test
    void theTokenIsShownNowhere() {
        LbConfig config = LbFixture.config(Map.of("LB_TOKEN", "hunter2"));

        assertEquals(Optional.of("hunter2"), config.token());
        assertFalse(config.effective().contains("hunter2"), config.effective());
    }

    @Test
    void allMistakesAreToldAtOnceWithTheNearestName() {
        List<String> mistakes = mistakes(Map.of("LB_PORTT", "1", "LB_PORT", "70000", "LB_PROBE_INTERVAL", "2",
                "LB_POLICY", "power-of-tow", "LB_FALL", "0"), "--tokn", "x");

        String all = String.join("\n", mistakes);
        assertEquals(6, mistakes.size(), all);
        for (String part : List.of("LB_PORTT", "LB_PORT", "0..65535", "70000", "LB_PROBE_INTERVAL", "LB_POLICY",
                "least-in-flight", "did you mean power-of-two?", "LB_FALL", "--tokn", "--token")) {
            assertTrue(all.contains(part), () -> part + " is missing in\n" + all);
        }
    }

    @Test
    void aSizeThatNoFileHasIsRefusedAndNotTakenForAnother() {
        assertEquals(9_000_000_000_000_000_000L, LbFixture.config(Map.of("LB_ACCESS_LOG", "-",
                "LB_ACCESS_LOG_MAX_SIZE", "9000000000GB")).accessLog().orElseThrow().maxSize());
        String mistake = mistakes(Map.of("LB_ACCESS_LOG_MAX_SIZE", "10000000000GB")).getFirst();
        assertTrue(mistake.contains("must be below 2^63 bytes"), mistake);
    }

    @Test
    void everyPolicyIsMadeByItsName() {
        for (String name : Policies.all(new SplittableRandom(1), () -> 0).keySet()) {
            assertEquals(name, LbFixture.config(Map.of("LB_POLICY", name)).policy().get().name());
        }
        assertEquals(HashKey.parse("header:X-User"),
                LbFixture.config(Map.of("LB_HASH_KEY", "header:x-user")).traffic().hashKey());
        assertTrue(mistakes(Map.of("LB_HASH_KEY", "cookie")).getFirst().contains("must be path, or header:NAME"));
    }
}
