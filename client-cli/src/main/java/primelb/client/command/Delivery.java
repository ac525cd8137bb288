package primelb.client.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import primelb.client.report.ResultFile;
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
        Optional<String> shown = stored ? file.map(this::shown) : Optional.empty();
        surroundings.out().print(settings.json() ? document : text.apply(shown));
        surroundings.out().flush();
        return !failed;
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

    private String shown(Path file) {
        return file.startsWith(surroundings.folder()) ? surroundings.folder().relativize(file).toString()
                : file.toString();
    }
}
