/**
 * Typed settings from the environment and the command line.
 *
 * <p>Rules: one declaration of a setting gives its name in both forms, its default, its range, its row in the help
 * and its place in the line of effective settings. Nothing is read from the process: the caller hands the environment
 * and the arguments over. All mistakes are collected and told at once, each with its value and what would be right.
 * Durations carry a unit. This package depends on nothing.
 */
package primelb.core.config;
