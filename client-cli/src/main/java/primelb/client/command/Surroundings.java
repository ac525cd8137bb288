package primelb.client.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import primelb.client.load.Cancellation;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/**
 * All that the program meets outside itself.
 *
 * @param in stdin
 * @param out stdout, for data
 * @param err stderr, for everything else
 * @param outIsTerminal whether a person looks at stdout
 * @param errIsTerminal whether a person looks at stderr
 * @param columns how wide the terminal is; 80 where nobody knows
 * @param environment the environment variables
 * @param folder where relative file names begin
 * @param ticker measures
 * @param sleeper waits
 * @param wallClock dates results
 * @param cancellation the wish to end early
 */
public record Surroundings(InputStream in, PrintStream out, PrintStream err, boolean outIsTerminal,
        boolean errIsTerminal, int columns, Map<String, String> environment, Path folder, Ticker ticker, Sleeper sleeper,
        InstantSource wallClock, Cancellation cancellation) {
    /** Keeps its own copy. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Returns a file's name as a person who is in the folder would write it. */
    String shown(Path file) {
        return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
    }
}
