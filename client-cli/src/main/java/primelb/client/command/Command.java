package primelb.client.command;

import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.UsageException;

/** One command. */
interface Command {
    /** Returns what it takes, which is also its help. */
    CommandSpec spec();

    /** Carries it out and returns how it ended. */
    ExitCode run(Arguments arguments) throws UsageException;
}
