package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.core.config.SettingsException;
import primelb.core.config.SettingsReader;
import primelb.core.http.HttpOrigin;

class ServerConfigTest {

    private static final Machine MACHINE = new Machine("box", 2, 4711);

    @Test
    void hasDefaultsForEverything() throws SettingsException {
        assertEquals(new ServerConfig("127.0.0.1", 8000, "box", Optional.empty(), List.of(), false, Optional.empty(),
                OptionalInt.empty(), 2, 1024, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(8)),
                read(Map.of()));
    }

    @Test
    void readsTheEnvironmentAndArguments() throws SettingsException {
        ServerConfig config = read(Map.of("SERVER_HOST", "0.0.0.0", "SERVER_ID", "server1",
                "SERVER_URL", "http://server1:80/", "SERVER_LB_URL", "http://lb:8081,http://other:8081",
                "SERVER_LB_TOKEN", "s3cret", "SERVER_MAX_IN_FLIGHT", "4", "PATH", "/bin"),
                "--port", "9000", "--max-compute=2s");
        assertEquals("0.0.0.0", config.host());
        assertEquals(9000, config.port());
        assertEquals("server1", config.id());
        assertEquals(Optional.of("http://server1"), config.url());
        assertEquals(List.of(new HttpOrigin("lb", 8081), new HttpOrigin("other", 8081)), config.balancers());
        assertEquals(Optional.of("s3cret"), config.token());
        assertEquals(OptionalInt.of(4), config.maxInFlight());
        assertEquals(Duration.ofSeconds(2), config.maxCompute());
    }

    @ParameterizedTest
    @CsvSource({"8000,box", "8001,box-8001", "0,box-4711"})
    void twoServersOfOneMachineDoNotShareTheirStandardId(String port, String id) throws SettingsException {
        assertEquals(id, read(Map.of("SERVER_PORT", port)).id());
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_PORT,65536", "SERVER_PORT,-1", "SERVER_PORT,http", "SERVER_WORKERS,0", "SERVER_QUEUE,0",
        "SERVER_HEARTBEAT,5", "SERVER_HEARTBEAT,1ms", "SERVER_MAX_COMPUTE,0s", "SERVER_MAX_COMPUTE,6m",
        "SERVER_DRAIN,-1s", "SERVER_ID,two words", "SERVER_ID,a:b", "SERVER_MAX_IN_FLIGHT,0",
        "SERVER_MAX_IN_FLIGHT,x", "SERVER_LB_TOKEN,two words", "SERVER_URL,server1:8000", "SERVER_URL,https://h",
        "SERVER_URL,http://h/path", "SERVER_URL,http://u@h", "SERVER_URL,http://h?q", "SERVER_URL,http://h#f",
        "SERVER_URL,http://h:99999", "SERVER_URL,http://", "SERVER_LB_URL,lb", "SERVER_LB_URL,'http://lb:8081,'"})
    void refusesBadValuesByName(String name, String value) {
        List<String> mistakes = assertThrows(SettingsException.class, () -> read(Map.of(name, value))).mistakes();
        assertEquals(1, mistakes.size(), mistakes::toString);
        assertTrue(mistakes.getFirst().startsWith(name), mistakes::toString);
    }

    @Test
    void refusesUnknownNamesAndReportsAllMistakesAtOnce() {
        List<String> mistakes = assertThrows(SettingsException.class,
                () -> read(Map.of("SERVER_PROT", "1", "SERVER_QUEUE", "x"), "--wrokers", "2")).mistakes();
        assertEquals(3, mistakes.size(), mistakes::toString);
        assertTrue(mistakes.toString().contains("SERVER_PORT"), mistakes::toString);
    }

    @Test
    void showsNoToken() {
        SettingsReader settings = SettingsReader.of(ServerConfig.PREFIX, Map.of("SERVER_LB_TOKEN", "s3cret"),
                List.of());
        ServerConfig.read(settings, MACHINE);
        assertFalse(settings.effective().contains("s3cret"), settings.effective());
    }

    @ParameterizedTest
    @CsvSource({"'','',http://127.0.0.1:8000", "0.0.0.0,9000,http://127.0.0.1:9000", "10.0.0.5,80,http://10.0.0.5:80",
        "::1,8000,http://[::1]:8000", "::,8000,http://127.0.0.1:8000"})
    void knowsWhereItsOwnHealthCheckIs(String host, String port, String url) {
        assertEquals(url, ServerConfig.healthUrl(Map.of("SERVER_HOST", host, "SERVER_PORT", port)));
    }

    private static ServerConfig read(Map<String, String> environment, String... args) throws SettingsException {
        SettingsReader settings = SettingsReader.of(ServerConfig.PREFIX, environment, List.of(args));
        ServerConfig config = ServerConfig.read(settings, MACHINE);
        config.check(settings);
        return config;
    }
}
