package primelb.client.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import primelb.client.command.ClientApp;
import primelb.client.command.Surroundings;
import primelb.client.load.Cancellation;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.time.SystemTime;

/** The program inside the test, with its output in strings and its files in a folder. */
public final class Harness {
    private final Path folder;
    private final Cancellation cancellation = new Cancellation();
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String in = "";
    private boolean terminal;

    /** Runs with this folder as the current one. */
    public Harness(Path folder) {
        this.folder = folder;
    }

    /** Sets an environment variable. */
    public Harness with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Gives this text on stdin. */
    public Harness withInput(String text) {
        in = text;
        return this;
    }

    /** Makes stdout and stderr terminals. */
    public Harness onTerminal() {
        terminal = true;
        return this;
    }

    /** Returns the exit code of this command line. */
    public int run(String... args) {
        return new ClientApp(new Surroundings(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal, terminal, 80, environment, folder, SystemTime.ticker(), SystemTime.sleeper(),
                () -> Instant.parse("2026-11-22T07:03:31Z"), cancellation)).run(args);
    }

    /** Returns the wish to end early. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Returns what was written to stdout. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Returns what was written to stderr. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Returns a text that is one JSON object, and nothing else. */
    public static JsonObject json(String text) {
        try {
            return (JsonObject) JsonReader.read(text, new JsonLimits(1 << 24, 32));
        } catch (JsonSyntaxException e) {
            throw new AssertionError("not one JSON document: " + e.getMessage() + "\n" + text, e);
        }
    }
}
