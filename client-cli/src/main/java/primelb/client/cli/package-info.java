/**
 * The grammar of the command line: what a command takes, how it is written, and what a mistake is told.
 *
 * <p>Rules: an {@link primelb.client.cli.Option} is declared once, and that one declaration gives parsing, the
 * environment variable, the default and the row in the help. Arguments win over the environment. All mistakes
 * are collected and told at once; each names the option, the value, what is allowed, and an example that works.
 * Nothing here knows what the options are for.
 */
package primelb.client.cli;
