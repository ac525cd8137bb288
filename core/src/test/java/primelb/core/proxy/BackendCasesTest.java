package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import primelb.core.proxy.BackendCase.Outcome;
import primelb.core.testing.Behaviour;

/** Everything of the table that backends do wrong, against the running proxy; each to GET and to POST. */
@Timeout(30)
class BackendCasesTest {
    private static final String OTHER = "the other";
    private static final ProxySettings SETTINGS = ProxyFixture.QUICK.with(
            ProxyFixture.QUICK.timeouts().with(Duration.ofMillis(500), Duration.ofMillis(400), Duration.ofSeconds(2)));

    static Stream<BackendCase> cases() {
        return allCases().filter(row -> !row.waits());
    }

    private static Stream<BackendCase> allCases() {
        return Stream.of(BackendCases.noAnswer(), BackendCases.cutAnswers(), BackendCases.oddAnswers())
                .flatMap(List::stream)
                .flatMap(row -> row.method().equals("GET") ? Stream.of(row, row.to("POST")) : Stream.of(row));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachDoingOfABackendHasItsOneOutcome(BackendCase row) throws IOException {
        run(row);
    }

    @Test
    void eachBackendThatHangsIsGivenUpInTime() {
        // Side by side, since they only wait.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Void>> runs = new LinkedHashMap<>();
            allCases().filter(BackendCase::waits).forEach(row -> runs.put(row.name(), threads.submit(() -> {
                run(row);
                return null;
            })));
            assertTrue(runs.size() > 10, "rows that wait: " + runs.size());
            assertAll(runs.entrySet().stream().map(run -> () -> assertDoesNotThrow(() -> run.getValue().get(), run.getKey())));
        }
    }

    private static void run(BackendCase row) throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(SETTINGS, 2); RawClient client = fixture.client()) {
            fixture.backend(1).then(row.behaviour());
            fixture.backend(2).usually(Behaviour.ok(OTHER));
            client.send(row.method() + " /row HTTP/1.1\r\nHost: h\r\n"
                    + (row.method().equals("POST") ? "Content-Length: 4\r\n\r\nbody" : "\r\n"));
            check(row, client);
            if (row.outcome() != Outcome.CUT) {
                nextAnswersAreRight(row, client);
            }
            try (RawClient another = fixture.client()) {
                nextAnswersAreRight(row, another);
            }
            fixture.awaitQuiet();
            boolean stays = row.outcome() == Outcome.DELIVERED;
            assertEquals(stays, fixture.member(1).status().active(), "the state of the backend");
            assertEquals(stays ? 0 : 1, fixture.changes().size(), () -> fixture.changes().toString());
            long sent = fixture.backend(1).received().stream().filter(got -> got.target().equals("/row")).count();
            assertEquals(1, sent, "a backend gets a request once");
        }
    }

    private static void check(BackendCase row, RawClient client) throws IOException {
        switch (row.outcome()) {
            case DELIVERED -> {
                RawClient.Answer answer = client.answer(row.method().equals("HEAD"));
                assertEquals(row.status(), answer.status());
                assertEquals(row.body(), answer.body());
                row.seen().forEach(part -> checkPart(answer.head(), part));
            }
            case USELESS -> {
                RawClient.Answer answer = client.answer();
                boolean moved = row.method().equals("GET");
                assertEquals(moved ? 200 : 502, answer.status(), answer.body());
                assertTrue(moved ? answer.body().equals(OTHER) : answer.has("Content-Type: application/problem+json"));
            }
            case LATE -> assertEquals(504, client.answer().status());
            case CUT -> assertThrows(IOException.class, client::answer);
        }
    }

    private static void nextAnswersAreRight(BackendCase row, RawClient client) throws IOException {
        List<String> right = row.outcome() == Outcome.DELIVERED ? List.of("backend 1", OTHER) : List.of(OTHER);
        for (int i = 0; i < 3; i++) {
            String body = client.get("/next").body();
            assertTrue(right.contains(body), () -> body + " is not of " + right);
        }
    }

    private static void checkPart(String head, String part) {
        if (part.startsWith("!")) {
            assertFalse(head.contains(part.substring(1)), () -> part.substring(1) + " is in\n" + head);
        } else {
            assertTrue(head.contains(part), () -> part + " is not in\n" + head);
        }
    }
}
