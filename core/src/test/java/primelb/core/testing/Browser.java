package primelb.core.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonNumber;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonString;
import primelb.core.json.JsonSyntaxException;
import primelb.core.json.JsonValue;
import primelb.core.json.JsonWriter;

/** A headless Chromium that is asked over its DevTools protocol. Used by one thread. */
public final class Browser implements AutoCloseable {
    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final JsonLimits LIMITS = new JsonLimits(64 << 20, 64);

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<JsonObject> messages = new ConcurrentLinkedQueue<>();
    private final WebSocket socket;
    private int asked;

    private Browser(Process process, Path profile) throws IOException, InterruptedException {
        this.process = process;
        Path portFile = profile.resolve("DevToolsActivePort");
        Await.until("Chromium listens", AMPLE, () -> Files.exists(portFile) && linesOf(portFile).size() == 2);
        URI list = URI.create("http://127.0.0.1:" + linesOf(portFile).getFirst() + "/json/list");
        String pages = http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString()).body();
        JsonObject page = ((JsonArray) read(pages)).values().stream().map(JsonObject.class::cast)
                .filter(each -> each.text("type").equals(Optional.of("page"))).findFirst().orElseThrow();
        this.socket = http.newWebSocketBuilder().buildAsync(
                URI.create(page.text("webSocketDebuggerUrl").orElseThrow()), new Listener()).join();
    }

    /** Returns where Chromium is; empty where it is not installed. */
    public static Optional<Path> installed() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")).filter(dir -> !dir.isEmpty())
                .flatMap(dir -> Stream.of("chromium", "chromium-browser", "google-chrome").map(Path.of(dir)::resolve))
                .filter(Files::isExecutable).findFirst();
    }

    /** Returns a browser with nothing in it, whose profile is in this folder. */
    public static Browser start(Path chromium, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(chromium.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return new Browser(process, profile);
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Carries out a command of the protocol and returns its result. */
    public JsonObject call(String method, JsonObject parameters) {
        int id = ++asked;
        socket.sendText(JsonWriter.compact(JsonObject.builder().put("id", id).put("method", method)
                .put("params", parameters).build()), true).join();
        Await.until(method + " is answered", AMPLE, () -> answer(id).isPresent());
        JsonObject answer = answer(id).orElseThrow();
        return answer.object("result").orElseThrow(() -> new AssertionError(method + ": " + JsonWriter.compact(answer)));
    }

    /** Shows a page at this width, and waits until it is loaded. */
    public void open(URI page, int width, int height) {
        call("Page.enable", JsonObject.builder().build());
        call("Runtime.enable", JsonObject.builder().build());
        call("Log.enable", JsonObject.builder().build());
        call("Emulation.setDeviceMetricsOverride", JsonObject.builder().put("width", width).put("height", height)
                .put("deviceScaleFactor", 1).put("mobile", false).build());
        call("Page.navigate", JsonObject.builder().put("url", page.toString()).build());
        Await.until("the page is loaded", AMPLE, () -> evaluate("document.readyState + location.href")
                .equals(new JsonString("complete" + page)));
    }

    /** Returns what an expression of JavaScript is. */
    public JsonValue evaluate(String expression) {
        JsonObject result = call("Runtime.evaluate", JsonObject.builder().put("expression", expression)
                .put("returnByValue", true).build());
        return result.object("result").orElseThrow().get("value").orElseThrow(
                () -> new AssertionError(expression + ": " + JsonWriter.compact(result)));
    }

    /** Returns an expression that is a whole number. */
    public long number(String expression) {
        return Math.round(((JsonNumber) evaluate(expression)).asDouble());
    }

    /** Presses and lets go of the Enter key. */
    public void pressEnter() {
        for (String type : List.of("keyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", JsonObject.builder().put("type", type).put("key", "Enter").put("code", "Enter")
                    .put("text", type.equals("keyDown") ? "\r" : "").put("windowsVirtualKeyCode", 13).build());
        }
    }

    /** Returns everything that was written to the console or the log so far. */
    public List<String> complaints() {
        return messages.stream().filter(message -> message.text("method").filter(method ->
                method.equals("Log.entryAdded") || method.equals("Runtime.consoleAPICalled")
                        || method.equals("Runtime.exceptionThrown")).isPresent()).map(JsonWriter::compact).toList();
    }

    @Override
    public void close() {
        // Asked to end, it ends its own processes too, which would else write into the profile while that is removed.
        socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true).join();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            socket.abort();
            http.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<JsonObject> answer(int id) {
        return messages.stream().filter(message -> message.integer("id").orElse(-1) == id).findFirst();
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }

    private static JsonValue read(String text) {
        try {
            return JsonReader.read(text, LIMITS);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add((JsonObject) read(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
