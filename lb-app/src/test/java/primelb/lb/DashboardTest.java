package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.http.ClientRequest;
import primelb.core.http.Field;
import primelb.core.testing.Await;

/** What the admin port serves of the dashboard, seen by a client that is no browser. */
@Timeout(60)
class DashboardTest {
    private static final int VIEWERS = 64;

    private final LbFixture lb = LbFixture.start(Map.of());

    @AfterEach
    void stop() {
        lb.close();
    }

    private Answer get(String path, String... fields) {
        List<Field> more = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            more.add(new Field(fields[i], fields[i + 1]));
        }
        return lb.admin("GET", path, more, new byte[0]);
    }

    /** A connection that reads events. */
    private final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Stream(String more) throws IOException {
            socket = new Socket(lb.lb().adminAddress().getAddress(), lb.adminPort());
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET /events HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Returns the first line from here on that begins so; null at the end of the stream. */
        String line(String begin) throws IOException {
            String line = in.readLine();
            while (line != null && !line.startsWith(begin)) {
                line = in.readLine();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void thePageAndAllThatItNamesAreThereAndSafe() {
        Answer page = get("/");
        assertEquals(200, page.status());
        assertEquals("text/html; charset=utf-8", page.response().field("Content-Type").orElseThrow());
        List<String> files = new ArrayList<>(List.of("/"));
        Pattern.compile("(?:src|href)=\"(dashboard/[^\"]+)\"").matcher(page.body()).results()
                .forEach(each -> files.add("/" + each.group(1)));
        for (int i = 0; i < files.size(); i++) {
            Answer file = get(files.get(i));
            assertEquals(200, file.status(), files.get(i));
            assertEquals("nosniff", file.response().field("X-Content-Type-Options").orElseThrow());
            String policy = file.response().field("Content-Security-Policy").orElseThrow();
            assertTrue(policy.startsWith("default-src 'none'") && !policy.contains("unsafe"), policy);
            Pattern.compile("from \"\\./([a-z]+\\.js)\"").matcher(file.body()).results()
                    .map(each -> "/dashboard/" + each.group(1)).filter(each -> !files.contains(each)).forEach(files::add);
        }
        assertTrue(files.size() > 15, files::toString);
        assertFalse(page.body().contains("style="), "styles in the markup are not carried out");
    }

    @Test
    void noFileOfThePageMakesMarkupOfData() {
        for (String file : List.of("main", "dom", "table", "log", "picture", "charts", "question")) {
            String text = get("/dashboard/" + file + ".js").body();
            assertFalse(text.matches("(?s).*(innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\().*"), file);
        }
    }

    @Test
    void whoHasAFileIsToldThatItIsTheSame() {
        String tag = get("/dashboard/app.css").response().field("ETag").orElseThrow();

        // An answer without content: that is described, and cannot be compared with a description of content.
        Answer again = Answer.to(lb.lb().adminAddress(), new ClientRequest("GET", "/dashboard/app.css",
                List.of(new Field("If-None-Match", "\"other\", " + tag)), new byte[0]));
        assertEquals(304, again.status());
        assertEquals("", again.body());
        assertEquals(200, get("/dashboard/app.css", "If-None-Match", "\"other\"").status());
    }

    @Test
    void otherSitesGetNothing() {
        for (String path : List.of("/", "/events", "/dashboard/app.css")) {
            assertEquals(403, get(path, "Origin", "http://evil.example").status(), path);
            assertEquals(421, get(path, "Host", "evil.example").status(), path);
        }
        assertEquals(403, get("/events", "Sec-Fetch-Site", "cross-site").status());
        assertEquals(400, get("/events?since=1").status());
    }

    @Test
    void aViewerIsToldEverythingThenWhatIsNewAndAfterABreakWhatItMissed() throws IOException {
        String id;
        try (Stream stream = new Stream("")) {
            id = stream.line("id: ").substring(4);
            assertTrue(stream.line("data: ").contains("\"full\":true"));
            lb.active("one");
            String change = stream.line("data: ");
            while (!change.contains("\"cause\":\"probe passed\"")) {
                change = stream.line("data: ");
            }
            assertTrue(change.contains("\"full\":false"), change);
        }
        try (Stream stream = new Stream("Last-Event-ID: " + id + "\r\n")) {
            String missed = stream.line("data: ");
            assertTrue(missed.contains("\"full\":false") && missed.contains("probe passed"), missed);
        }
    }

    @Test
    void thereArePlacesFor64ViewersAndThoseWhoGoMakeRoom() throws IOException {
        List<Stream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < VIEWERS; i++) {
                Stream stream = new Stream("");
                streams.add(stream);
                assertTrue(stream.line("data: ").contains("\"full\":true"));
            }
            Answer refused = get("/events");
            assertEquals(503, refused.status());
            assertEquals("5", refused.response().field("Retry-After").orElseThrow());
            assertEquals(200, get("/servers").status());
        } finally {
            for (Stream stream : streams) {
                stream.close();
            }
        }
        Await.until("room again", Duration.ofSeconds(20),
                () -> lb.admin("HEAD", "/events", List.of(), new byte[0]).status() == 200);
    }

    @Test
    void theBalancerEndsAtOnceThoughSomebodyWatches() throws IOException {
        try (Stream stream = new Stream("")) {
            stream.line("data: ");
            lb.close();
            String last = stream.line("0");
            assertTrue(last == null || last.equals("0"), last);
        }
    }
}
