/**
 * The commands: what each takes, and how it carries it out with the other packages.
 *
 * <p>Rules: data goes to stdout, everything else to stderr; with {@code --json} stdout is one JSON document; a
 * result is printed even where it cannot be stored; a command returns an exit code and never exits.
 */
package primelb.client.command;
