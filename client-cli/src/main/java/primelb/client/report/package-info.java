/**
 * Writes a result as text, JSON and CSV, and knows the schema of the JSON.
 *
 * <p>Rules: a report computes nothing that is not in the result, so that all formats say the same; the schema of
 * the JSON is named in it, and times in it are whole microseconds; a file is there whole or not at all.
 */
package primelb.client.report;
