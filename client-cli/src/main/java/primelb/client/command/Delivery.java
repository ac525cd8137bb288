package primelb.client.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import primelb.client.page.ReportPage;
import primelb.client.report.ResultFile;
import primelb.client.stored.ResultReader;
import primelb.client.stored.UnreadableResult;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonWriter;

/** Brings a result to its files and to stdout; a file that cannot be written does not keep it from stdout. */
final class Delivery {
    private final OutputSettings settings;
    private final Surroundings surroundings;
    private boolean failed;

    Delivery(OutputSettings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
    }

    /**
     * Returns whether everything that was to be stored is stored; what is not is told on stderr.
     *
     * @param command names a file that was not named
     * @param text the result for a person, given the name of the file the JSON is in
     */
    boolean deliver(String command, Instant date, JsonObject json, Supplier<String> csv,
            Function<Optional<String>, String> text) {
        String document = JsonWriter.pretty(json) + "\n";
        Optional<Path> file = settings.file();
        if (file.isEmpty() && !settings.json()) {
            file = Optional.of(ResultFile.freeName(surroundings.folder(), command, date));
        }
        boolean stored = file.isPresent() && write(file.get(), document);
        settings.csv().ifPresent(path -> write(path, csv.get()));
        String name = stored ? file.get().getFileName().toString() : command;
        settings.html().ifPresent(path -> write(path, page(name, json)));
        Optional<String> shown = stored ? file.map(surroundings::shown) : Optional.empty();
        surroundings.out().print(settings.json() ? document : text.apply(shown));
        surroundings.out().flush();
        return !failed;
    }

    /** From the JSON and not from the result itself, so that the page says what the file says. */
    private static String page(String name, JsonObject json) {
        try {
            return ReportPage.of(List.of(ResultReader.of(name, json)));
        } catch (UnreadableResult e) {
            throw new IllegalStateException("the result cannot be read by the program that made it: "
                    + e.getMessage(), e);
        }
    }

    private boolean write(Path file, String content) {
        try {
            ResultFile.write(file, content);
            return true;
        } catch (IOException e) {
            failed = true;
            surroundings.err().println("error: the result could not be written to %s: %s (free some space, or name"
                    .formatted(file, e) + " another file with -o)");
            return false;
        }
    }
}
