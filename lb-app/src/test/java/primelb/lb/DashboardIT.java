package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import primelb.core.http.ClientRequest;
import primelb.core.http.Field;
import primelb.core.json.JsonString;
import primelb.core.testing.Await;
import primelb.core.testing.Browser;
import primelb.core.testing.ScriptedBackend;

/** The dashboard as a browser shows it while servers stop, start and are drained. Skipped where there is no Chromium. */
@Timeout(180)
class DashboardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Field TOKEN = new Field("Authorization", "Bearer secret");
    /** What a server that means harm might call itself. */
    private static final String EVIL = "<img/src=x/onerror=document.title=1>";

    @TempDir
    private static Path folder;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "skipped: no chromium on PATH (apt-get install chromium)");
        browser = Browser.start(chromium.get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static URI page(InetSocketAddress admin) {
        return URI.create("http://127.0.0.1:" + admin.getPort() + "/");
    }

    private static String text(String expression) {
        return ((JsonString) browser.evaluate("String(" + expression + ")")).value();
    }

    private static void await(String what, String expression) {
        Await.until(what, PATIENCE, () -> text(expression).equals("true"));
    }

    private static String row(String id) {
        return "[...document.querySelectorAll('.servers tbody tr')].find(row => row.querySelector('.id').textContent === '"
                + id + "')";
    }

    private static void awaitState(String id, String state) {
        await(id + " is shown as " + state, row(id) + "?.dataset.state === '" + state + "'");
    }

    /** Sends a request each 10 ms until it is shut down. */
    private static ScheduledExecutorService load(InetSocketAddress traffic) {
        ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
        load.scheduleAtFixedRate(() -> assertEquals(200, Answer.to(traffic, ClientRequest.get("/")).status()), 0, 10,
                TimeUnit.MILLISECONDS);
        return load;
    }

    /** Returns what the console said beyond so many lines, without what the browser says itself of answers. */
    private static List<String> complaintsAfter(int before, String expected) {
        return browser.complaints().stream().skip(before).filter(each -> !each.contains(expected)).toList();
    }

    @Test
    void aServerThatStopsComesBackOrIsDrainedIsSeenAtOnceWithTheCause() {
        int before = browser.complaints().size();
        try (LbFixture lb = LbFixture.start(Map.of("LB_TOKEN", "secret"))) {
            ScriptedBackend one = lb.backend();
            ScriptedBackend two = lb.backend();
            lb.post("/server_up", LbFixture.announcement(one, "one"), TOKEN);
            lb.post("/server_up", LbFixture.announcement(two, EVIL), TOKEN);
            ScheduledExecutorService load = load(lb.lb().trafficAddress());
            try {
                browser.open(page(lb.lb().adminAddress()), 1280, 900);
                awaitState("one", "active");
                awaitState(EVIL, "active");
                await("traffic at both", "[...document.querySelectorAll('.servers tbody [data-name=Rate]')]"
                        + ".every(cell => parseFloat(cell.textContent) > 5)");
                await("both in the chart", "document.querySelectorAll('.area').length === 2");

                stopsAndComesBack(one);
                assertEquals(EVIL, text(row(EVIL) + ".querySelector('.id').textContent"));
                assertEquals("0", text("document.images.length"));

                drainAndRestore(lb, one);
                assertEquals(before, browser.complaints().size(), () -> browser.complaints().toString());
            } finally {
                load.shutdownNow();
            }
        }
    }

    private static void stopsAndComesBack(ScriptedBackend server) {
        browser.evaluate("(() => { const row = " + row("one") + "; new MutationObserver(() => {"
                + "if (row.dataset.state === 'inactive') { window.seenAt ??= Date.now(); }"
                + "}).observe(row, {attributes: true}); })(), 0");
        server.refuse();
        server.closeConnections();
        awaitState("one", "inactive");
        String since = text(row("one") + ".querySelector('.since').title").replace("since ", "");
        long after = browser.number("window.seenAt") - Instant.parse(since).toEpochMilli();
        assertTrue(after <= 1000, "seen after " + after + " ms");
        assertEquals("connect: refused", text(row("one") + ".querySelector('.reason').textContent").replaceAll(
                "(?i).*refused.*", "connect: refused"));
        await("the cause is in the log", "document.querySelector('.log .cause').textContent.includes('refused')");
        await("and told to who cannot see", "document.querySelector('#announce').textContent.startsWith('one is inactive')");

        server.listenAgain();
        awaitState("one", "active");
        await("it is in the log", "document.querySelector('.log .cause').textContent === 'probe passed'");
    }

    private static void drainAndRestore(LbFixture lb, ScriptedBackend server) {
        browser.evaluate(row("one") + ".querySelector('button').focus(), 0");
        browser.pressEnter();
        assertEquals("Drain one?", text("document.querySelector('dialog[open] h2').textContent"));
        assertEquals("ask-token", text("document.activeElement.id"));
        browser.evaluate("document.querySelector('#ask-token').value = 'secret', 0");
        browser.pressEnter();
        awaitState("one", "held");
        await("the question is closed", "document.querySelector('dialog[open]') === null");
        assertEquals(202, lb.post("/server_up", LbFixture.announcement(server, "one"), TOKEN).status());

        browser.evaluate(row("one") + ".querySelector('button').click(), 0");
        assertEquals("Restore one?", text("document.querySelector('dialog[open] h2').textContent"));
        browser.evaluate("document.querySelector('#ask-do').click(), 0");
        awaitState("one", "active");
    }

    @Test
    void aWrongTokenIsToldInTheQuestionAndNothingIsDone() {
        int before = browser.complaints().size();
        try (LbFixture lb = LbFixture.start(Map.of("LB_TOKEN", "secret"))) {
            lb.post("/server_up", LbFixture.announcement(lb.backend(), "one"), TOKEN);
            browser.open(page(lb.lb().adminAddress()), 1280, 900);
            awaitState("one", "active");
            browser.evaluate(row("one") + ".querySelector('button').click(), 0");
            browser.evaluate("document.querySelector('#ask-token').value = 'wrong', 0");
            browser.pressEnter();

            await("the refusal is told", "document.querySelector('#ask-error').textContent.includes('Authorization')");
            assertEquals(Optional.of(true), lb.server().bool("active"));
            assertEquals(List.of(), complaintsAfter(before, "status of 401"));
        }
    }

    @Test
    void thePageSurvivesARestartOfTheBalancer() {
        int before = browser.complaints().size();
        try (ScriptedBackend backend = ScriptedBackend.start()) {
            InetSocketAddress admin;
            try (LbProcess lb = LbProcess.start(Map.of())) {
                admin = lb.admin();
                lb.activate(backend);
                browser.open(page(admin), 390, 844);
                await("it is live", "document.querySelector('#connection').dataset.state === 'live'");
                assertTrue(browser.number("document.documentElement.scrollWidth") <= 390);
            }
            await("the loss is told", "document.querySelector('#connection-text').textContent"
                    + ".startsWith('connection lost, trying again')");
            try (LbProcess lb = LbProcess.start(Map.of("LB_ADMIN_PORT", Integer.toString(admin.getPort())))) {
                await("it is live again, and knows that the servers have to come again",
                        "document.querySelector('#connection').dataset.state === 'live'"
                                + " && document.querySelectorAll('.servers tbody tr').length === 0");
                lb.activate(backend);
                await("the server is there", "document.querySelectorAll('.servers tbody tr[data-state=active]').length === 1");
            }
        }
        // That a connection is refused or cut is said by the browser itself.
        assertEquals(List.of(), complaintsAfter(before, "net::ERR_"));
    }
}
