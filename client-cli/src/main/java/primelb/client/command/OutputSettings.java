package primelb.client.command;

import java.nio.file.Path;
import java.util.Optional;
import primelb.client.progress.ProgressMode;
import primelb.client.report.Verbosity;
import primelb.client.text.Palette;

/**
 * Where the result goes, and how it looks.
 *
 * @param file where the JSON goes; empty for a name made from the date
 * @param json whether stdout is JSON
 * @param csv where the single requests go
 * @param html where the page goes
 * @param verbosity how much is printed
 * @param progress how a run tells how far it is
 * @param palette colours for stdout
 */
record OutputSettings(Optional<Path> file, boolean json, Optional<Path> csv, Optional<Path> html, Verbosity verbosity,
        ProgressMode progress, Palette palette) {
}
