package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.Mutations;

/**
 * Mutated requests through the running proxy: whatever a backend gets is strictly one request after the other, each is
 * one that the client sent, with its body, and each is answered once.
 */
@Timeout(600)
class ProxyFuzzTest {
    /** A round here costs as much as some of those of the parsers. */
    private static final int ROUNDS = Integer.getInteger("primelb.fuzz.rounds", 30_000) / 20;
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final List<String> SEEDS = List.of(
            "GET /a?x=%20y HTTP/1.1\r\nHost: h:80\r\nAccept: */*\r\nConnection: keep-alive, x-a\r\nX-A: 1\r\n\r\n",
            "POST http://h/b HTTP/1.1\r\nHost: h\r\nContent-Length: 12\r\nX-Request-Id: q\r\n\r\nhello, world",
            "PUT /c HTTP/1.1\r\nhost: [::1]\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n7\r\n, world\r\n0\r\nT: u\r\n\r\n",
            "POST /d HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n",
            "POST /e HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 4\r\nX-Forwarded-For: 1.2.3.4\r\n\r\nbody");

    @Test
    void backendsGetStrictlyWhatWasSent() throws IOException {
        Random random = new Random(20260104);
        int forwarded = 0;
        try (RecordingBackend backend = new RecordingBackend();
                ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 0)) {
            fixture.activate(backend.url());
            for (int i = 0; i < ROUNDS; i++) {
                String sent = new String(Mutations.mutate(SEEDS.get(i % SEEDS.size()), random),
                        StandardCharsets.ISO_8859_1) + LAST;
                String answers = exchange(fixture, sent);
                List<StrictReader> got = backend.takeRequests();
                List<String> expected = asSent(sent);
                List<String> seen = got.stream().map(request -> request.target() + " " + request.body()).toList();
                assertTrue(seen.size() <= expected.size() && seen.equals(expected.subList(0, seen.size())),
                        () -> "sent\n" + sent + "\nwhich is " + expected + "\nand got " + seen);
                assertEquals(got.size(), answers.split("HTTP/1\\.1 200 OK\r\n", -1).length - 1,
                        () -> "answers to\n" + sent + "\n" + answers);
                assertEquals(List.of(), backend.complaints(), sent);
                forwarded += got.size();
            }
            assertTrue(fixture.pool().anyActive(), "no client changes the state of a backend");
        }
        assertTrue(forwarded > ROUNDS / 5, "the mutations are mild enough to be accepted at times: " + forwarded);
    }

    private static String exchange(ProxyFixture fixture, String sent) throws IOException {
        try (RawClient client = fixture.client()) {
            client.send(sent);
            client.halfClose();
            return client.rest();
        }
    }

    /** Reads what the client sent in the plainest way there is, and returns target and body of each request. */
    private static List<String> asSent(String text) {
        List<String> requests = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            at += text.startsWith("\r\n", at) ? 2 : 0;
            int headEnd = text.indexOf("\r\n\r\n", at);
            String[] start = headEnd < 0 ? new String[0] : text.substring(at, text.indexOf("\r\n", at)).split(" ", -1);
            if (start.length != 3) {
                break;
            }
            String head = text.substring(at, headEnd).toLowerCase(Locale.ROOT);
            StringBuilder body = new StringBuilder();
            at = bodyEnd(head, text, headEnd + 4, body);
            if (at < 0) {
                break;
            }
            requests.add(originForm(start[1]) + " " + body);
        }
        return requests;
    }

    private static String originForm(String target) {
        String path = target.replaceFirst("(?i)^http://[^/?]*", "");
        return path.startsWith("/") ? path : "/" + path;
    }

    private static int bodyEnd(String head, String text, int from, StringBuilder body) {
        int length = head.indexOf("\r\ncontent-length:");
        try {
            if (head.contains("\r\ntransfer-encoding:")) {
                return chunksEnd(text, from, body);
            }
            if (length < 0) {
                return from;
            }
            String value = head.substring(length + 17).lines().findFirst().orElse("").strip();
            int end = from + Integer.parseInt(value);
            body.append(text, from, end);
            return end;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return -1;
        }
    }

    private static int chunksEnd(String text, int from, StringBuilder body) {
        int at = from;
        while (true) {
            int lineEnd = text.indexOf("\r\n", at);
            int size = Integer.parseInt(text.substring(at, lineEnd).split(";", -1)[0].strip(), 16);
            at = lineEnd + 2;
            if (size == 0) {
                int end = text.startsWith("\r\n", at) ? at : text.indexOf("\r\n\r\n", at) + 2;
                return end < at ? -1 : end + 2;
            }
            body.append(text, at, at + size);
            at += size + 2;
        }
    }
}
