package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import primelb.core.testing.ReceivedRequest;

/** Every odd or malformed request of the table, against the running proxy. */
@Timeout(30)
class RequestCasesTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

    private static ProxyFixture shared;

    @BeforeAll
    static void start() throws IOException {
        shared = new ProxyFixture(ProxyFixture.QUICK, 1);
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    static Stream<RequestCase> cases() {
        return Stream.of(StartLineCases.methods(), StartLineCases.targets(), StartLineCases.versions(),
                StartLineCases.hosts(), FieldCases.syntax(), FieldCases.hopByHop(), FieldCases.connection(),
                FramingCases.lengths(), FramingCases.codings(), FramingCases.goodChunks(), FramingCases.badChunks())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachRequestHasItsOneMeaning(RequestCase row) throws IOException {
        if (row.partly()) {
            // What is left of an aborted request may show late, and must not be taken for the next row's.
            try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 1)) {
                run(row, fixture);
            }
        } else {
            run(row, shared);
        }
    }

    private static void run(RequestCase row, ProxyFixture fixture) throws IOException {
        int before = fixture.backend(1).received().size();
        try (RawClient client = fixture.client()) {
            exchange(row, client);
            try (RawClient other = fixture.client()) {
                assertEquals("backend 1", other.get("/other").body(), "other clients notice nothing");
            }
            checkBackend(row, fixture, before);
        }
    }

    @Test
    void nothingOfTheRequestBeforeShapesTheAnswerToABadOne() throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 1); RawClient client = fixture.client()) {
            assertEquals(200, client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n").answer(true).status());
            RawClient.Answer answer = client.send("GET / HTTP/1.1\n").answer();
            assertEquals(400, answer.status());
            assertTrue(answer.body().contains("bare LF"), answer.body());
        }
    }

    private static void exchange(RequestCase row, RawClient client) throws IOException {
        boolean silence = row.answers().contains(408);
        client.send(row.bytes() + (row.closes() && !row.halfClose() && !silence ? SMUGGLED : ""));
        if (row.halfClose()) {
            client.halfClose();
        }
        for (int status : row.answers()) {
            RawClient.Answer answer = client.answer(row.toHead());
            assertEquals(status, answer.status(), answer.head());
            assertEquals(status >= 400, answer.has("Content-Type: application/problem+json"), answer.head());
        }
        if (row.closes()) {
            assertEquals("", client.rest(), "one end, and nothing behind it");
        } else {
            assertEquals("backend 1", client.get("/next").body(), "the connection goes on");
        }
    }

    private static void checkBackend(RequestCase row, ProxyFixture fixture, int before) {
        fixture.awaitQuiet();
        assertTrue(fixture.member(1).status().active(), "no client changes the state of a backend");
        List<ReceivedRequest> whole = new ArrayList<>();
        for (ReceivedRequest request : fixture.backend(1).received().stream().skip(before).toList()) {
            assertFalse(request.target().contains("smuggled"), request.head());
            boolean probe = List.of("/next", "/other").contains(request.target());
            assertTrue(request.whole() || row.partly(), "a part of a request was passed on:\n" + request.head());
            if (request.whole() && !probe) {
                whole.add(request);
            }
        }
        assertEquals(row.whole(), whole.size(), "requests at the backend");
        if (!whole.isEmpty()) {
            ReceivedRequest last = whole.getLast();
            String all = last.head() + new String(last.body(), StandardCharsets.ISO_8859_1);
            row.seen().forEach(part -> checkPart(all, part));
        }
    }

    private static void checkPart(String all, String part) {
        if (part.startsWith("!")) {
            assertFalse(all.contains(part.substring(1)), () -> part.substring(1) + " is in\n" + all);
        } else {
            assertTrue(all.contains(part), () -> part + " is not in\n" + all);
        }
    }
}
