package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;

import org.junit.jupiter.api.Test;

import primelb.core.testing.Mutations;

/**
 * Mutated heads and chunks: no exception escapes but those that say what is wrong, and what is accepted has one meaning.
 */
class HttpFuzzTest {
    private static final int ROUNDS = Integer.getInteger("primelb.fuzz.rounds", 30_000);
    private static final String[] REQUESTS = {
        "GET /prime/7?x=%20y HTTP/1.1\r\nHost: server:80\r\nAccept: */*\r\n\r\n",
        "POST http://h/a HTTP/1.1\r\nHost: h\r\nContent-Length: 12\r\nConnection: close, x\r\nX: y\r\n\r\n",
        "PUT / HTTP/1.1\r\nhost: [::1]\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n",
        "OPTIONS * HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n"};
    private static final String[] RESPONSES = {
        "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nDate: x\r\n\r\n",
        "HTTP/1.0 404 Not Found\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"};
    private static final String[] CHUNKS = {
        "5\r\nhello\r\n0\r\n\r\n", "a;x=y\r\n0123456789\r\n1\r\nz\r\n0\r\nT: u\r\n\r\n"};


    @Test
    void acceptedRequestHeadsAreUnambiguous() throws IOException {
        Random random = new Random(20260101);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = Mutations.mutate(REQUESTS[i % REQUESTS.length], random);
            try {
                RequestHead head = Heads.request(bytes, HeadLimits.REQUEST);
                checkRequest(head);
                accepted++;
            } catch (MalformedHttpException | TruncatedException expected) {
                assertFalse(expected.getMessage().isEmpty());
            }
        }
        assertTrue(accepted > ROUNDS / 20, "the mutations are mild enough to be accepted at times: " + accepted);
    }

    /** Reads the head with the simplest reader there is, and compares what both understood. */
    private static void checkRequest(RequestHead head) {
        String target = head.target();
        assertTrue(target.startsWith("/") || target.equals("*"), target);
        assertTrue(target.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#'), target);
        int lengths = 0;
        int codings = 0;
        for (Field field : head.fields()) {
            lengths += field.name().equalsIgnoreCase("content-length") ? 1 : 0;
            codings += field.name().equalsIgnoreCase("transfer-encoding") ? 1 : 0;
        }
        assertTrue(lengths + codings <= 1, "one framing at most");
        switch (head.framing()) {
            case Framing.Length(long length) -> {
                assertEquals(0, codings);
                long said = head.fields().stream().filter(field -> field.name().equalsIgnoreCase("content-length"))
                        .mapToLong(field -> Long.parseUnsignedLong(field.value())).sum();
                assertEquals(said, length);
            }
            case Framing.Chunked chunked -> assertEquals(1, codings);
            case Framing.UntilClose untilClose -> throw new AssertionError("a request does not end by closing");
        }
    }

    @Test
    void acceptedResponseHeadsHaveASaneStatus() throws IOException {
        Random random = new Random(20260102);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try {
                ResponseHead head = Heads.response(Mutations.mutate(RESPONSES[i % RESPONSES.length], random));
                assertTrue(head.status() >= 100 && head.status() <= 599);
                head.framing("GET");
                head.fields().forEach(field -> assertFalse(field.value().contains("\n")));
                accepted++;
            } catch (MalformedHttpException | TruncatedException expected) {
                assertFalse(expected.getMessage().isEmpty());
            }
        }
        assertTrue(accepted > ROUNDS / 20, "accepted " + accepted);
    }

    @Test
    void chunkedBodiesAreReadTheSameInOnePieceAndByteByByte() throws IOException {
        Random random = new Random(20260103);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = Mutations.mutate(CHUNKS[i % CHUNKS.length], random);
            String whole = outcome(bytes, bytes.length);
            assertEquals(whole, outcome(bytes, 1));
            accepted += whole.startsWith("body") ? 1 : 0;
        }
        assertTrue(accepted > ROUNDS / 20, "accepted " + accepted);
    }

    private static String outcome(byte[] bytes, int atOnce) throws IOException {
        ByteSource source = new ByteSource(new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(atOnce, length));
            }
        });
        BodyReader reader = new BodyReader(source, 512, () -> { });
        reader.start(Framing.Chunked.CHUNKED);
        StringBuilder body = new StringBuilder("body ");
        try {
            for (int n = reader.next(); n >= 0; n = reader.next()) {
                for (int i = 0; i < n; i++) {
                    body.append((char) (source.buffer()[reader.offset() + i] & 0xff));
                }
            }
            return body.toString();
        } catch (MalformedHttpException e) {
            return "refused " + e.status();
        } catch (TruncatedException e) {
            return "cut";
        }
    }
}
