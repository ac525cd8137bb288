package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.prime.PrimeResult;
import primelb.core.testing.Await;
import primelb.core.testing.FakeTime;
import primelb.core.testing.OpenApi;
import primelb.core.web.Fields;
import primelb.core.web.Request;
import primelb.core.web.Response;

@Timeout(20)
class ServerRoutesTest {

    private static final Duration MAX_COMPUTE = Duration.ofSeconds(30);
    private static final String TEN_THOUSAND_DIGITS = "7".repeat(10_000);

    private static final OpenApi DESCRIPTION = OpenApi.of("server-app");

    private final FakeTime time = new FakeTime();
    private final ComputePool pool = new ComputePool(1, 1, MAX_COMPUTE, time,
            Thread.ofPlatform().daemon().factory());
    private Phase phase = Phase.ACCEPTING;
    private final ServerMetrics metrics = new ServerMetrics(pool::stats, new ServerConfig.Size(1, 1));
    private final ServerRoutes routes = new ServerRoutes("server1",
            new PrimeEndpoint("server1", pool, MAX_COMPUTE, () -> phase, time, metrics), () -> phase, pool::stats,
            metrics);

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/prime/524287,'',524287,true,scan", "/prime/524287,method=sqrt,524287,true,sqrt",
        "/prime/0,'',0,false,scan", "/prime/1,'',1,false,scan", "/prime/2,'',2,true,scan",
        "/prime/007,method=scan,7,true,scan", "/prime/%37,'',7,true,scan",
        "/prime/9223372036854775808,method=fast,9223372036854775808,false,fast",
        "/prime/9223372036854775783,method=fast,9223372036854775783,true,fast",
        "/prime/9223372036854775806,method=scan,9223372036854775806,false,scan"})
    void tellsWhetherANumberIsPrime(String path, String query, String number, boolean prime, String method)
            throws Exception {
        Response response = get(path, query);
        JsonObject body = body(response);
        assertEquals(200, response.status(), body::toString);
        List<String> members = List.of("number", "prime", "certainty", "method", "computeMicros", "server");
        assertEquals(members, body.members().keySet().stream().filter(m -> !m.equals("smallestFactor")).toList());
        assertEquals(Optional.of("proven"), body.text("certainty"));
        assertEquals(Optional.of(number), body.text("number"));
        assertEquals(Optional.of(prime), body.bool("prime"));
        assertEquals(Optional.of(method), body.text("method"));
        assertEquals(Optional.of("server1"), body.text("server"));
        assertEquals("server1", response.headers().get("X-Served-By"));
    }

    @ParameterizedTest
    @CsvSource({
        "91,scan,7", "91,sqrt,7", "91,fast,", "1,scan,", "7,sqrt,", "7,scan,",
        "4293001441,sqrt,65521", "9223372036854775806,scan,2"})
    void namesTheSmallestFactorThatItFound(String number, String method, String factor) throws Exception {
        JsonObject body = body(get("/prime/" + number, "method=" + method));
        assertEquals(Optional.ofNullable(factor), body.text("smallestFactor"), body::toString);
    }

    @Test
    void saysThatALongPrimeIsOnlyProbable() throws Exception {
        String mersenne = "170141183460469231731687303715884105727";
        assertEquals(Optional.of("probable"), body(get("/prime/" + mersenne, "method=fast")).text("certainty"));
        String composite = "170141183460469231731687303715884105729";
        assertEquals(Optional.of("proven"), body(get("/prime/" + composite, "method=fast")).text("certainty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prime/", "/prime/+7", "/prime/-7", "/prime/%207", "/prime/7%20", "/prime/seven",
        "/prime/1_000", "/prime/7.0", "/prime/0x7", "/prime/%D9%A7", "/prime/%zz", "/prime/%"})
    void refusesWhatIsNotANaturalNumber(String path) throws Exception {
        assertProblem(400, get(path, ""));
    }

    @Test
    void refusesTenThousandDigitsForEveryMethod() throws Exception {
        for (String method : List.of("scan", "sqrt", "fast")) {
            String detail = assertProblem(400, get("/prime/" + TEN_THOUSAND_DIGITS, "method=" + method));
            assertTrue(detail.contains("at most 1234 digits, got 10000"), detail);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"method=", "method=SCAN", "method=slow", "method=scan&method=fast", "metod=fast", "method",
        "method=fa%zzst", "x=1"})
    void refusesAMethodOrParameterThatItDoesNotKnow(String query) throws Exception {
        assertProblem(400, get("/prime/7", query));
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775808,scan", "9223372036854775808,sqrt", "9223372036854775783,scan"})
    void refusesMoreWorkThanTheLimitAndSaysWhatWouldDo(String number, String method) throws Exception {
        Response response = get("/prime/" + number, "method=" + method);
        assertTrue(assertProblem(422, response).endsWith("use method=fast"));
        assertEquals(Optional.of("fast"), body(response).text("suggestedMethod"));
        assertEquals(0, pool.stats().abandoned(), "nothing was begun");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+5", "1.5", "1s", "0x10", "1234567890123456"})
    void refusesABadDeadline(String value) throws Exception {
        assertProblem(400, get("/prime/7", "", Map.of("x-request-deadline", List.of(value))));
    }

    @Test
    void refusesTwoDeadlines() throws Exception {
        assertProblem(400, get("/prime/7", "", Map.of("X-Request-Deadline", List.of("5", "5"))));
    }

    @Test
    void doesNotBeginWhatIsDueAlready() throws Exception {
        assertProblem(504, get("/prime/7", "", Map.of("X-Request-Deadline", List.of("0"))));
        assertEquals(0, pool.stats().computations());
    }

    @Test
    void takesALongDeadline() throws Exception {
        assertEquals(200, get("/prime/7", "", Map.of("X-Request-Deadline", List.of("999999999999999"))).status());
    }

    @Test
    void saysWhenToComeBackIfTheQueueIsFull() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ComputePool.Job blocking = stop -> {
            Await.until("the release", Duration.ofSeconds(10), () -> release.getCount() == 0);
            return PrimeResult.Decided.proven(true);
        };
        for (int i = 1; i <= 2; i++) {
            long later = time.nanos() + Duration.ofHours(1).toNanos();
            Thread.ofVirtual().start(new FutureTask<>(() -> pool.compute(blocking, later, () -> false)));
            int queued = i - 1;
            Await.until("job " + i, Duration.ofSeconds(5),
                    () -> pool.stats().running() == 1 && pool.stats().queued() == queued);
        }
        Response response = get("/prime/7", "");
        release.countDown();
        assertProblem(503, response);
        assertEquals("1", response.headers().get("Retry-After"));
    }

    @Test
    void theHealthCheckFailsFirstAndPrimesLater() throws Exception {
        assertEquals("ok", body(get("/health_check", "")).text("status").orElseThrow());
        phase = Phase.LEAVING;
        assertEquals(503, get("/health_check", "").status());
        assertEquals("draining", body(get("/health_check", "")).text("status").orElseThrow());
        assertEquals(200, get("/prime/7", "").status());
        phase = Phase.REFUSING;
        assertEquals(503, get("/health_check", "").status());
        assertEquals(503, get("/prime/7", "").status());
    }

    @Test
    void countsWhatItDid() throws Exception {
        get("/prime/7", "");
        get("/prime/8", "");
        get("/prime/x", "");
        JsonObject body = body(get("/stats", ""));
        assertEquals("{server=server1, computations=2, rejected=0, abandoned=0, queued=0, running=0}",
                "{server=" + body.text("server").orElseThrow()
                        + ", computations=" + body.integer("computations").orElseThrow()
                        + ", rejected=" + body.integer("rejected").orElseThrow()
                        + ", abandoned=" + body.integer("abandoned").orElseThrow()
                        + ", queued=" + body.integer("queued").orElseThrow()
                        + ", running=" + body.integer("running").orElseThrow() + "}");
    }

    @Test
    void otherPathsAndMethodsAreProblemsToo() throws Exception {
        assertProblem(404, get("/prime", ""));
        assertProblem(404, get("/", ""));
        Response response = send("POST", "/prime/7", "", Map.of());
        assertProblem(405, response);
        assertEquals("GET, HEAD", response.headers().get("Allow"));
        assertEquals("server1", response.headers().get("X-Served-By"));
    }

    private static String assertProblem(int status, Response response) throws JsonSyntaxException {
        JsonObject body = body(response);
        assertEquals(status, response.status(), body::toString);
        assertEquals("application/problem+json", response.contentType());
        assertEquals(status, body.integer("status").orElseThrow());
        return body.text("detail").orElseThrow();
    }

    private static JsonObject body(Response response) throws JsonSyntaxException {
        return (JsonObject) JsonReader.read(
                new String(response.body(), StandardCharsets.UTF_8).strip(), JsonLimits.REQUEST);
    }

    private Response get(String path, String query) throws Exception {
        return get(path, query, Map.of());
    }

    private Response get(String path, String query, Map<String, List<String>> fields) throws Exception {
        return send("GET", path, query, fields);
    }

    private Response send(String method, String path, String query, Map<String, List<String>> fields)
            throws Exception {
        Response response = routes.handle(new Request(method, path, query, Fields.of(fields), new byte[0],
                InetSocketAddress.createUnresolved("client", 1)));
        assertEquals(List.of(), DESCRIPTION.mistakes(
                method, path, response.status(), response.contentType(), response.body()));
        return response;
    }

    @Test
    void describesItself() throws Exception {
        assertEquals(DESCRIPTION.document(), body(get("/openapi.json", "")));
    }

    @Test
    void showsPrometheusWhatItHasDone() throws Exception {
        get("/prime/7", "method=sqrt");
        get("/prime/seven", "");
        get("/prime/9223372036854775783", "");
        String metrics = new String(get("/metrics", "").body(), StandardCharsets.UTF_8);
        for (String sample : List.of("primelb_prime_computations_total{method=\"sqrt\",outcome=\"answered\"} 1",
                "primelb_prime_computations_total{method=\"scan\",outcome=\"too_much_work\"} 1",
                "primelb_prime_computations_total{method=\"scan\",outcome=\"rejected\"} 0",
                "primelb_prime_compute_duration_seconds_count{method=\"sqrt\"} 1",
                "primelb_prime_requests_total{code=\"2xx\"} 1", "primelb_prime_requests_total{code=\"4xx\"} 2",
                "primelb_prime_queue_limit 1", "primelb_prime_workers_busy 0")) {
            assertTrue(metrics.contains(sample + "\n"), () -> sample + " in\n" + metrics);
        }
    }
}
